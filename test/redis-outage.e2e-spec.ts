import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { TickService } from '../src/pipeline/tick.service.js';
import { QueueService } from '../src/queues/queue.service.js';
import { createTestDatabase, type TestDatabase } from './support/database.js';
import { eventually } from './support/eventually.js';
import { type FeedServer, startFeedServer } from './support/feed-server.js';
import { freePort } from './support/free-port.js';
import { startTestWirewatch, type TestWirewatch } from './support/wirewatch.js';

const binary = process.env['TEST_REDIS_BINARY'];
const wordings: Record<string, string> = {
  flush:
    'Envoys initialled a treaty on fishing rights after two weeks of talks in the harbour town, and sailed home the same night.',
  restart:
    'A treaty that regulates the rivers of the north was ratified by a narrow vote; farmers had marched against it since spring.',
  outage:
    'Astronomers of nine countries signed their treaty on dark skies beside the old observatory, whose lamps were put out for it.',
};

const withRedis = binary ? describe : describe.skip;

withRedis('a Redis that forgets, dies and comes back (needs redis-server or valkey-server)', () => {
  let database: TestDatabase;
  let feedServer: FeedServer;
  let wirewatch: TestWirewatch;
  let folder: string;
  let port: number;
  let server: ChildProcess;

  const startRedis = async () => {
    server = spawn(binary ?? '', ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder], {
      stdio: 'ignore',
    });
    await eventually('Redis to answer', () => ask((redis) => redis.ping()));
  };
  const ask = async <Answer>(question: (redis: Redis) => Promise<Answer>): Promise<Answer | undefined> => {
    const redis = new Redis(port, '127.0.0.1', { retryStrategy: () => null, maxRetriesPerRequest: 0 });
    redis.on('error', () => undefined);
    try {
      return await question(redis);
    } catch {
      return undefined;
    } finally {
      redis.disconnect();
    }
  };
  const count = async (sql: string) =>
    Number((await database.query<{ n: string }>(`SELECT count(*) AS n FROM ${sql}`))[0]?.n);
  /** Publishes a story on a feed of its own, and waits for its one message. */
  const tell = async (name: string) => {
    const before = await count('mailbox_messages');
    feedServer.setFeed(`/${name}.xml`, {
      // Each in words of its own: one event would have one message.
      items: [{ guid: name, title: `Treaty of the ${name}`, description: wordings[name], pubDate: new Date() }],
    });
    await wirewatch.expectCall(201, 'POST', '/feeds', { url: `${feedServer.url}/${name}.xml` });
    return {
      arrives: () =>
        eventually(`the message of the ${name}`, async () => (await count('mailbox_messages')) === before + 1),
    };
  };

  const nothingIsLeftUndone = async () => {
    await eventually('every story to be decided', async () => (await count('stories WHERE decided_at IS NULL')) === 0);
    // A message is there a moment before the record of it.
    await eventually('every record', async () => (await count(`deliveries WHERE state <> 'sent'`)) === 0);
    expect(await count('alerts')).toBe(await count('mailbox_messages'));
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'wirewatch-redis-'));
    port = await freePort();
    await startRedis();
    [database, feedServer] = await Promise.all([createTestDatabase(), startFeedServer()]);
    wirewatch = await startTestWirewatch({
      DATABASE_URL: database.url,
      QUEUE_BACKEND: 'redis',
      REDIS_URL: `redis://127.0.0.1:${port}`,
      LOG_LEVEL: 'error',
    });
    const { expectCall } = wirewatch;
    const subscriber = await expectCall(201, 'POST', '/subscribers', { name: 'Desk' });
    const target = await expectCall(201, 'POST', '/targets', { subscriberId: subscriber.id, kind: 'mailbox' });
    const topic = await expectCall(201, 'POST', '/topics', { slug: 'treaty', name: 'Treaty', query: 'treaty' });
    const [topicIds, targetIds] = [[topic.id], [target.id]];
    await expectCall(201, 'POST', '/subscriptions', {
      subscriberId: subscriber.id,
      name: 'Treaty',
      topicIds,
      targetIds,
    });
  });
  afterAll(async () => {
    await wirewatch?.stop();
    server.kill('SIGKILL');
    await feedServer?.close();
    await database?.drop();
    await rm(folder, { recursive: true, force: true });
  });

  it('is flushed while work is under way', async () => {
    const story = await tell('flush');
    await ask((redis) => redis.flushall());
    await story.arrives();
  });

  it('is killed, and started again empty', async () => {
    server.kill('SIGKILL');
    await once(server, 'exit');
    const story = await tell('restart');
    await startRedis();
    await story.arrives();
    await nothingIsLeftUndone();
  });

  it('is away so long that what was asked of it is given up', async () => {
    server.kill('SIGKILL');
    await once(server, 'exit');
    const story = await tell('outage');
    await wirewatch.app.get(TickService).tick();
    // Refused only after whatever the clock asked for before it.
    await expect(wirewatch.app.get(QueueService).counts()).rejects.toThrow();
    await startRedis();
    await story.arrives();
    await nothingIsLeftUndone();
  });
});
