import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { startTestWirewatch, type TestWirewatch } from '../support/wirewatch.js';

const NOTHING = '01900000-0000-7000-8000-000000000000';

describe('the API of subscriptions', () => {
  let database: TestDatabase;
  let wirewatch: TestWirewatch;
  let call: TestWirewatch['call'];
  let expectCall: TestWirewatch['expectCall'];
  let subscriberId: string;
  let topicId: string;
  let feedId: string;

  beforeAll(async () => {
    database = await createTestDatabase();
    wirewatch = await startTestWirewatch({ DATABASE_URL: database.url, ROLE: 'api' });
    ({ call, expectCall } = wirewatch);
    const subscriber = { name: 'Ana', timeZone: 'Asia/Kolkata', isOperator: true };
    ({ id: subscriberId } = await expectCall(201, 'POST', '/subscribers', subscriber));
    ({ id: topicId } = await expectCall(201, 'POST', '/topics', { slug: 'any', name: 'Any', query: 'any' }));
    ({ id: feedId } = await expectCall(201, 'POST', '/feeds', { url: 'http://192.0.2.1/feed', title: 'Nowhere' }));
  });

  afterAll(async () => {
    await wirewatch?.stop();
    await database?.drop();
  });

  const create = (fields: object) => expectCall(201, 'POST', '/subscriptions', { subscriberId, name: 'A', ...fields });

  it('fills in what is left out: everything, at once, at any hour', async () => {
    expect(await create({ topicIds: [topicId] })).toMatchObject({
      state: 'active',
      query: null,
      queryVersion: null,
      languages: [],
      feedIds: [],
      sourceKinds: [],
      minimumScore: 0,
      minimumSources: 1,
      cadence: 'immediate',
      digestTime: '08:00',
      digestWeekday: 1,
      quietHours: null,
      maxPerHour: null,
      updatePolicy: 'each',
      mutedUntil: null,
      nextDigestAt: null,
      quietUntil: null,
    });
  });

  it('keeps every field, and changes only those that are named', async () => {
    const fields = {
      topicIds: [topicId],
      query: 'grain AND port',
      languages: ['en'],
      feedIds: [feedId],
      sourceKinds: ['state-media', 'wire'],
      minimumScore: 0.25,
      minimumSources: 3,
      cadence: 'weekly',
      digestTime: '17:45',
      digestWeekday: 5,
      quietHours: { from: '22:00', until: '06:30' },
      maxPerHour: 4,
      updatePolicy: 'digest',
      mutedUntil: '2030-01-01T00:00:00.000Z',
    };
    const { topicIds, ...same } = fields;
    const created = await create(fields);
    expect(created).toMatchObject({
      ...same,
      queryVersion: 1,
      topics: [{ id: topicIds[0], slug: 'any', name: 'Any' }],
    });
    expect(await expectCall(200, 'GET', `/subscriptions/${created.id}`)).toMatchObject(same);
    expect(await expectCall(200, 'PATCH', `/subscriptions/${created.id}`, { name: 'B' })).toMatchObject({
      ...same,
      name: 'B',
      queryVersion: 1,
    });
    const cleared = { quietHours: null, maxPerHour: null, mutedUntil: null, sourceKinds: [], feedIds: [], query: null };
    expect(await expectCall(200, 'PATCH', `/subscriptions/${created.id}`, cleared)).toMatchObject(cleared);
  });

  it('says when the next digest is due and how long it is quiet, by the subscriber’s clock', async () => {
    const local = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Kolkata', timeStyle: 'short' });
    const later = (minutes: number) => local.format(Date.now() + minutes * 60_000);
    const digestTime = later(90);
    const { nextDigestAt, quietUntil } = await create({
      topicIds: [topicId],
      cadence: 'daily',
      digestTime,
      quietHours: { from: later(-60), until: later(60) },
    });
    expect(local.format(new Date(nextDigestAt))).toBe(digestTime);
    expect(Date.parse(nextDigestAt) - Date.now()).toBeLessThanOrEqual(90 * 60_000);
    expect(Date.parse(quietUntil) - Date.now()).toBeGreaterThan(58 * 60_000);
    expect(Date.parse(quietUntil) - Date.now()).toBeLessThanOrEqual(60 * 60_000);
    const hourly = await create({
      topicIds: [topicId],
      cadence: 'hourly',
      quietHours: { from: later(60), until: later(120) },
    });
    expect(hourly.nextDigestAt).toMatch(/:30:00\.000Z$/);
    expect(hourly.quietUntil).toBeNull();
  });

  describe('an own query', () => {
    it('is the subscription’s alone: among the topics it is not found, read, changed, matched again or deleted', async () => {
      const subscription = await create({ query: 'secretive' });
      expect(subscription).toMatchObject({ query: 'secretive', queryVersion: 1, topics: [] });
      const [stored] = await database.query<{ id: string }>('SELECT id FROM topics WHERE owner_id = $1', [
        subscription.id,
      ]);
      const id = stored?.id;
      const { items } = await expectCall(200, 'GET', '/topics');
      expect(items.map(({ slug }: { slug: string }) => slug)).toEqual(['any']);
      await expectCall(404, 'GET', `/topics/${id}`);
      await expectCall(404, 'PATCH', `/topics/${id}`, { query: 'other' });
      await expectCall(404, 'GET', `/topics/${id}/rematch`);
      await expectCall(404, 'POST', `/topics/${id}/rematch`);
      await expectCall(404, 'DELETE', `/topics/${id}`);
      const taken = await expectCall(400, 'POST', '/subscriptions', { subscriberId, name: 'B', topicIds: [id] });
      expect(taken.errors).toEqual([{ path: 'topicIds', message: `There is no topic ${id}` }]);
      await expectCall(204, 'DELETE', `/subscriptions/${subscription.id}`);
      await expect(database.query('SELECT id FROM topics WHERE id = $1', [id])).resolves.toEqual([]);
    });

    it('makes a new version when it changes, and none otherwise', async () => {
      const { id } = await create({ query: 'one' });
      const change = (body: object) => expectCall(200, 'PATCH', `/subscriptions/${id}`, body);
      expect(await change({ query: 'one', name: 'C' })).toMatchObject({ queryVersion: 1, name: 'C' });
      expect(await change({ query: 'two' })).toMatchObject({ query: 'two', queryVersion: 2 });
      expect(await change({ state: 'paused' })).toMatchObject({ state: 'paused', queryVersion: 2 });
    });

    it('is not looked for while its subscription is paused', async () => {
      const { id } = await create({ query: 'one' });
      const enabled = async () =>
        (await database.query('SELECT enabled FROM topics WHERE owner_id = $1', [id]))[0]?.['enabled'];
      expect(await enabled()).toBe(true);
      await expectCall(200, 'PATCH', `/subscriptions/${id}`, { state: 'paused' });
      expect(await enabled()).toBe(false);
    });

    it('or a topic there must be', async () => {
      const { id } = await create({ query: 'one', topicIds: [topicId] });
      for (const body of [{ query: null }, { topicIds: [] }, { query: null, topicIds: [] }]) {
        const last = await call('PATCH', `/subscriptions/${id}`, body);
        expect({ body, status: last.status }).toEqual({
          body,
          status: body.topicIds && body.query === null ? 400 : 200,
        });
        await expectCall(200, 'PATCH', `/subscriptions/${id}`, { query: 'one', topicIds: [topicId] });
      }
      const nothing = await expectCall(400, 'POST', '/subscriptions', { subscriberId, name: 'A' });
      expect(nothing.errors).toEqual([{ path: 'topicIds', message: expect.stringContaining('a query of its own') }]);
    });

    it('keeps the entities that it names from being deleted', async () => {
      const entity = await expectCall(201, 'POST', '/entities', {
        slug: 'port',
        name: 'Port',
        kind: 'place',
        forms: { en: [{ text: 'Port' }] },
      });
      const { id } = await create({ name: 'Harbour', query: '@port' });
      expect((await expectCall(409, 'DELETE', `/entities/${entity.id}`)).detail).toContain('Harbour: own query');
      await expectCall(204, 'DELETE', `/subscriptions/${id}`);
      await expectCall(204, 'DELETE', `/entities/${entity.id}`);
    });
  });

  it.each<[string, object, string[]]>([
    ['a query that cannot be read', { query: 'a AND\n(b' }, ['query:2:1']],
    ['a topic that is not there', { topicIds: [NOTHING] }, ['topicIds']],
    ['a feed that is not there', { feedIds: [NOTHING] }, ['feedIds']],
    [
      'everything that is not there at once',
      { topicIds: [NOTHING], feedIds: [NOTHING], targetIds: [NOTHING], query: '@nobody' },
      ['topicIds', 'targetIds', 'feedIds', 'query:1:1'],
    ],
    ['a kind of source that nobody knows', { sourceKinds: ['state_media'] }, ['sourceKinds.0']],
    ['no source', { minimumSources: 0 }, ['minimumSources']],
    ['half a source', { minimumSources: 1.5 }, ['minimumSources']],
    ['too many sources', { minimumSources: 21 }, ['minimumSources']],
    ['no message an hour', { maxPerHour: 0 }, ['maxPerHour']],
    ['too many messages an hour', { maxPerHour: 1_001 }, ['maxPerHour']],
    ['a cadence that nobody knows', { cadence: 'monthly' }, ['cadence']],
    ['a time of one digit', { digestTime: '8:00' }, ['digestTime']],
    ['a time after the day', { digestTime: '24:00' }, ['digestTime']],
    ['a weekday before Monday', { digestWeekday: 0 }, ['digestWeekday']],
    ['a weekday after Sunday', { digestWeekday: 8 }, ['digestWeekday']],
    ['quiet hours of no length', { quietHours: { from: '22:00', until: '22:00' } }, ['quietHours']],
    ['quiet hours without an end', { quietHours: { from: '22:00' } }, ['quietHours.until']],
    ['a policy for updates that nobody knows', { updatePolicy: 'some' }, ['updatePolicy']],
    ['a time of the muting that is none', { mutedUntil: 'tomorrow' }, ['mutedUntil']],
  ])('names the field of %s, in a new subscription and in a change', async (_, fields, paths) => {
    const { id } = await create({ topicIds: [topicId] });
    for (const [method, path, body] of [
      ['POST', '/subscriptions', { subscriberId, name: 'A', topicIds: [topicId], ...fields }],
      ['PATCH', `/subscriptions/${id}`, fields],
    ] as const) {
      const problem = await expectCall(400, method, path, body);
      expect({ method, paths: problem.errors.map((error: { path: string }) => error.path).sort() }).toEqual({
        method,
        paths: [...paths].sort(),
      });
    }
  });

  it('shows and changes who is told of the house’s own troubles', async () => {
    expect(await expectCall(200, 'GET', `/subscribers/${subscriberId}`)).toMatchObject({ isOperator: true });
    expect(await expectCall(200, 'PATCH', `/subscribers/${subscriberId}`, { isOperator: false })).toMatchObject({
      isOperator: false,
    });
    expect(await expectCall(201, 'POST', '/subscribers', { name: 'Bo' })).toMatchObject({ isOperator: false });
  });

  describe('silences', () => {
    const hour = 60 * 60_000;
    const inHours = (hours: number) => new Date(Date.now() + hours * hour).toISOString();
    const silence = (fields: object) => expectCall(201, 'POST', '/silences', { endsAt: inHours(1), ...fields });

    it('begin now and hold for the whole desk unless told otherwise', async () => {
      const made = await silence({ topicId, comment: 'Known exercise' });
      expect(made).toMatchObject({
        subscriptionId: null,
        topicId,
        feedId: null,
        state: 'active',
        comment: 'Known exercise',
      });
      expect(Math.abs(Date.parse(made.startsAt) - Date.now())).toBeLessThan(60_000);
      const subscription = await create({ topicIds: [topicId] });
      const later = { subscriptionId: subscription.id, feedId, topicId, startsAt: inHours(2), endsAt: inHours(3) };
      expect(await silence(later)).toMatchObject({ ...later, state: 'pending' });
      const ids = async (query: string) =>
        (await expectCall(200, 'GET', `/silences${query}`)).items.map(({ id }: { id: string }) => id);
      expect(await ids('?active=true')).toEqual([made.id]);
      expect(await ids(`?subscriptionId=${subscription.id}`)).toHaveLength(1);
      expect(await ids(`?active=true&subscriptionId=${subscription.id}`)).toEqual([]);
      expect(await ids('')).toHaveLength(2);
    });

    it('end earlier or later, and at once when they are deleted', async () => {
      const { id, startsAt } = await silence({ feedId });
      expect(
        await expectCall(200, 'PATCH', `/silences/${id}`, { endsAt: inHours(5), comment: 'Longer' }),
      ).toMatchObject({ comment: 'Longer', state: 'active' });
      const ended = new Date(Date.parse(startsAt) + 1).toISOString();
      expect(await expectCall(200, 'PATCH', `/silences/${id}`, { endsAt: ended })).toMatchObject({
        endsAt: ended,
        state: 'ended',
      });
      const backwards = await expectCall(400, 'PATCH', `/silences/${id}`, { endsAt: startsAt });
      expect(backwards.errors).toEqual([{ path: 'endsAt', message: expect.stringContaining('after it starts') }]);
      await expectCall(204, 'DELETE', `/silences/${id}`);
      for (const method of ['GET', 'PATCH', 'DELETE'])
        await expectCall(404, method, `/silences/${id}`, method === 'PATCH' ? {} : undefined);
    });

    it.each<[string, object, string]>([
      ['nothing to be silent on', {}, 'topicId'],
      ['a topic that is not there', { topicId: NOTHING }, 'topicId'],
      ['a feed that is not there', { feedId: NOTHING }, 'feedId'],
      ['no end', { topicId: NOTHING, endsAt: null }, 'endsAt'],
    ])('name the field of %s', async (_, fields, path) => {
      const problem = await expectCall(400, 'POST', '/silences', { endsAt: inHours(1), ...fields });
      expect(problem.errors.map((error: { path: string }) => error.path)).toEqual([path]);
    });

    it('that end in the past are refused with their field', async () => {
      const problem = await expectCall(400, 'POST', '/silences', { topicId, endsAt: '2026-01-01T00:00:00Z' });
      expect(problem.errors).toEqual([{ path: 'endsAt', message: expect.stringContaining('after it starts') }]);
    });
  });
});
