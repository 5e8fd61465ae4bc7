import { v7 as newId } from 'uuid';
import { createTestDatabase, type TestDatabase } from './support/database.js';
import { eventually } from './support/eventually.js';
import { type FeedServer, startFeedServer } from './support/feed-server.js';
import { startTestWirewatch, type TestWirewatch } from './support/wirewatch.js';

const backends = ['postgresql', ...(process.env['TEST_REDIS_BINARY'] ? ['redis'] : [])];

if (backends.length === 1)
  it.skip('a re-match with the queue in Redis needs redis-server or valkey-server', () => undefined);

/** More than two batches. */
const ARCHIVE = 450;

/** Every third story of the archive tells of a treaty, every fifth of a missile. */
const titleOf = (number: number) =>
  `Story ${number}${number % 3 === 0 ? ' of a treaty' : ''}${number % 5 === 0 ? ' with a missile' : ''}`;
const numbers = Array.from({ length: ARCHIVE }, (_, index) => index);
const treaties = numbers.filter((number) => number % 3 === 0).length;
const missiles = numbers.filter((number) => number % 5 === 0).length;

describe.each(backends)('a topic that changed meets the archive, with the queue in %s', (backend) => {
  let database: TestDatabase;
  let feedServer: FeedServer;
  let wirewatch: TestWirewatch;
  let feedId: string;

  const count = async (sql: string) =>
    Number((await database.query<{ n: string }>(`SELECT count(*) AS n FROM ${sql}`))[0]?.n);
  const found = (slug: string) => count(`matches m JOIN topics t ON t.id = m.topic_id WHERE t.slug = '${slug}'`);
  const start = () => startTestWirewatch({ DATABASE_URL: database.url, QUEUE_BACKEND: backend });
  const call: TestWirewatch['call'] = (...request) => wirewatch.call(...request);
  const expectCall: TestWirewatch['expectCall'] = (...request) => wirewatch.expectCall(...request);

  /** Stories as the pipeline leaves them: matched, found by nothing, nothing decided. */
  const store = async (titles: string[]) => {
    const ids = titles.map(() => newId());
    await database.query(
      `INSERT INTO stories (id, feed_id, key, title, text, content_hash, fingerprint, fetched_at, published_at, matched_at, decided_at)
       SELECT id, $1, id::text, title, '', id::text, title, now() - interval '1 hour', now() - interval '1 hour', now() - interval '1 hour', now() - interval '1 hour'
       FROM unnest($2::uuid[], $3::text[]) AS s(id, title)`,
      [feedId, ids, titles],
    );
    return ids;
  };
  const create = (slug: string, query: string) => expectCall(201, 'POST', '/topics', { slug, name: slug, query });
  const subscribe = async (topicId: string) => {
    const subscriber = await expectCall(201, 'POST', '/subscribers', { name: 'Desk' });
    const target = await expectCall(201, 'POST', '/targets', { subscriberId: subscriber.id, kind: 'mailbox' });
    const body = { subscriberId: subscriber.id, name: 'All', topicIds: [topicId], targetIds: [target.id] };
    return (await expectCall(201, 'POST', '/subscriptions', body)).id as string;
  };
  const ended = (topicId: string) =>
    eventually('the re-match to end', async () => {
      const { status, body } = await call('GET', `/topics/${topicId}/rematch`);
      return status === 200 && body.state !== 'waiting' && body.state !== 'running' && body;
    });
  beforeEach(async () => {
    [database, feedServer] = await Promise.all([createTestDatabase(), startFeedServer()]);
    const [feed] = await database.query<{ id: string }>(
      `INSERT INTO feeds (id, url, title, state) VALUES (gen_random_uuid(), 'http://192.0.2.1/feed', 'Archive', 'paused') RETURNING id`,
    );
    feedId = feed?.id ?? '';
    wirewatch = await start();
  });

  afterEach(async () => {
    await wirewatch?.stop();
    await feedServer?.close();
    await database?.drop();
  });

  it('finds old stories, loses others, shows how far it is, and tells nobody', async () => {
    await store([...numbers.map(titleOf), titleOf(3)]);
    const topic = await create('watch', 'treaty');
    await subscribe(topic.id);
    await expect(ended(topic.id)).resolves.toMatchObject({
      reason: 'new-topic',
      state: 'done',
      topicVersion: 1,
      total: ARCHIVE + 1,
      done: ARCHIVE + 1,
      gained: treaties + 1,
      lost: 0,
      startedAt: expect.any(String),
      finishedAt: expect.any(String),
      failure: null,
    });
    await expectCall(200, 'PATCH', `/topics/${topic.id}`, { query: 'missile' });
    const both = numbers.filter((number) => number % 15 === 0).length;
    await expect(ended(topic.id)).resolves.toMatchObject({
      reason: 'query-changed',
      topicVersion: 2,
      done: ARCHIVE + 1,
      gained: missiles - both,
      lost: treaties + 1 - both,
    });
    expect(await found('watch')).toBe(missiles);
    expect(await count(`matches WHERE topic_version <> 2 OR evidence::text NOT LIKE '%missile%'`)).toBe(0);
    const { items } = await expectCall(200, 'GET', '/stories?topic=watch&limit=200');
    expect(items).toHaveLength(missiles);
    expect(items[0].matches[0].evidence).toEqual([expect.objectContaining({ field: 'title', form: 'missile' })]);
    // Nothing to decide, and nothing told; but whoever asks why is answered.
    expect(
      await count(
        `stories WHERE decided_at IS NULL OR matched_at IS NULL OR decided_at > now() - interval '50 minutes'`,
      ),
    ).toBe(0);
    expect((await count('alerts')) + (await count('deliveries'))).toBe(0);
    const { items: decisions } = await expectCall(200, 'GET', `/stories/${items[0].id}/decisions`);
    expect(decisions).toEqual([expect.objectContaining({ verdict: 'hold', reason: 'found-by-rematch' })]);
    expect(await count(`stories WHERE event_id IS NULL AND id IN (SELECT story_id FROM matches)`)).toBe(0);
    // The copy of the third story met it in one event.
    expect(
      await count(`(SELECT event_id FROM stories GROUP BY event_id HAVING event_id IS NOT NULL AND count(*) = 2)`),
    ).toBe(1);
  });
});
