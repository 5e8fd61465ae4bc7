import { type AlertDesk, createAlertDesk } from '../../test/support/alert-desk.js';
import { openStores, type StoreContext } from '../../test/support/stores.js';
import { type AlertDecision } from './alert-decision.js';
import { DecisionStore } from './decision.store.js';
import type { DigestContent } from './digest-content.js';
import { DigestStore } from './digest.store.js';

const now = new Date('2026-11-24T12:00:00Z');
const later = (ms: number) => new Date(now.getTime() + ms);
const due = later(60_000);
const wait: AlertDecision = { verdict: 'hold', reason: 'awaiting-digest', digestDueAt: due, updateKind: null };
type Story = Awaited<ReturnType<AlertDesk['addStory']>>;

describe('digestStore', () => {
  let context: StoreContext;
  let decisions: DecisionStore;
  let digests: DigestStore;
  let desk: AlertDesk;

  beforeAll(async () => {
    context = await openStores();
    decisions = new DecisionStore();
    digests = new DigestStore(context.prisma);
  });
  afterAll(() => context.close());
  beforeEach(async () => {
    for (const table of ['subscribers', 'alerts', 'feeds', 'events', 'topics', 'snapshots'])
      await context.database.query(`DELETE FROM ${table}`);
    desk = await createAlertDesk(context.prisma, now);
  });

  const decide = async (story: Story, subscriptionId: string, decision: AlertDecision, at = now) => {
    const alert = await context.prisma.alert.findFirst({ where: { subscriptionId, eventId: story.eventId } });
    const row = { subscriptionId, alertId: alert?.id ?? null, decision };
    await context.prisma.$transaction((transaction) => decisions.writeDecisions(transaction, story, [row], at));
  };
  const contents = async () =>
    (await context.prisma.digest.findMany({ orderBy: { dueAt: 'asc' } })).map(
      ({ content }) => content as unknown as DigestContent,
    );
  const outline = ({ topics }: DigestContent) =>
    topics.map(({ slug, events }) => [slug, ...events.map(({ snapshot }) => snapshot.story.title)]);

  it('finds subscriptions with something due, that may speak and have somebody to speak to', async () => {
    const story = await desk.addStory({ eventId: await desk.addEvent(), key: 'a' });
    const target = await desk.addTarget();
    const ready = await desk.addSubscription({}, [target]);
    const others = [
      await desk.addSubscription({ state: 'paused' }, [target]),
      await desk.addSubscription({ mutedUntil: later(120_000) }, [target]),
      await desk.addSubscription({}, [await desk.addTarget({ state: 'disabled' })]),
    ];
    await decide(story, await desk.addSubscription({}, [target]), { verdict: 'hold', reason: 'stale' });
    for (const id of [ready, ...others]) await decide(story, id, wait);
    await expect(digests.findDue(later(59_999), 10)).resolves.toEqual([]);
    await expect(digests.findDue(due, 10)).resolves.toEqual([{ subscriptionId: ready, dueAt: due }]);
    await expect(digests.findDue(later(120_000), 10)).resolves.toHaveLength(2);
  });

  it('tells what was held once, whoever composes at the same moment, with one delivery for each active target', async () => {
    const id = await desk.addSubscription({}, [await desk.addTarget(), await desk.addTarget({ state: 'disabled' })]);
    await decide(await desk.addStory({ eventId: await desk.addEvent(), key: 'a' }), id, wait);
    await decide(await desk.addStory({ eventId: await desk.addEvent(), key: 'b' }, [0]), id, wait);
    const made = await Promise.all([1, 2, 3, 4].map(() => digests.compose(id, due)));
    expect(made.flat()).toMatchObject([{ kind: 'email', attemptCount: 0, nextAttemptAt: due }]);
    expect((await contents()).map(outline)).toEqual([
      [
        ['one', 'b'],
        ['two', 'a'],
      ],
    ]);
    const alerts = await context.prisma.alert.findMany({ include: { digest: true, decisions: true } });
    expect(alerts).toHaveLength(2);
    for (const { digest, decisions: decided } of alerts) {
      expect(digest?.dueAt).toEqual(due);
      expect(decided).toMatchObject([{ verdict: 'hold', reason: 'awaiting-digest', digestId: digest?.id }]);
    }
    await expect(digests.findDue(due, 10)).resolves.toEqual([]);
  });

  it('leaves for later what is not due, and makes no digest of nothing', async () => {
    const id = await desk.addSubscription({}, [await desk.addTarget()]);
    await decide(await desk.addStory({ eventId: await desk.addEvent(), key: 'a' }), id, wait);
    await expect(digests.compose(id, later(59_999))).resolves.toEqual([]);
    await expect(context.prisma.digest.count()).resolves.toBe(0);
  });

  it('leaves out what its topics no longer find, and says so', async () => {
    const id = await desk.addSubscription({}, [await desk.addTarget()]);
    await decide(await desk.addStory({ eventId: await desk.addEvent(), key: 'a' }), id, wait);
    await context.prisma.match.deleteMany();
    await expect(digests.compose(id, due)).resolves.toEqual([]);
    await expect(context.prisma.digest.count()).resolves.toBe(0);
    await expect(context.prisma.decision.findMany()).resolves.toMatchObject([
      { reason: 'no-longer-matches', digestDueAt: null },
    ]);
  });

  it('tells a story in its last wording', async () => {
    const id = await desk.addSubscription({}, [await desk.addTarget()]);
    const story = await desk.addStory({ eventId: await desk.addEvent(), key: 'a' });
    await decide(story, id, wait);
    await context.prisma.story.update({ where: { id: story.id }, data: { revision: 2, title: 'a, corrected' } });
    await decide({ ...story, revision: 2 }, id, wait);
    await digests.compose(id, due);
    expect((await contents()).map(outline)).toEqual([[['two', 'a, corrected']]]);
    await expect(context.prisma.decision.count({ where: { digestId: null } })).resolves.toBe(0);
  });

  it('of an event that was told it tells the news, as an update that remembers what it corrects', async () => {
    const id = await desk.addSubscription({}, [await desk.addTarget()]);
    const eventId = await desk.addEvent();
    const first = await desk.addStory({ eventId, key: 'told' });
    await decide(first, id, { verdict: 'notify', reason: 'new-event' });
    const news = await desk.addStory({ eventId, key: 'news' });
    await decide(news, id, { ...wait, updateKind: 'correction' });
    await digests.compose(id, due);
    const [content] = await contents();
    expect(content?.topics[0]?.events).toMatchObject([
      { isNew: false, storyId: first.id, updates: [{ kind: 'correction', title: 'news', sourceName: 'Wire' }] },
    ]);
    await expect(context.prisma.alertUpdate.findMany({ include: { corrected: true } })).resolves.toMatchObject([
      { kind: 'correction', corrected: { storyId: first.id } },
    ]);
  });

  it('names each other source of an event once', async () => {
    const id = await desk.addSubscription({}, [await desk.addTarget()]);
    const eventId = await desk.addEvent();
    await decide(await desk.addStory({ eventId, key: 'a' }), id, wait);
    const other = await context.prisma.feed.create({ data: { url: 'https://post.example', title: 'Post' } });
    await desk.addStory({ eventId, key: 'b', feedId: other.id, url: 'https://post.example/b' });
    await desk.addStory({ eventId, key: 'c', feedId: other.id });
    await digests.compose(id, due);
    const [content] = await contents();
    expect(content?.topics[0]?.events[0]?.otherSources).toEqual([{ name: 'Post', url: 'https://post.example/b' }]);
  });

  it('what was decided too late for a digest has one of its own', async () => {
    const id = await desk.addSubscription({}, [await desk.addTarget()]);
    await decide(await desk.addStory({ eventId: await desk.addEvent(), key: 'a' }), id, wait);
    await digests.compose(id, due);
    await decide(await desk.addStory({ eventId: await desk.addEvent(), key: 'late' }), id, wait);
    await digests.compose(id, later(61_000));
    expect((await contents()).map(outline)).toEqual([[['two', 'a']], [['two', 'late']]]);
  });
});
