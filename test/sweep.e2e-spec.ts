import { createTestDatabase, type TestDatabase } from './support/database.js';
import { eventually } from './support/eventually.js';
import { type FeedServer, startFeedServer } from './support/feed-server.js';
import { topicStories } from './support/stories.js';
import { startTestWirewatch, type TestWirewatch } from './support/wirewatch.js';

describe('work that a crash, a flushed queue or a lost job left behind', () => {
  let database: TestDatabase;
  let feedServer: FeedServer;
  let wirewatch: TestWirewatch;

  const count = async (sql: string) =>
    Number((await database.query<{ n: string }>(`SELECT count(*) AS n FROM ${sql}`))[0]?.n);

  beforeAll(async () => {
    [database, feedServer] = await Promise.all([createTestDatabase(), startFeedServer()]);
    feedServer.setFeed('/wire.xml', { items: [{ ...topicStories.pact, pubDate: new Date() }] });
    wirewatch = await startTestWirewatch({ DATABASE_URL: database.url });
    const { expectCall } = wirewatch;
    const subscriber = await expectCall(201, 'POST', '/subscribers', { name: 'Desk' });
    const target = await expectCall(201, 'POST', '/targets', { subscriberId: subscriber.id, kind: 'mailbox' });
    const topic = await expectCall(201, 'POST', '/topics', { slug: 'treaty', name: 'Treaty', query: 'treaty' });
    await expectCall(201, 'POST', '/subscriptions', {
      subscriberId: subscriber.id,
      name: 'Treaty',
      topicIds: [topic.id],
      targetIds: [target.id],
    });
    await expectCall(201, 'POST', '/feeds', { url: `${feedServer.url}/wire.xml` });
    await eventually('the first message', async () => (await count('mailbox_messages')) === 1);
  });

  afterAll(async () => {
    await wirewatch?.stop();
    await feedServer?.close();
    await database?.drop();
  });

  // Each puts the tables into the state that the loss leaves, with nothing in the queue.
  it.each([
    [
      'a story that was stored, and never matched',
      `UPDATE stories SET matched_at = NULL, decided_at = NULL, event_id = NULL, fetched_at = now() - interval '1 minute'`,
      `DELETE FROM matches; DELETE FROM events; DELETE FROM mailbox_messages`,
    ],
    [
      'a story that was matched, and never decided',
      `UPDATE stories SET decided_at = NULL, matched_at = now() - interval '1 minute'`,
      `DELETE FROM alerts; DELETE FROM decisions; DELETE FROM mailbox_messages`,
    ],
    [
      'a delivery that was decided, and never sent',
      `UPDATE deliveries SET state = 'pending', attempt_count = 0, next_attempt_at = now() - interval '1 minute'`,
      `DELETE FROM attempts; DELETE FROM mailbox_messages`,
    ],
    [
      'a delivery whose sender died',
      `UPDATE deliveries SET state = 'sending', leased_until = now() - interval '1 second'`,
      `DELETE FROM mailbox_messages`,
    ],
  ])('is done after all: %s', async (_, update, remove) => {
    for (const statement of remove.split(';')) await database.query(statement);
    if (update.includes('event_id = NULL')) await database.query('DELETE FROM decisions');
    await database.query(update);
    await eventually('the message', async () => (await count('mailbox_messages')) === 1);
    await eventually('the record of it', async () => (await count(`deliveries WHERE state = 'sent'`)) === 1);
    expect(await count('alerts')).toBe(1);
    expect(await count(`decisions WHERE verdict = 'notify'`)).toBe(1);
  });
});
