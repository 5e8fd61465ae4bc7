import { type FaultDesk, openFaultDesk } from './fault-desk.js';
import { load } from './fault-load.js';
import { type KillableRedis, startKillableRedis } from './killable-redis.js';

const redisBinary = process.env['TEST_REDIS_BINARY'] ?? '';

describe('two processes that tick at once', () => {
  let redis: KillableRedis | undefined;
  let desk: FaultDesk | undefined;

  afterEach(async () => {
    await desk?.close();
    await redis?.close();
  });

  it.each(['postgresql', ...(redisBinary ? ['redis'] : [])])(
    'share the work, with the queue in %s, and tell everybody once',
    async (backend) => {
      redis = backend === 'redis' ? await startKillableRedis(redisBinary) : undefined;
      desk = await openFaultDesk({ redisUrl: redis?.url, env: { TICK_INTERVAL_MS: '100', SWEEP_INTERVAL_MS: '100' } });
      await desk.startProcess();
      await desk.startProcess();
      for (let wave = 0; wave < load.waves; wave += 1) await desk.publishWave();
      await desk.settle();
      const tally = await desk.conclude(`Two replicas, queue in ${backend}`, 'none');
      expect(tally).toMatchObject({ sent: tally.alerts, repeated: 0, lost: 0, unexpected: 0, unrecorded: 0 });
      expect(tally.alerts).toBe(load.events * load.subscriptions);
    },
    load.patienceMs * 4,
  );
});
