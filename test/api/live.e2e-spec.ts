import { once } from 'node:events';
import { connect } from 'node:net';
import pg from 'pg';
import { ApiKeyStore } from '../../src/auth/api-key.store.js';
import type { Scope } from '../../src/auth/scope.js';
import { PrismaStore } from '../../src/database/prisma.store.js';
import { type AlertDesk, createAlertDesk } from '../support/alert-desk.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { type LiveClient, openLive } from '../support/live-client.js';
import { ADMIN, startTestWirewatch, type TestWirewatch } from '../support/wirewatch.js';
import { LivePruneService } from '../../src/admin/live/live-prune.service.js';
import { LIVE_TIMES, type LiveTimes } from '../../src/admin/live/live-times.js';

describe('live updates', () => {
  let database: TestDatabase;
  let wirewatch: TestWirewatch;
  let prisma: PrismaStore;
  let desk: AlertDesk;
  let cookie: string;
  let eventId: string;
  const clients: LiveClient[] = [];

  const start = async () => {
    wirewatch = await startTestWirewatch({ DATABASE_URL: database.url, ROLE: 'api' });
    prisma = wirewatch.app.get(PrismaStore);
    Object.assign(wirewatch.app.get<LiveTimes>(LIVE_TIMES), { poll: 20, heartbeat: 50, recheck: 50 });
  };
  const signIn = async () => {
    const response = await fetch(`${wirewatch.url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(ADMIN),
    });
    return (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  };
  const open = async (query = '', headers: Record<string, string> = { cookie }) => {
    const client = await openLive(`${wirewatch.url}/api/v1/live${query}`, headers);
    clients.push(client);
    return client;
  };
  const keyOf = async (scopes: Scope[]) => {
    const key = { name: 'k', scopes, expiresAt: null, createdBy: null };
    const { row, token } = await wirewatch.app.get(ApiKeyStore).create(key);
    return { id: row.id, headers: { authorization: `Bearer ${token}` } };
  };
  let stories = 0;
  const addStory = (fields: Parameters<AlertDesk['addStory']>[0] | object = {}, topics?: number[]) =>
    desk.addStory({ eventId, key: `story ${(stories += 1)}`, fetchedAt: new Date(), ...fields }, topics);
  const told = (client: LiveClient) =>
    client.events.map(({ event, data }) => `${event} ${data.title ?? data.id ?? ''}`);

  beforeAll(async () => {
    database = await createTestDatabase();
    await start();
    desk = await createAlertDesk(prisma, new Date());
    eventId = await desk.addEvent();
    cookie = await signIn();
  });
  afterEach(() => Promise.all(clients.splice(0).map((client) => client.close())));
  afterAll(async () => {
    await wirewatch.stop();
    await database.drop();
  });

  it('tells of a story, an alert and a delivery as their lists show them', async () => {
    const client = await open();
    expect(client.response.headers.get('content-type')).toBe('text/event-stream');
    expect(client.response.headers.get('cache-control')).toContain('no-store');
    expect(client.response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(client.response.headers.get('content-security-policy')).toContain("default-src 'none'");
    const story = await addStory();
    const target = await desk.addTarget();
    const subscriptionId = await desk.addSubscription({}, [target]);
    const now = new Date();
    const content = { story: { title: 'T', url: null, isSample: false }, matches: [] };
    const snapshot = await prisma.snapshot.create({
      data: { storyId: story.id, storyRevision: 1, content, takenAt: now },
    });
    const alert = await prisma.alert.create({
      data: { subscriptionId, eventId, storyId: story.id, snapshotId: snapshot.id, createdAt: now, updatedAt: now },
    });
    const delivery = await prisma.delivery.create({
      data: {
        kind: 'alert',
        alertId: alert.id,
        targetId: target,
        nextAttemptAt: now,
        scheduledAt: now,
        createdAt: now,
      },
    });
    await client.come(3);
    const listed = async (noun: string) => (await wirewatch.expectCall(200, 'GET', `/${noun}`)).items[0];
    expect(client.events.map(({ event, data }) => [event, data])).toEqual([
      ['story', await listed('stories')],
      ['alert', await listed('alerts')],
      ['delivery', await listed('deliveries')],
    ]);
    await prisma.delivery.update({ where: { id: delivery.id }, data: { state: 'sending' } });
    await prisma.delivery.update({ where: { id: delivery.id }, data: { state: 'sent', sentAt: now } });
    await client.come(4);
    expect(client.events[3]).toMatchObject({ event: 'delivery', data: { id: delivery.id, state: 'sent' } });
  });

  it('tells only of the streams that were asked for, and of stories that the topic finds', async () => {
    const [deliveries, two] = [await open('?streams=alert,delivery'), await open('?streams=story&topic=two')];
    await addStory({ key: 'of one' }, [0]);
    await addStory({ key: 'of two' }, [1]);
    await two.come(1);
    expect(told(two)).toEqual(['story of two']);
    expect(deliveries.events).toEqual([]);
  });

  it('does not tell of a subscription’s own query, nor of what a topic found in the archive', async () => {
    const client = await open();
    const subscriptionId = await desk.addSubscription({}, []);
    const own = await prisma.topic.create({ data: { slug: 'own', name: 'Own', query: 'x', ownerId: subscriptionId } });
    const found = (storyId: string) => ({
      storyId,
      topicId: own.id,
      score: 1,
      evidence: [],
      storyRevision: 1,
      topicVersion: 1,
      matchedAt: new Date(),
    });
    const secret = await addStory({ key: 'secret' }, []);
    await prisma.match.create({ data: found(secret.id) });
    await addStory({ key: 'of long ago', fetchedAt: new Date(Date.now() - 2 * 60 * 60_000) });
    const reworded = await addStory({ key: 'reworded', fetchedAt: new Date(Date.now() - 2 * 60 * 60_000) }, []);
    await prisma.revision.create({
      data: { storyId: reworded.id, number: 1, title: '', text: '', replacedAt: new Date() },
    });
    await prisma.match.create({ data: { ...found(reworded.id), topicId: desk.topicIds[0] ?? '' } });
    const open_ = await addStory({ key: 'open' });
    await prisma.match.create({ data: found(open_.id) });
    await client.come(2);
    expect(told(client)).toEqual(['story reworded', 'story open']);
    expect(client.events[1]?.data.matches.map((match: any) => match.topic.slug).sort()).toEqual(['one', 'two']);
  });

  it('sees a transaction that commits after a later one', async () => {
    const client = await open('?streams=story');
    const [early, late] = [await addStory({ key: 'early' }, []), await addStory({ key: 'late' }, [])];
    const [one, other] = [new pg.Client(database.url), new pg.Client(database.url)];
    await Promise.all([one.connect(), other.connect()]);
    const find = (connection: pg.Client, storyId: string) =>
      connection.query(
        `INSERT INTO matches (story_id, topic_id, score, evidence, story_revision, topic_version, matched_at) VALUES ($1, $2, 1, '[]', 1, 1, now())`,
        [storyId, desk.topicIds[0]],
      );
    await one.query('BEGIN');
    await find(one, early.id);
    await other.query('BEGIN');
    await find(other, late.id);
    await other.query('COMMIT');
    // A client that comes in between hears of both as well, and one that has the later one's id has not passed the earlier one by.
    const between = await open('?streams=story');
    expect(between.events).toEqual([]);
    await one.query('COMMIT');
    await Promise.all([client.come(2), between.come(2)]);
    expect(told(client)).toEqual(['story early', 'story late']);
    expect(told(between)).toEqual(['story early', 'story late']);
    await Promise.all([one.end(), other.end()]);
  });

  it('goes on after the process was ended and started again, without loss and without repeating', async () => {
    const client = await open('?streams=story');
    const first = [];
    for (let n = 0; n < 5; n++) first.push((await addStory()).id);
    await client.come(5);
    const { id } = client.events[2] ?? { id: '' };
    await wirewatch.stop();
    await eventually('the stream to end', async () => client.ended());
    await start();
    const meanwhile = (await addStory()).id;
    const resumed = await open('?streams=story', { cookie, 'last-event-id': id });
    const after = (await addStory()).id;
    await resumed.come(4);
    expect(resumed.events.map(({ data }) => data.id)).toEqual([...first.slice(3), meanwhile, after]);
    const byQuery = await open(`?streams=story&lastEventId=${resumed.events[2]?.id}`);
    await byQuery.come(1);
    expect(byQuery.events.map(({ data }) => data.id)).toEqual([after]);
  });

  it('lets a client that hears nothing go on from where others are', async () => {
    const client = await open('?streams=alert');
    await addStory();
    const before = client.lastId();
    await eventually('an id without an event', async () => client.lastId() !== before);
    const resumed = await open('?streams=story', { cookie, 'last-event-id': client.lastId() });
    const story = await addStory();
    await resumed.come(1);
    expect(resumed.events.at(-1)?.data.id).toBe(story.id);
  });

  it.each([
    ['malformed', 'no id of ours'],
    ['of another database', Buffer.from(`99999999999.0.${Date.now()}`).toString('base64url')],
    ['older than a day', Buffer.from(`1.0.${Date.now() - 25 * 60 * 60_000}`).toString('base64url')],
    ['beyond all numbers', Buffer.from(`9999999999999999999.0.${Date.now()}`).toString('base64url')],
  ])('tells a client to load anew whose id is %s, and goes on from now', async (_, id) => {
    await addStory({ key: `passed ${id}` });
    const client = await open('?streams=story', { cookie, 'last-event-id': id });
    await client.come(1);
    await addStory({ key: `from now on ${id}` });
    await client.come(2);
    expect(client.events[0]).toMatchObject({ event: 'reset', id: expect.stringMatching(/./) });
    expect(told(client).slice(1)).toEqual([`story from now on ${id}`]);
  });

  it('gathers what changed several times into the latest view', async () => {
    const first = await open('?streams=story');
    const anchor = await addStory();
    await first.come(1);
    const story = await addStory({ key: 'gathered' });
    for (const score of [0.1, 0.2, 0.3])
      await prisma.match.updateMany({ where: { storyId: story.id }, data: { score } });
    const resumed = await open('?streams=story', { cookie, 'last-event-id': first.events[0]?.id ?? '' });
    await resumed.come(1);
    const end = await addStory({ key: 'end' });
    await resumed.come(2);
    expect(resumed.events.map(({ data }) => data.id)).toEqual([story.id, end.id]);
    expect(resumed.events[0]?.data.matches[0].score).toBe(0.3);
    expect(anchor.id).not.toBe(story.id);
  });

  it('tells a slow reader everything too, in order and once, beside a quick one', async () => {
    const quick = await open('?streams=story');
    const { hostname, port } = new URL(wirewatch.url);
    const socket = connect(Number(port), hostname);
    socket.write(`GET /api/v1/live?streams=story HTTP/1.1\r\nHost: ${hostname}\r\nCookie: ${cookie}\r\n\r\n`);
    await once(socket, 'data');
    socket.pause();
    const text = 'long '.repeat(4_000);
    const rows = Array.from({ length: 1_000 }, (_, n) => ({
      feedId: desk.feedId,
      key: `many ${n}`,
      title: `many ${n}`,
      text,
      fetchedAt: new Date(),
      contentHash: `${n}`,
      fingerprint: 'f',
      eventId,
    }));
    const ids: string[] = [];
    for (let from = 0; from < rows.length; from += 100) {
      const made = await prisma.story.createManyAndReturn({ data: rows.slice(from, from + 100), select: { id: true } });
      await prisma.match.createMany({
        data: made.map(({ id }) => ({
          storyId: id,
          topicId: desk.topicIds[0] ?? '',
          score: 1,
          evidence: [],
          storyRevision: 1,
          topicVersion: 1,
          matchedAt: new Date(),
        })),
      });
      ids.push(...made.map(({ id }) => id));
    }
    await quick.come(1_000);
    expect(new Set(quick.events.map(({ data }) => data.id))).toEqual(new Set(ids));
    let received = '';
    socket.on('data', (chunk) => (received += chunk.toString('latin1')));
    socket.resume();
    const titles = () => [...received.matchAll(/"title":"many (\d+)"/g)].map(([, n]) => Number(n));
    await eventually('the slow client to have all', async () => titles().length >= 1_000, 40_000);
    expect(titles()).toHaveLength(1_000);
    expect(new Set(titles()).size).toBe(1_000);
    socket.destroy();
  });

  it('refuses streams that the key may not read, by the scope that is missing', async () => {
    const key = await keyOf(['stories:read']);
    const all = await open('', key.headers);
    const asked = await open('?streams=story,alert', key.headers);
    expect(asked.response.status).toBe(403);
    expect(await asked.response.json()).toMatchObject({ detail: expect.stringContaining('alerts:read') });
    const none = await open('', (await keyOf(['feeds:read'])).headers);
    expect(none.response.status).toBe(403);
    const story = await addStory();
    await all.come(1);
    expect(told(all)).toEqual([`story ${all.events[0]?.data.title}`]);
    expect(all.events[0]?.data.id).toBe(story.id);
    expect((await open('', {})).response.status).toBe(401);
    expect((await open('?streams=feed')).response.status).toBe(400);
  });

  it('ends the stream of a key that was deleted, and of a session that was closed', async () => {
    const key = await keyOf(['stories:read']);
    const session = await signIn();
    const [byKey, bySession, other] = [await open('', key.headers), await open('', { cookie: session }), await open()];
    await wirewatch.expectCall(204, 'DELETE', `/api-keys/${key.id}`);
    await fetch(`${wirewatch.url}/api/v1/session`, { method: 'DELETE', headers: { cookie: session } });
    await eventually('both streams to end', async () => byKey.ended() && bySession.ended());
    expect(other.ended()).toBe(false);
  });

  it('lets nobody open connections without end', async () => {
    const key = await keyOf(['stories:read']);
    for (let n = 0; n < 20; n++) expect((await open('', key.headers)).response.status).toBe(200);
    const last = clients.at(-1);
    expect((await open('', key.headers)).response.status).toBe(429);
    await last?.close();
    await eventually('its place to be free', async () => (await open('', key.headers)).response.status === 200);
  });

  it('answers HEAD without a stream', async () => {
    const response = await fetch(`${wirewatch.url}/api/v1/live`, { method: 'HEAD', headers: { cookie } });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('text/event-stream');
  });

  it('forgets updates of more than a day ago', async () => {
    await database.query(`UPDATE live_updates SET at = now() - interval '26 hours' WHERE number % 2 = 0`);
    const [{ old, young } = { old: 0, young: 0 }] = await database.query<{ old: number; young: number }>(
      `SELECT count(*) FILTER (WHERE number % 2 = 0)::int AS old, count(*) FILTER (WHERE number % 2 = 1)::int AS young FROM live_updates`,
    );
    expect(old).toBeGreaterThan(0);
    await wirewatch.app.get(LivePruneService).prune();
    await expect(database.query('SELECT count(*)::int AS count FROM live_updates')).resolves.toEqual([
      { count: young },
    ]);
  });
});
