import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.js';
import { type FaultDesk, openFaultDesk } from './fault-desk.js';
import { load } from './fault-load.js';
import { type KillablePostgres, startKillablePostgres } from './killable-postgres.js';
import { type KillableRedis, startKillableRedis } from './killable-redis.js';

const redisBinary = process.env['TEST_REDIS_BINARY'] ?? '';

describe('a PostgreSQL that breaks while alerts go out', () => {
  let desk: FaultDesk | undefined;
  let endServers: () => Promise<void>;

  afterEach(async () => {
    await desk?.close();
    await endServers();
  });

  const breakEachWave = async (scenario: string, breakIt: () => Promise<void>) => {
    if (!desk) return;
    await desk.startProcess();
    for (let wave = 0; wave < load.waves; wave += 1) {
      const before = desk.receivers.accepted().length;
      const coming = await desk.publishWave();
      await desk.waitForAccepted(before + Math.ceil(desk.random() * coming * 0.9));
      await breakIt();
    }
    await desk.settle();
    const tally = await desk.conclude(`${scenario} x${load.waves}`, 'none');
    expect(tally).toMatchObject({ sent: tally.alerts, repeated: 0, lost: 0, unexpected: 0, unrecorded: 0 });
    expect(tally.alerts).toBe(load.events * load.subscriptions);
  };

  it.each(['postgresql', ...(redisBinary ? ['redis'] : [])])(
    'has its connections cut, whatever they were carrying, with the queue in %s',
    async (backend) => {
      const database: TestDatabase = await createTestDatabase();
      const direct = new URL(database.url);
      const proxy: TcpProxy = await startTcpProxy(Number(direct.port));
      const redis: KillableRedis | undefined = backend === 'redis' ? await startKillableRedis(redisBinary) : undefined;
      endServers = async () => {
        await proxy.close();
        await redis?.close();
        await database.drop();
      };
      const proxied = new URL(database.url);
      proxied.port = String(proxy.port);
      desk = await openFaultDesk({
        databaseUrl: proxied.href,
        directDatabaseUrl: database.url,
        redisUrl: redis?.url,
      });
      await breakEachWave(`PostgreSQL connections cut, queue in ${backend},`, async () => {
        expect(proxy.cut()).toBeGreaterThan(0);
      });
    },
    load.patienceMs * 4,
  );

  it(
    'is restarted, in order and as after a power cut',
    async () => {
      const postgres: KillablePostgres = await startKillablePostgres();
      endServers = () => postgres.close();
      desk = await openFaultDesk({ databaseUrl: postgres.url });
      let restarts = 0;
      await breakEachWave('PostgreSQL restarted', async () => {
        restarts += 1;
        if (restarts % 2 === 0) await postgres.stop();
        else await postgres.crash();
        await postgres.start();
      });
    },
    load.patienceMs * 4,
  );
});
