import { eventually } from '../support/eventually.js';
import { type FaultDesk, openFaultDesk } from './fault-desk.js';
import { load } from './fault-load.js';
import { type KillableRedis, startKillableRedis } from './killable-redis.js';

const redisBinary = process.env['TEST_REDIS_BINARY'] ?? '';
const backends = ['postgresql', ...(redisBinary ? ['redis'] : [])];
if (!redisBinary) it.skip('a crash with the queue in Redis needs redis-server or valkey-server', () => undefined);

describe.each(backends)('a process that is killed while alerts go out, with the queue in %s', (backend) => {
  let redis: KillableRedis | undefined;
  let desk: FaultDesk | undefined;

  afterEach(async () => {
    await desk?.close();
    await redis?.close();
  });

  it(
    'tells everybody once, but for messages that were taken and not yet recorded',
    async () => {
      redis = backend === 'redis' ? await startKillableRedis(redisBinary) : undefined;
      desk = await openFaultDesk({ redisUrl: redis?.url });
      const { database, receivers, random } = desk;
      for (let wave = 0; wave < load.waves; wave += 1) {
        const running = await desk.startProcess();
        const stories = await database.count('stories');
        const before = receivers.accepted().length;
        const coming = await desk.publishWave();
        // Either on its way to becoming alerts, or with any number of them out.
        if (random() < 0.4)
          await eventually('a story', async () => (await database.count('stories')) > stories, load.patienceMs);
        else await desk.waitForAccepted(before + Math.ceil(random() * coming * 0.9));
        await running.kill('SIGKILL');
      }
      await desk.startProcess();
      await desk.settle();
      const tally = await desk.conclude(`SIGKILL x${load.waves}, queue in ${backend}`, 'crash');
      expect(tally).toMatchObject({ sent: tally.alerts, lost: 0, unexpected: 0, unexplained: 0, unrecorded: 0 });
      expect(tally.alerts).toBe(load.events * load.subscriptions);
    },
    load.patienceMs * 4,
  );
});
