import { eventually } from '../support/eventually.js';
import { type FaultDesk, openFaultDesk } from './fault-desk.js';
import { load } from './fault-load.js';
import { type KillableRedis, startKillableRedis } from './killable-redis.js';

const binary = process.env['TEST_REDIS_BINARY'] ?? '';
const withRedis = binary ? describe : describe.skip;

withRedis('a Redis that breaks while alerts go out (needs redis-server or valkey-server)', () => {
  let redis: KillableRedis;
  let desk: FaultDesk;

  beforeEach(async () => {
    redis = await startKillableRedis(binary);
    desk = await openFaultDesk({ redisUrl: redis.url });
  });
  afterEach(async () => {
    await desk?.close();
    await redis?.close();
  });

  const breakEachWave = async (scenario: string, breakIt: () => Promise<void>) => {
    // Both hear of the loss, and ask for everything again at once.
    await desk.startProcess();
    await desk.startProcess();
    for (let wave = 0; wave < load.waves; wave += 1) {
      const before = desk.receivers.accepted().length;
      const coming = await desk.publishWave();
      await desk.waitForAccepted(before + Math.ceil(desk.random() * coming * 0.9));
      await breakIt();
    }
    await desk.settle();
    const tally = await desk.conclude(`${scenario} x${load.waves}, two replicas`, 'none');
    expect(tally).toMatchObject({ sent: tally.alerts, repeated: 0, lost: 0, unexpected: 0, unrecorded: 0 });
    expect(tally.alerts).toBe(load.events * load.subscriptions);
  };

  it(
    'is flushed: what it forgot is asked for again',
    async () => {
      await breakEachWave('Redis FLUSHALL', () => redis.flush());
    },
    load.patienceMs * 4,
  );

  it(
    'is killed, and started again empty: everybody is told, once',
    async () => {
      await breakEachWave('Redis killed and restarted', async () => {
        await redis.kill();
        // What is under way comes to its end without it, and cannot say so to the queue.
        const underWay = () => desk.database.count(`deliveries WHERE state = 'sending'`);
        await eventually('sends under way to be recorded', async () => (await underWay()) === 0, load.patienceMs);
        await redis.start();
      });
    },
    load.patienceMs * 4,
  );
});
