import { openStores, type StoreContext } from '../../test/support/stores.js';
import { AlertStore } from './alert.store.js';

const now = new Date('2026-11-24T12:00:00Z');

describe('alertStore', () => {
  let context: StoreContext;
  let alerts: AlertStore;

  beforeAll(async () => {
    context = await openStores();
    alerts = new AlertStore(context.prisma);
  });
  afterAll(() => context.close());
  beforeEach(async () => {
    for (const table of ['subscribers', 'feeds', 'events', 'topics'])
      await context.database.query(`DELETE FROM ${table}`);
  });

  /** A story of one event that two topics found, and a subscription to both with two targets, one of them unverified. */
  const arrange = async () => {
    const { prisma } = context;
    const event = await prisma.event.create({ data: { fingerprint: 'f', firstSeenAt: now } });
    const feed = await prisma.feed.create({ data: { url: 'https://a.example', title: 'A' } });
    const story = (key: string) => ({
      feedId: feed.id,
      key,
      title: key,
      text: '',
      fetchedAt: now,
      contentHash: key,
      fingerprint: 'f',
      eventId: event.id,
      matchedAt: now,
    });
    const first = await prisma.story.create({ data: story('first') });
    const second = await prisma.story.create({ data: story('second') });
    const topics = await Promise.all(
      ['one', 'two'].map((slug) => prisma.topic.create({ data: { slug, name: slug, query: slug } })),
    );
    await prisma.match.createMany({
      data: topics.flatMap(({ id }, index) =>
        [first, second].map((row) => ({
          storyId: row.id,
          topicId: id,
          score: 0.4 + index / 10,
          evidence: [],
          storyRevision: 1,
          topicVersion: 1,
          matchedAt: now,
        })),
      ),
    });
    const subscriber = await prisma.subscriber.create({ data: { name: 'Desk' } });
    const target = (addressHash: string, state: 'active' | 'unverified') =>
      prisma.target.create({
        data: { subscriberId: subscriber.id, kind: 'email', label: addressHash, address: '', addressHash, state },
      });
    const [ready, waiting] = await Promise.all([target('a', 'active'), target('b', 'unverified')]);
    const subscription = await prisma.subscription.create({
      data: {
        subscriberId: subscriber.id,
        name: 'Both',
        topics: { create: topics.map(({ id }) => ({ topicId: id })) },
        targets: { create: [{ targetId: ready.id }, { targetId: waiting.id }] },
      },
    });
    return { event, first, second, ready, subscription };
  };

  it('findCandidates gives each subscription once, with its best score and the targets that are confirmed', async () => {
    const { event, first, ready, subscription } = await arrange();
    await expect(alerts.findCandidates(first.id, event.id)).resolves.toEqual([
      {
        subscriptionId: subscription.id,
        state: 'active',
        minimumScore: 0,
        languages: [],
        mutedUntil: null,
        score: 0.5,
        alertId: null,
        alreadyTold: false,
        activeTargetIds: [ready.id],
      },
    ]);
  });

  it('makes one alert for a subscription and an event, whoever tries at the same moment', async () => {
    const { event, first, second, ready, subscription } = await arrange();
    const tell = (storyId: string) =>
      context.prisma.$transaction((transaction) =>
        alerts.createAlertWithDeliveries(
          transaction,
          { subscriptionId: subscription.id, eventId: event.id, storyId, targetIds: [ready.id] },
          now,
        ),
      );
    const created = await Promise.all([first, second, first, second].map(({ id }) => tell(id)));
    expect(created.filter((id) => id !== null)).toHaveLength(1);
    await expect(context.prisma.delivery.count()).resolves.toBe(1);
    const [candidate] = await alerts.findCandidates(second.id, event.id);
    expect(candidate?.alertId).toBe(created.find((id) => id !== null));
  });

  it('a decision that told is never overwritten by a later hold; a hold gives way', async () => {
    const { event, first, subscription } = await arrange();
    const key = { subscriptionId: subscription.id, storyId: first.id };
    const decide = (verdict: 'notify' | 'hold') =>
      context.prisma.$transaction((transaction) =>
        alerts.recordDecision(
          transaction,
          key,
          verdict === 'notify' ? { verdict, reason: 'new-event' } : { verdict, reason: 'stale' },
          null,
          now,
        ),
      );
    await decide('hold');
    await decide('notify');
    await decide('hold');
    await expect(alerts.decisionsOn(first.id)).resolves.toMatchObject([{ verdict: 'notify', reason: 'new-event' }]);
    await expect(alerts.findCandidates(first.id, event.id)).resolves.toMatchObject([{ alreadyTold: true }]);
  });
});
