import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { Redis } from 'ioredis';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.js';
import { eventually } from '../../test/support/eventually.js';
import { testSettings } from '../../test/support/stores.js';
import { type WaitList, waitList } from '../../test/support/wait-list.js';
import type { QueueConnection } from '../config/settings.js';
import { type EmbeddedRedis, startEmbeddedRedis } from '../embedded/embedded-redis.js';
import { QueueService } from './queue.service.js';
import { type Processors, queueNames } from './queues.js';

const binary = process.env['TEST_REDIS_BINARY'];

interface Run {
  id: string;
  end: () => void;
}

/** What the schedule and the sweep build on: asking again costs nothing, and what was lost can be asked for again. */
function holds(backend: QueueConnection['backend']) {
  let database: TestDatabase;
  let folder: string;
  let redis: EmbeddedRedis | undefined;
  let queues: QueueService;
  let runs: WaitList<Run>;

  beforeAll(async () => {
    Logger.overrideLogger(false);
    database = await createTestDatabase();
    folder = await mkdtemp(join(tmpdir(), 'wirewatch-queues-'));
    if (backend === 'redis')
      redis = await startEmbeddedRedis({ binary: binary ?? '', dataFolder: folder, log: () => undefined });
    const queue: QueueConnection = redis
      ? { backend: 'redis', socketPath: redis.socketPath }
      : { backend: 'postgresql', url: database.url };
    queues = new QueueService({ ...testSettings(database.url), queue });
    await queues.onModuleInit();
    const process = (id: string) => new Promise<void>((end) => runs.push({ id, end }));
    await queues.startWorkers(
      Object.fromEntries(queueNames.map((name) => [name, { process, concurrency: 1 }])) as unknown as Processors,
    );
  });
  beforeEach(() => {
    runs = waitList();
  });
  afterAll(async () => {
    await queues?.onApplicationShutdown();
    await redis?.stop();
    await database?.drop();
    await rm(folder, { recursive: true, force: true });
  });

  const isEmpty = async () => {
    const { active, waiting } = (await queues.counts())['fetch-feed'] ?? {};
    return active === 0 && waiting === 0;
  };

  it('runs a job once, however often it is asked for while it waits and while it runs', async () => {
    const both = [
      { id: 'first', version: 1 },
      { id: 'second', version: 1 },
    ];
    await queues.enqueue('fetch-feed', both);
    const [first] = await runs.wait(1);
    await queues.enqueue('fetch-feed', both);
    await queues.enqueue('fetch-feed', both);
    first?.end();
    const [, second] = await runs.wait(2);
    second?.end();
    await eventually('the queue to be empty', isEmpty);
    expect(runs.items.map(({ id }) => id)).toEqual(['first', 'second']);
  });

  it('runs it anew when it is asked for after its end', async () => {
    for (const round of [1, 2]) {
      await queues.enqueue('fetch-feed', [{ id: 'again', version: 1 }]);
      const run = (await runs.wait(round)).at(-1);
      run?.end();
      await eventually('the queue to be empty', isEmpty);
    }
  });

  if (backend === 'redis') {
    const flush = async () => {
      const client = new Redis({ path: redis?.socketPath });
      await client.flushall();
      client.disconnect();
    };

    it('notices that Redis has forgotten what waits, once', async () => {
      await queues.takeLoss();
      await expect(queues.takeLoss()).resolves.toBe(false);
      await flush();
      await expect(queues.takeLoss()).resolves.toBe(true);
      await expect(queues.takeLoss()).resolves.toBe(false);
    });

    it('notices that a job was gone when it was done', async () => {
      await queues.enqueue('fetch-feed', [{ id: 'forgotten', version: 1 }]);
      const [run] = await runs.wait(1);
      await flush();
      await queues.takeLoss();
      run?.end();
      await eventually('the loss', () => queues.takeLoss());
    });
  }
}

describe('queueService on PostgreSQL', () => holds('postgresql'));

(binary ? describe : describe.skip)('queueService on Redis (needs redis-server or valkey-server)', () =>
  holds('redis'),
);
