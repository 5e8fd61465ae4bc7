import { rm } from 'node:fs/promises';
import pg from 'pg';
import { v7 as newId } from 'uuid';
import { fingerprint } from '../src/stories/fingerprint.js';
import { createTestDatabase, type TestDatabase } from './support/database.js';
import { eventually } from './support/eventually.js';
import { type FeedServer, startFeedServer } from './support/feed-server.js';
import { startWirewatchProcess } from './support/process.js';
import { createClient, startTestWirewatch, testEnv, type TestWirewatch } from './support/wirewatch.js';

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
       SELECT id, $1, id::text, title, '', id::text, fingerprint, now() - interval '1 hour', now() - interval '1 hour', now() - interval '1 hour', now() - interval '1 hour'
       FROM unnest($2::uuid[], $3::text[], $4::text[]) AS s(id, title, fingerprint)`,
      [feedId, ids, titles, titles.map((title) => fingerprint(title, ''))],
    );
    return ids;
  };
  /** Stories that come through the pipeline, on a wire of their own. */
  const live = async (titles: string[]) => {
    const path = `/wire-${newId()}.xml`;
    feedServer.setFeed(path, { items: titles.map((title) => ({ title, guid: title, pubDate: new Date() })) });
    await expectCall(201, 'POST', '/feeds', { url: `${feedServer.url}${path}` });
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

  it('tells of a story that comes afterwards, as always', async () => {
    await store(numbers.slice(0, 30).map(titleOf));
    const topic = await create('watch', 'nothing-yet');
    await subscribe(topic.id);
    await ended(topic.id);
    await expectCall(200, 'PATCH', `/topics/${topic.id}`, { query: 'treaty' });
    await ended(topic.id);
    // One that is new, and one that tells in the words of an old one what the desk was not told then.
    await live(['A new treaty', titleOf(3)]);
    await eventually('the messages', async () => (await count('mailbox_messages')) === 2);
    expect(await count('alerts')).toBe(2);
    expect(await count(`alerts a JOIN stories s ON s.id = a.story_id WHERE s.feed_id = '${feedId}'`)).toBe(0);
    expect(await count(`stories WHERE title = '${titleOf(3)}' AND event_id IS NOT NULL GROUP BY event_id`)).toBe(2);
  });

  it('keeps the alerts on stories that it loses', async () => {
    const topic = await create('watch', 'treaty');
    await subscribe(topic.id);
    await live(['A new treaty']);
    await eventually('the message', async () => (await count(`deliveries WHERE state = 'sent'`)) === 1);
    await expectCall(200, 'PATCH', `/topics/${topic.id}`, { query: 'missile' });
    await expect(ended(topic.id)).resolves.toMatchObject({ state: 'done', gained: 0, lost: 1 });
    const { items } = await expectCall(200, 'GET', '/alerts');
    expect(items).toEqual([expect.objectContaining({ story: expect.objectContaining({ title: 'A new treaty' }) })]);
    const { items: decisions } = await expectCall(200, 'GET', `/stories/${items[0].story.id}/decisions`);
    expect(decisions).toEqual([expect.objectContaining({ verdict: 'notify', alertId: items[0].id })]);
  });

  it('sees what others changed: an entity, another process, and a topic that was switched off and on', async () => {
    await store(numbers.slice(0, 30).map(titleOf));
    const entity = await expectCall(201, 'POST', '/entities', {
      slug: 'thing',
      name: 'Thing',
      kind: 'concept',
      forms: { en: [{ text: 'treaty' }] },
    });
    const topic = await create('watch', '@thing');
    const other = await create('other', 'missile');
    await expect(ended(topic.id)).resolves.toMatchObject({ gained: 10 });
    await expect(ended(other.id)).resolves.toMatchObject({ gained: 6 });

    await expectCall(200, 'PATCH', `/entities/${entity.id}`, { forms: { en: [{ text: 'missile' }] } });
    const changed = (reason: string) =>
      eventually(`a run for ${reason}`, async () => {
        const { body } = await call('GET', `/topics/${topic.id}/rematch`);
        return body.reason === reason && body.state === 'done' && body;
      });
    await expect(changed('entities-changed')).resolves.toMatchObject({ topicVersion: 1, gained: 4, lost: 8 });
    await database.query(`UPDATE topics SET query = 'treaty', version = 2, updated_at = now() WHERE slug = 'watch'`);
    await expect(changed('query-changed')).resolves.toMatchObject({ topicVersion: 2, gained: 8, lost: 4 });
    await expectCall(200, 'PATCH', `/topics/${topic.id}`, { enabled: false });
    // It looks at nothing but the stories that it found.
    await expect(changed('topic-disabled')).resolves.toMatchObject({ total: 10, done: 10, gained: 0, lost: 10 });
    await expectCall(200, 'PATCH', `/topics/${topic.id}`, { enabled: true });
    await expect(changed('topic-enabled')).resolves.toMatchObject({ total: 30, gained: 10, lost: 0 });
    await expect(ended(other.id)).resolves.toMatchObject({ reason: 'new-topic', gained: 6, lost: 0 });
  });

  it('starts by hand, and answers for what is not there', async () => {
    await expectCall(404, 'GET', '/topics/01900000-0000-7000-8000-000000000000/rematch');
    await expectCall(404, 'POST', '/topics/01900000-0000-7000-8000-000000000000/rematch');
    const topic = await create('watch', 'treaty');
    // There was no archive to meet.
    await expectCall(404, 'GET', `/topics/${topic.id}/rematch`);
    await store(numbers.slice(0, 30).map(titleOf));
    const started = await expectCall(202, 'POST', `/topics/${topic.id}/rematch`);
    expect(started).toMatchObject({ topicId: topic.id, reason: 'by-hand', state: 'waiting' });
    await expect(ended(topic.id)).resolves.toMatchObject({ id: started.id, state: 'done', gained: 10 });
  });

  describe('broken off halfway', () => {
    let topic: { id: string };
    let release: () => Promise<unknown>;

    /** A run whose second batch cannot end. */
    const runHalfway = async () => {
      const ids = await store(numbers.map(titleOf));
      // A transaction that holds a story of the second batch lets a run come so far and no further.
      const other = new pg.Client({ connectionString: database.url });
      await other.connect();
      await other.query('BEGIN');
      await other.query('SELECT 1 FROM stories WHERE id = $1 FOR UPDATE', [ids[ARCHIVE - 300]]);
      release = () => other.end();
      topic = await create('watch', 'treaty');
      await eventually('the run to be halfway', async () => {
        const { body } = await call('GET', `/topics/${topic.id}/rematch`);
        return body.state === 'running' && body.done === 200;
      });
    };

    it('by a shutdown, it goes on after the next start', async () => {
      await runHalfway();
      const stopped = wirewatch.stop();
      await release();
      await stopped;
      expect(await count(`rematches WHERE state = 'running' AND done < total`)).toBe(1);
      wirewatch = await start();
      await expect(ended(topic.id)).resolves.toMatchObject({
        state: 'done',
        total: ARCHIVE,
        done: ARCHIVE,
        gained: treaties,
      });
      expect(await found('watch')).toBe(treaties);
    });

    it('by a crash, it goes on after the next start, and counts nothing twice', async () => {
      await wirewatch.stop();
      const env = await testEnv({ DATABASE_URL: database.url, QUEUE_BACKEND: backend });
      let process = startWirewatchProcess(env);
      await process.waitForOutput(/Ready/);
      const client = createClient(`http://127.0.0.1:${env['PORT']}`);
      wirewatch = { ...wirewatch, ...client };
      await runHalfway();
      await process.kill('SIGKILL');
      await release();
      expect(await count(`rematches WHERE state = 'running' AND done < total AND leased_until > now()`)).toBe(1);
      // As if its lease had run out by now.
      await database.query(`UPDATE rematches SET leased_until = now() - interval '1 minute'`);
      process = startWirewatchProcess(env);
      await process.waitForOutput(/Ready/);
      await expect(ended(topic.id)).resolves.toMatchObject({ state: 'done', done: ARCHIVE, gained: treaties });
      expect(await found('watch')).toBe(treaties);
      await process.kill('SIGTERM');
      await rm(env['DATA_FOLDER'] ?? '', { recursive: true, force: true });
    });

    it('by another change, it leaves the archive to the next run', async () => {
      await runHalfway();
      await expectCall(200, 'PATCH', `/topics/${topic.id}`, { query: 'missile' });
      await release();
      await expect(ended(topic.id)).resolves.toMatchObject({ topicVersion: 2, state: 'done', done: ARCHIVE });
      expect(await found('watch')).toBe(missiles);
      expect(await count(`matches WHERE topic_version <> 2`)).toBe(0);
      expect(await count(`rematches WHERE state = 'superseded' AND done < total`)).toBe(1);
    });

    it('by the end of its topic, it leaves nothing', async () => {
      await runHalfway();
      await expectCall(204, 'DELETE', `/topics/${topic.id}`);
      await release();
      const next = await create('next', 'missile');
      await expect(ended(next.id)).resolves.toMatchObject({ state: 'done', gained: missiles });
      expect(await count(`rematches`)).toBe(1);
      expect(await count(`matches`)).toBe(missiles);
    });
  });

  it('agrees with the pipeline on stories that come while the topic changes again and again', async () => {
    await store(numbers.slice(0, 60).map(titleOf));
    const topic = await create('watch', 'treaty');
    const queries = ['missile', 'treaty', 'missile AND treaty', 'treaty', 'missile'];
    for (const [turn, query] of queries.entries()) {
      const titles = numbers.slice(0, 60).map((number) => `${titleOf(number)}, turn ${turn}`);
      await Promise.all([live(titles), expectCall(200, 'PATCH', `/topics/${topic.id}`, { query })]);
    }
    await eventually('every story to be decided', async () => {
      return (await count(`stories WHERE decided_at IS NULL`)) === 0 && (await count('stories')) === 60 * 6;
    });
    await ended(topic.id);
    // As if it were long ago: the run settles.
    const past = `- interval '2 minutes'`;
    await database.query(`UPDATE stories SET matched_at = matched_at ${past}, decided_at = decided_at ${past}`);
    await database.query(`UPDATE rematches SET planned_at = planned_at ${past}, leased_until = leased_until ${past}`);
    await eventually('the run to settle', async () => (await count('rematches WHERE settled_at IS NULL')) === 0);
    expect(await count(`matches WHERE topic_version <> 6`)).toBe(0);
    expect(await count(`stories WHERE title LIKE '%missile%' AND id NOT IN (SELECT story_id FROM matches)`)).toBe(0);
    expect(await found('watch')).toBe(6 * 12);
  });
});

describe('the first start of a desk', () => {
  it('leaves no re-match behind: there was no archive', async () => {
    const database = await createTestDatabase();
    const wirewatch = await startTestWirewatch({ DATABASE_URL: database.url, STARTER_DATA: 'on' });
    try {
      // The shipped feeds belong to real publishers, whom a test leaves in peace.
      await database.query('DELETE FROM feeds WHERE NOT is_sample');
      await eventually('the sample wire to be matched', async () => {
        const [row] = await database.query<{ n: string }>(
          `SELECT count(*) AS n FROM stories WHERE decided_at IS NOT NULL`,
        );
        return Number(row?.n) >= 20;
      });
      await expect(database.query('SELECT * FROM rematches')).resolves.toEqual([]);
      await expect(database.query('SELECT slug FROM topics WHERE archive_digest IS NULL')).resolves.toEqual([]);
    } finally {
      await wirewatch.stop();
      await database.drop();
    }
  });
});
