import { v7 as newId } from 'uuid';
import { openStores, type StoreContext } from '../support/stores.js';
import { startTestWirewatch, type TestWirewatch } from '../support/wirewatch.js';
import { createAlertDesk, type AlertDesk } from '../support/alert-desk.js';

const NOON = new Date('2026-11-24T12:00:00Z');
const after = (minutes: number) => new Date(NOON.getTime() + minutes * 60_000);
const idAt = (minutes: number) => newId({ msecs: after(minutes).getTime() });

describe('the lists of the API', () => {
  let context: StoreContext;
  let wirewatch: TestWirewatch;
  let desk: AlertDesk;
  let expectCall: TestWirewatch['expectCall'];
  /** What was told to whom, in the order in which it was made. */
  const made = { alerts: [] as string[], deliveries: [] as string[], stories: [] as string[] };
  let subscriptionId: string;
  let otherSubscriptionId: string;
  let targetId: string;
  let digestId: string;

  beforeAll(async () => {
    context = await openStores();
    wirewatch = await startTestWirewatch({ DATABASE_URL: context.database.url, ROLE: 'api' });
    ({ expectCall } = wirewatch);
    const { prisma } = context;
    desk = await createAlertDesk(prisma, NOON);
    targetId = await desk.addTarget({ kind: 'mailbox', label: 'The 100%_box' });
    subscriptionId = await desk.addSubscription({ name: 'All of it', cadence: 'daily' }, [targetId]);
    otherSubscriptionId = await desk.addSubscription({ name: 'One only', state: 'paused' }, [], [0]);
    for (let index = 0; index < 7; index++) await tell(index);
    digestId = await addDigest();
  });
  afterAll(async () => {
    await wirewatch?.stop();
    await context?.close();
  });

  /** A story with its alert, delivery and decisions, `index` minutes after noon; only the even ones are on the second topic. */
  async function tell(index: number) {
    const { prisma } = context;
    const eventId = await desk.addEvent();
    const isEven = index % 2 === 0;
    const story = await desk.addStory({ id: idAt(index), eventId, key: `story ${index}` }, isEven ? [0, 1] : [0]);
    made.stories.push(story.id);
    const content = {
      story: {
        title: `story ${index}`,
        text: '',
        url: null,
        sourceName: 'Wire',
        sourceKind: 'wire',
        language: 'en',
        publishedAt: null,
        isSample: false,
      },
      entities: {},
      matches: [],
    };
    const snapshot = await prisma.snapshot.create({
      data: { storyId: story.id, storyRevision: 1, content, takenAt: NOON },
    });
    const at = after(index);
    const alert = await prisma.alert.create({
      data: {
        id: idAt(index),
        subscriptionId,
        eventId,
        storyId: story.id,
        snapshotId: snapshot.id,
        createdAt: at,
        updatedAt: at,
      },
    });
    made.alerts.push(alert.id);
    const delivery = await prisma.delivery.create({
      data: {
        id: idAt(index),
        kind: 'alert',
        alertId: alert.id,
        targetId,
        state: isEven ? 'sent' : 'dead',
        nextAttemptAt: at,
        scheduledAt: at,
        createdAt: at,
      },
    });
    made.deliveries.push(delivery.id);
    for (const id of [subscriptionId, otherSubscriptionId]) {
      const isTold = id === subscriptionId;
      await prisma.decision.create({
        data: {
          subscriptionId: id,
          storyId: story.id,
          storyRevision: 1,
          verdict: isTold ? 'notify' : 'hold',
          reason: isTold ? 'matches' : 'muted',
          alertId: isTold ? alert.id : null,
          decidedAt: at,
        },
      });
    }
  }

  async function addDigest(): Promise<string> {
    const story = {
      title: 'story 0',
      text: '',
      url: 'https://wire.example/0',
      sourceName: 'Wire',
      sourceKind: 'wire',
      language: 'en',
      publishedAt: null,
      isSample: false,
    };
    const event = {
      alertId: made.alerts[0],
      isNew: true,
      storyId: made.stories[0],
      snapshot: { story, entities: {}, matches: [] },
      otherSources: [],
      updates: [],
    };
    const { id } = await context.prisma.digest.create({
      data: {
        subscriptionId,
        dueAt: NOON,
        createdAt: NOON,
        content: { topics: [{ slug: 'one', name: 'One', events: [event] }], leftOut: 2 },
      },
    });
    await context.prisma.delivery.create({
      data: {
        kind: 'digest',
        digestId: id,
        targetId,
        state: 'pending',
        nextAttemptAt: after(1_000_000),
        scheduledAt: NOON,
        createdAt: NOON,
      },
    });
    return id;
  }

  const list = async (path: string) => expectCall(200, 'GET', path);
  const ids = async (path: string): Promise<string[]> => (await list(path)).items.map(({ id }: { id: string }) => id);

  /** Every page of a list, adding what `between` adds after each. */
  async function walk(
    path: string,
    between: () => Promise<unknown>,
    key = (item: any): string => item.id,
  ): Promise<string[]> {
    const seen: string[] = [];
    for (let cursor = ''; ;) {
      const page = await list(
        `${path}${path.includes('?') ? '&' : '?'}limit=2${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
      );
      seen.push(...page.items.map(key));
      if (page.nextCursor === null) return seen;
      cursor = page.nextCursor;
      await between();
    }
  }

  const addFeed = (title: string, fields: object = {}) =>
    context.prisma.feed.create({ data: { url: `https://${title}.example/rss`, title, ...fields } });

  describe('show each row once, while others are added', () => {
    it.each(['', '?sort=title', '?sort=-title', '?sort=createdAt', '?sort=-nextFetchAt'])(
      'in feeds%s',
      async (query) => {
        await context.prisma.feed.deleteMany({ where: { url: { contains: 'walk' } } });
        const there = await Promise.all(
          ['b', 'b2', 'b3', 'c', 'd'].map((name) => addFeed(`walk-${name}`, { title: name.slice(0, 1) })),
        );
        let added = 0;
        const seen = await walk(`/feeds${query}`, () => addFeed(`walk-new-${++added}-${newId()}`, { title: 'b' }));
        expect(new Set(seen).size).toBe(seen.length);
        expect(seen).toEqual(expect.arrayContaining(there.map(({ id }) => id)));
        await context.prisma.feed.deleteMany({ where: { url: { contains: 'walk' } } });
      },
    );

    it('in decisions, over both subscriptions and in one', async () => {
      const place = ({ subscription, story }: any) => `${subscription.id} ${story.id}`;
      const all = await walk('/decisions', async () => undefined, place);
      expect(all).toHaveLength(14);
      expect(new Set(all).size).toBe(14);
      const own = await walk(`/decisions?subscriptionId=${subscriptionId}`, async () => undefined, place);
      expect(own).toEqual([...made.stories].reverse().map((id) => `${subscriptionId} ${id}`));
    });
  });

  describe('let through what is asked for, and count it when asked', () => {
    it('in alerts', async () => {
      const newest = [...made.alerts].reverse();
      const [, second] = desk.topicIds;
      expect(await ids('/alerts')).toEqual(newest);
      expect(await ids(`/alerts?topicId=${second}`)).toEqual(newest.filter((_, index) => index % 2 === 0));
      expect(await ids(`/alerts?subscriberId=${desk.subscriberId}&limit=1`)).toEqual([made.alerts[6]]);
      expect(await ids(`/alerts?subscriberId=${newId()}`)).toEqual([]);
      expect(await ids(`/alerts?storyId=${made.stories[3]}`)).toEqual([made.alerts[3]]);
      const range = `from=${after(2).toISOString()}&to=${after(4).toISOString()}`;
      expect(await list(`/alerts?${range}&total=true&limit=1`)).toMatchObject({
        items: [{ id: made.alerts[3] }],
        total: 2,
      });
      expect(await list('/alerts')).not.toHaveProperty('total');
      const { eventId } = (await list(`/alerts/${made.alerts[1]}`)) as { eventId: string };
      expect(await ids(`/alerts?eventId=${eventId}`)).toEqual([made.alerts[1]]);
    });

    it('in deliveries', async () => {
      expect(await ids('/deliveries?state=dead')).toEqual([5, 3, 1].map((index) => made.deliveries[index]));
      expect(await ids(`/deliveries?alertId=${made.alerts[2]}`)).toEqual([made.deliveries[2]]);
      expect(await list(`/deliveries?digestId=${digestId}&total=true`)).toMatchObject({
        items: [{ kind: 'digest' }],
        total: 1,
      });
      expect(await list(`/deliveries?subscriberId=${desk.subscriberId}&kind=alert&total=true&limit=2`)).toMatchObject({
        total: 7,
      });
      expect(await ids(`/deliveries?subscriberId=${newId()}`)).toEqual([]);
      expect(await ids(`/deliveries?kind=alert&from=${after(6).toISOString()}`)).toEqual([made.deliveries[6]]);
      expect(await list(`/deliveries?subscriptionId=${subscriptionId}&total=true`)).toMatchObject({ total: 8 });
    });

    it('in digests, each with what it told and where it went', async () => {
      const digest = {
        id: digestId,
        subscription: { id: subscriptionId, name: 'All of it' },
        dueAt: NOON.toISOString(),
        topics: [
          { slug: 'one', events: [{ alertId: made.alerts[0], story: { id: made.stories[0], title: 'story 0' } }] },
        ],
        leftOut: 2,
        deliveries: [{ state: 'pending', target: { id: targetId } }],
      };
      expect(await list(`/digests?subscriptionId=${subscriptionId}&total=true`)).toMatchObject({
        items: [digest],
        total: 1,
      });
      expect(await ids(`/digests?subscriptionId=${otherSubscriptionId}`)).toEqual([]);
      expect(await list(`/digests/${digestId}`)).toMatchObject(digest);
      await expectCall(404, 'GET', `/digests/${newId()}`);
    });

    it('in decisions', async () => {
      const one = `storyId=${made.stories[2]}`;
      expect(await list(`/decisions?${one}&total=true`)).toMatchObject({ total: 2 });
      expect(await list(`/decisions?${one}&verdict=hold`)).toMatchObject({
        items: [{ reason: 'muted', verdict: 'hold', story: { id: made.stories[2], title: 'story 2' } }],
      });
      const since = `from=${after(5).toISOString()}`;
      expect(await list(`/decisions?${since}&reason=matches&total=true`)).toMatchObject({ total: 2 });
      expect(await list(`/decisions?to=${after(1).toISOString()}&total=true`)).toMatchObject({ total: 2 });
    });

    it('in feeds', async () => {
      const odd = await addFeed('pct', { title: 'A 50%_ feed', language: 'ko', country: 'KR', consecutiveFailures: 3 });
      const state = await addFeed('state', { title: 'State', sourceKind: 'state_media', state: 'paused' });
      expect(await ids('/feeds?q=50%25_')).toEqual([odd.id]);
      expect(await ids('/feeds?q=STATE.example')).toEqual([state.id]);
      expect(await ids('/feeds?failing=true')).toEqual([odd.id]);
      expect(await ids('/feeds?country=KR&language=ko')).toEqual([odd.id]);
      expect(await ids('/feeds?sourceKind=state-media&state=paused')).toEqual([state.id]);
      expect(await ids('/feeds?host=pct.example')).toEqual([odd.id]);
      expect(await ids('/feeds?host=ct.example')).toEqual([]);
      expect(await list('/feeds?total=true&limit=1')).toMatchObject({ total: 3 });
      expect((await list('/feeds?sort=title')).items.map(({ title }: any) => title)).toEqual([
        'A 50%_ feed',
        'State',
        'Wire',
      ]);
    });

    it('in subscribers, targets, subscriptions and silences', async () => {
      const { id: teamId } = await expectCall(201, 'POST', '/subscribers', {
        name: 'Night team',
        kind: 'team',
        isOperator: true,
      });
      expect(await ids('/subscribers?q=night')).toEqual([teamId]);
      expect(await ids('/subscribers?q=100%25_')).toEqual([desk.subscriberId]);
      expect(await list('/subscribers?kind=team&isOperator=true&total=true')).toMatchObject({ total: 1 });
      expect((await list('/subscribers?sort=-name')).items[0].name).toBe('Night team');
      expect(await list('/targets?kind=mailbox&state=active&total=true')).toMatchObject({ total: 1 });
      expect(await ids(`/subscriptions?topicId=${desk.topicIds[1]}`)).toEqual([subscriptionId]);
      expect(await ids(`/subscriptions?targetId=${targetId}&cadence=daily`)).toEqual([subscriptionId]);
      expect(await ids('/subscriptions?state=paused')).toEqual([otherSubscriptionId]);
      const silence = await expectCall(201, 'POST', '/silences', {
        feedId: desk.feedId,
        endsAt: '2099-01-01T00:00:00Z',
      });
      expect(await list(`/silences?feedId=${desk.feedId}&active=true&total=true`)).toMatchObject({
        items: [{ id: silence.id }],
        total: 1,
      });
      expect(await ids(`/silences?topicId=${desk.topicIds[0]}`)).toEqual([]);
    });
  });

  it.each([
    ['/feeds?langauge=ko', 'langauge'],
    ['/alerts?subscription=1', 'subscription'],
    ['/deliveries?since=2026', 'since'],
    ['/subscribers?x=', 'x'],
    ['/decisions?states=a', 'states'],
    ['/mailbox?to=a', 'to'],
    ['/feeds/imports?q=a', 'q'],
  ])('refuse %s by name, since it would list everything', async (path, name) => {
    const problem = await expectCall(400, 'GET', path);
    expect(problem.type).toBe('urn:wirewatch:problem:invalid-request');
    expect(JSON.stringify(problem.errors)).toContain(name);
  });

  const forged = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  it.each([
    ['nonsense', '/feeds?sort=title&cursor=nonsense'],
    ['an id where the list is sorted', `/feeds?sort=title&cursor=${newId()}`],
    ['one of another order', `/feeds?sort=title&cursor=${forged(['-title', 'a', newId()])}`],
    ['a number for a name', `/feeds?sort=title&cursor=${forged(['title', 5, newId()])}`],
    ['a word for a time', `/feeds?sort=createdAt&cursor=${forged(['createdAt', 'now', newId()])}`],
    ['no id', '/deliveries?cursor=1'],
    ['no place', `/decisions?cursor=${forged([newId(), newId(), 1e12])}`],
    ['no JSON', '/decisions?cursor=abc'],
  ])('refuse a cursor that is %s', async (_, path) => {
    expect((await expectCall(400, 'GET', path)).errors).toEqual([expect.objectContaining({ path: 'cursor' })]);
  });

  it('lead from a delivery to its message', async () => {
    const message = await list(`/deliveries/${made.deliveries[2]}/message`);
    expect(message).toMatchObject({ targetKind: 'mailbox', slack: null, webhook: null, email: { headers: {} } });
    expect(message.email.text).toContain('story 2');
    expect(message.email.text).not.toMatch(/token=(?!masked)/);
    await expectCall(404, 'GET', `/deliveries/${newId()}/message`);
  });

  it('do not look for a rare verdict through all decisions ever made', async () => {
    await expectCall(400, 'GET', '/decisions?verdict=hold');
  });
});
