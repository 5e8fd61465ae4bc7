import { v7 } from 'uuid';
import { PrismaStore } from '../../src/database/prisma.store.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { startTestWirewatch, type TestWirewatch } from '../support/wirewatch.js';

const DAY_MS = 24 * 60 * 60_000;
const TO = new Date('2026-03-11T00:00:00Z');

describe('the preview of a topic', () => {
  let database: TestDatabase;
  let wirewatch: TestWirewatch;
  let prisma: PrismaStore;
  const feeds: string[] = [];

  beforeAll(async () => {
    database = await createTestDatabase();
    wirewatch = await startTestWirewatch({ DATABASE_URL: database.url, ROLE: 'api' });
    prisma = wirewatch.app.get(PrismaStore);
    for (const name of ['north', 'south', 'east']) {
      const feed = await prisma.feed.create({
        data: { url: `https://${name}.example/feed`, title: `The ${name} wire` },
      });
      feeds.push(feed.id);
    }
  });
  afterAll(async () => {
    await wirewatch.stop();
    await database.drop();
  });
  beforeEach(async () => {
    await database.query('DELETE FROM stories');
    await database.query('DELETE FROM events');
    await database.query('DELETE FROM topics');
    await database.query('DELETE FROM entities');
  });

  /** So many days, and minutes, before the end of the range. */
  const ago = (days: number, minutes = 0) => new Date(TO.getTime() - days * DAY_MS + minutes * 60_000);
  const addStory = async (at: Date, title: string, fields: Record<string, unknown> = {}) => {
    const { feed = 0, ...rest } = fields as { feed?: number };
    const id = v7({ msecs: at.getTime() });
    await prisma.story.create({
      data: {
        id,
        feedId: feeds[feed] ?? '',
        key: id,
        title,
        text: '',
        language: 'en',
        fetchedAt: at,
        publishedAt: at,
        contentHash: id,
        fingerprint: id,
        ...rest,
      },
    });
    return id;
  };
  const preview = (body: object) =>
    wirewatch.expectCall(200, 'POST', '/topics/preview', { to: TO.toISOString(), ...body });

  it('counts matches by day and source, and shows them with the evidence', async () => {
    await addStory(ago(5, 10), 'Treaty signed in the capital');
    await addStory(ago(3, 10), 'Rain in the mountains');
    await addStory(ago(3, 20), 'Parliament debates the treaty with its neighbour', { feed: 1 });
    await addStory(ago(1, 10), 'A treaty is torn up by the president', { feed: 1 });
    const body = await preview({ query: 'treaty' });
    expect(body).toMatchObject({
      complete: true,
      stoppedBy: null,
      stories: 4,
      matches: 3,
      alerts: 3,
      from: null,
      comparison: null,
    });
    expect(body.days).toEqual([
      { day: '2026-03-06', matches: 1, alerts: 1 },
      { day: '2026-03-07', matches: 0, alerts: 0 },
      { day: '2026-03-08', matches: 1, alerts: 1 },
      { day: '2026-03-09', matches: 0, alerts: 0 },
      { day: '2026-03-10', matches: 1, alerts: 1 },
    ]);
    expect(body.sources.map(({ feed, matches }: any) => [feed.title, matches])).toEqual([
      ['The south wire', 2],
      ['The north wire', 1],
    ]);
    expect(body.samples[2]).toMatchObject({
      story: { title: 'Treaty signed in the capital', feed: { title: 'The north wire' } },
      evidence: [{ field: 'title', start: 0, end: 6, form: 'treaty', clause: 'treaty' }],
    });
  });

  it('keeps to the range that was asked for, in the days of the time zone', async () => {
    await addStory(ago(6), 'treaty before');
    await addStory(ago(4, 5), 'treaty at the beginning');
    await addStory(ago(2, -5), 'treaty just before the end');
    await addStory(ago(2), 'treaty after');
    const range = { from: ago(4).toISOString(), to: ago(2).toISOString() };
    const body = await preview({ query: 'treaty', ...range });
    expect(body).toMatchObject({ stories: 2, matches: 2, ...range });
    expect(body.days.map(({ day, matches }: any) => [day, matches])).toEqual([
      ['2026-03-07', 1],
      ['2026-03-08', 1],
    ]);
    const there = await preview({ query: 'treaty', ...range, timeZone: 'America/New_York' });
    expect(there.days.map(({ day, matches }: any) => [day, matches])).toEqual([
      ['2026-03-06', 1],
      ['2026-03-07', 0],
      ['2026-03-08', 1],
    ]);
  });

  it('counts what tells of one event once: of stories in an event, and of copies that no topic has found before', async () => {
    const event = await prisma.event.create({ data: { fingerprint: 'f', firstSeenAt: ago(3, 10) } });
    await addStory(ago(3, 10), 'Envoys initial the treaty', { eventId: event.id });
    await addStory(ago(3, 20), 'A treaty is initialled, say envoys', { eventId: event.id, feed: 1 });
    const title = 'Russia and North Korea ratify a mutual defence treaty in Moscow';
    const text =
      'Moscow and Pyongyang exchanged the instruments of ratification of their comprehensive strategic partnership treaty on Tuesday.';
    await addStory(ago(2, 10), title, { text });
    await addStory(ago(2, 30), title, { text, feed: 1 });
    await addStory(ago(1, 10), `${title}`, { text, feed: 2 });
    const body = await preview({ query: 'treaty' });
    expect(body).toMatchObject({ matches: 5, alerts: 2, alertsAreExact: true });
    expect(body.days.map(({ matches, alerts }: any) => [matches, alerts])).toEqual([
      [2, 1],
      [2, 1],
      [1, 0],
    ]);
  });

  it('alerts nobody of what stood in a feed before it was followed', async () => {
    await addStory(ago(2, 10), 'An old treaty', { onFirstPoll: true });
    await addStory(ago(1, 10), 'Another treaty');
    expect(await preview({ query: 'treaty' })).toMatchObject({ matches: 2, alerts: 1, onFirstPoll: 1 });
  });

  it('compares with the saved query by running it, not by what is stored', async () => {
    const topic = await wirewatch.expectCall(201, 'POST', '/topics', {
      slug: 'pact',
      name: 'Pact',
      query: 'pact AND Moscow',
    });
    await addStory(ago(3), 'Moscow speaks of a pact');
    await addStory(ago(2), 'A pact with Moscow is debated in Seoul');
    await addStory(ago(1), 'A pact is debated in Seoul');
    const body = await preview({ query: 'pact AND Seoul', topicId: topic.id });
    expect(body.comparison).toMatchObject({
      outcome: 'compared',
      topicId: topic.id,
      version: 1,
      kept: 1,
      gained: {
        count: 1,
        samples: [{ story: { title: 'A pact is debated in Seoul' }, evidence: [{ form: 'pact' }, { form: 'Seoul' }] }],
      },
      lost: {
        count: 1,
        samples: [
          {
            story: { title: 'Moscow speaks of a pact' },
            clause: 'Seoul',
            reason: 'Seoul is not in the story',
            nearest: [],
          },
        ],
      },
    });
    const same = await preview({ query: 'pact AND Moscow', topicId: topic.id });
    expect(same.comparison).toMatchObject({
      kept: 2,
      gained: { count: 0, samples: [] },
      lost: { count: 0, samples: [] },
    });
  });

  it('says so where the saved query cannot be read any more', async () => {
    const topic = await prisma.topic.create({ data: { slug: 'broken', name: 'Broken', query: '@nobody-knows' } });
    const body = await preview({ query: 'treaty', topicId: topic.id });
    expect(body.comparison).toMatchObject({
      outcome: 'unreadable',
      topicId: topic.id,
      message: expect.stringContaining('nobody-knows'),
    });
  });

  it('matches by entities in every language, as live matching does', async () => {
    await wirewatch.expectCall(201, 'POST', '/entities', {
      slug: 'pact',
      name: 'Pact',
      kind: 'treaty',
      forms: { en: [{ text: 'defence pact' }], ru: [{ text: 'договор' }] },
    });
    await addStory(ago(1), 'Подписание договора', { language: 'ru' });
    const body = await preview({ query: '@pact' });
    expect(body.samples[0].evidence).toEqual([
      expect.objectContaining({ entity: 'pact', form: 'договор', start: 11, end: 19 }),
    ]);
  });

  it('spreads its samples over the time, and says how far it came within the limit', async () => {
    for (let day = 100; day > 0; day--) await addStory(ago(day, 10), `treaty number ${day}`, { text: `of day ${day}` });
    const body = await preview({ query: 'treaty' });
    expect(body.samples).toHaveLength(20);
    const days = body.samples.map(({ story }: any) => Number(story.title.split(' ')[2]));
    expect(days[0]).toBe(1);
    expect(days.at(-1)).toBeGreaterThan(90);
    expect(days).toEqual([...days].sort((a, b) => a - b));
    const limited = await preview({ query: 'treaty', limit: 30 });
    expect(limited).toMatchObject({
      complete: false,
      stoppedBy: 'limit',
      stories: 30,
      matches: 30,
      reachedAt: ago(30, 10).toISOString(),
    });
    expect(limited.days).toHaveLength(30);
    expect(await preview({ query: 'treaty', limit: 100 })).toMatchObject({ complete: true, stories: 100 });
  });

  it('has nothing to say of an empty archive', async () => {
    expect(await preview({ query: 'treaty' })).toMatchObject({
      complete: true,
      stories: 0,
      matches: 0,
      alerts: 0,
      days: [],
      samples: [],
      sources: [],
      reachedAt: null,
    });
  });

  it.each([
    [400, 'a query that cannot be read, with the place', { query: 'treaty AND' }, 'query:1:8'],
    [400, 'an unknown entity', { query: '@nobody' }, 'query:1:1'],
    [400, 'a time zone that does not exist', { query: 'a', timeZone: 'Mars/Olympus' }, 'timeZone'],
    [400, 'a range that ends before it begins', { query: 'a', from: TO.toISOString() }, 'to'],
    [400, 'an unknown field', { query: 'a', page: 1 }, ''],
    [400, 'a limit of nothing', { query: 'a', limit: 0 }, 'limit'],
  ])('answers %s to %s', async (status, _, body, path) => {
    const answer = await wirewatch.call('POST', '/topics/preview', { to: TO.toISOString(), ...body });
    expect(answer.status).toBe(status);
    expect(answer.body.errors.map((error: any) => error.path)).toContain(path);
  });

  it('answers 404 to an unknown topic, also to a subscription’s own query', async () => {
    expect((await wirewatch.call('POST', '/topics/preview', { query: 'a', topicId: v7() })).status).toBe(404);
  });

  it('lets few wait, and serves them all, one after the other', async () => {
    for (let n = 0; n < 50; n++) await addStory(ago(1, n), `treaty ${n}`);
    const answers = await Promise.all(
      Array.from({ length: 8 }, () =>
        wirewatch.call('POST', '/topics/preview', { query: 'treaty', to: TO.toISOString() }),
      ),
    );
    expect(answers.map(({ status }) => status).filter((status) => status === 200).length).toBeGreaterThanOrEqual(4);
    const refused = answers.filter(({ status }) => status !== 200);
    for (const { status, headers } of refused) expect([status, headers.get('retry-after')]).toEqual([429, '10']);
    expect(refused.length).toBeGreaterThan(0);
    expect(await preview({ query: 'treaty' })).toMatchObject({ matches: 50 });
  });
});
