import { rm } from 'node:fs/promises';
import { createTestDatabase, type TestDatabase } from './support/database.js';
import { eventually } from './support/eventually.js';
import { type FeedServer, startFeedServer } from './support/feed-server.js';
import { startWirewatchProcess, type WirewatchProcess } from './support/process.js';
import { type SmtpServer, startSmtpServer } from './support/smtp-server.js';
import { topicStories } from './support/stories.js';
import { createClient, testEnv } from './support/wirewatch.js';

const backends = ['postgresql', ...(process.env['TEST_REDIS_BINARY'] ? ['redis'] : [])];

if (backends.length === 1)
  it.skip('a crash with the queue in Redis needs redis-server or valkey-server', () => undefined);

describe.each(backends)('a process killed at the worst moment, with the queue in %s', (backend) => {
  let database: TestDatabase;
  let feedServer: FeedServer;
  let smtp: SmtpServer;
  let env: Record<string, string>;
  let running: WirewatchProcess | undefined;

  const start = async () => {
    running = startWirewatchProcess(env);
    await running.waitForOutput(/Ready/);
    return createClient(`http://127.0.0.1:${env['PORT']}`);
  };
  const count = async (sql: string) =>
    Number((await database.query<{ n: string }>(`SELECT count(*) AS n FROM ${sql}`))[0]?.n);

  /** A subscriber with a confirmed address who watches a topic of one word, so that these tests turn on nothing else. */
  const prepare = async () => {
    const { expectCall } = await start();
    const subscriber = await expectCall(201, 'POST', '/subscribers', { name: 'Night desk' });
    const topic = await expectCall(201, 'POST', '/topics', { slug: 'treaty', name: 'Treaty', query: 'treaty' });
    const target = await expectCall(201, 'POST', '/targets', {
      subscriberId: subscriber.id,
      kind: 'email',
      address: { address: 'night@desk.example' },
    });
    await database.query(`UPDATE targets SET state = 'active', verified_at = now()`);
    await expectCall(201, 'POST', '/subscriptions', {
      subscriberId: subscriber.id,
      name: 'Treaty',
      topicIds: [topic.id],
      targetIds: [target.id],
    });
    await smtp.waitForMessages(1);
    feedServer.setFeed('/wire.xml', { items: [{ ...topicStories.pact, pubDate: new Date() }] });
    return expectCall;
  };

  beforeEach(async () => {
    [database, feedServer, smtp] = await Promise.all([createTestDatabase(), startFeedServer(), startSmtpServer()]);
    env = await testEnv({
      DATABASE_URL: database.url,
      SMTP_URL: smtp.url,
      QUEUE_BACKEND: backend,
      SEND_TIMEOUT_MS: '1500',
    });
  });

  afterEach(async () => {
    await running?.kill('SIGTERM');
    await Promise.all([feedServer.close(), smtp.close()]);
    await database.drop();
    await rm(env['DATA_FOLDER'] ?? '', { recursive: true, force: true });
  });

  it('between handing the message over and hearing that it was taken: the alert comes, once', async () => {
    const expectCall = await prepare();
    smtp.setBehaviour('hang');
    await expectCall(201, 'POST', '/feeds', { url: `${feedServer.url}/wire.xml` });
    await eventually(
      'a delivery to be under way',
      async () => (await count(`deliveries WHERE state = 'sending' AND kind = 'alert'`)) === 1,
    );
    await running?.kill('SIGKILL');
    smtp.setBehaviour('accept');
    await start();
    await eventually(
      'the delivery to be sent',
      async () => (await count(`deliveries WHERE state = 'sent' AND kind = 'alert'`)) === 1,
    );
    expect(smtp.messages.filter(({ subject }) => subject?.includes('pact'))).toHaveLength(1);
    expect(
      await count(`attempts JOIN deliveries d ON d.id = delivery_id WHERE d.kind = 'alert'`),
    ).toBeGreaterThanOrEqual(2);
  });

  it('as soon as the story is stored: the alert comes, once', async () => {
    const expectCall = await prepare();
    await expectCall(201, 'POST', '/feeds', { url: `${feedServer.url}/wire.xml` });
    await eventually('the story to be stored', async () => (await count('stories')) === 1);
    await running?.kill('SIGKILL');
    await start();
    await eventually(
      'the delivery to be sent',
      async () => (await count(`deliveries WHERE state = 'sent' AND kind = 'alert'`)) === 1,
    );
    await eventually('nothing to be left undone', async () => (await count(`stories WHERE decided_at IS NULL`)) === 0);
    expect(await count('alerts')).toBe(1);
    const alerts = smtp.messages.filter(({ subject }) => subject?.includes('pact'));
    expect(new Set(alerts.map(({ messageId }) => messageId)).size).toBe(1);
  });
});
