import { type AlertDesk, createAlertDesk } from '../../test/support/alert-desk.js';
import { openStores, type StoreContext } from '../../test/support/stores.js';
import { type AlertDecision } from './alert-decision.js';
import { DecisionStore } from './decision.store.js';

const now = new Date('2026-11-24T12:00:00Z');
const later = (ms: number) => new Date(now.getTime() + ms);
const notify: AlertDecision = { verdict: 'notify', reason: 'new-event' };
const update: AlertDecision = { verdict: 'update', reason: 'later-story' };
const correction: AlertDecision = { verdict: 'update', reason: 'correction' };
const copy: AlertDecision = { verdict: 'hold', reason: 'copy-of-event' };
const digest: AlertDecision = {
  verdict: 'hold',
  reason: 'awaiting-digest',
  digestDueAt: later(60_000),
  updateKind: null,
};
type Story = Awaited<ReturnType<AlertDesk['addStory']>>;

describe('decisionStore', () => {
  let context: StoreContext;
  let decisions: DecisionStore;
  let desk: AlertDesk;

  beforeAll(async () => {
    context = await openStores();
    decisions = new DecisionStore();
  });
  afterAll(() => context.close());
  beforeEach(async () => {
    for (const table of ['subscribers', 'alerts', 'feeds', 'events', 'topics', 'snapshots'])
      await context.database.query(`DELETE FROM ${table}`);
    desk = await createAlertDesk(context.prisma, now);
  });

  const candidatesOf = (story: Story, at = now) =>
    context.prisma.$transaction(async (transaction) => (await decisions.readFacts(transaction, story, at)).candidates);
  const alertOf = async (subscriptionId: string) =>
    (await context.prisma.alert.findFirst({ where: { subscriptionId } }))?.id ?? null;
  const write = async (story: Story, subscriptionId: string, decision: AlertDecision, at = now) => {
    const alertId = await alertOf(subscriptionId);
    return context.prisma.$transaction((transaction) =>
      decisions.writeDecisions(transaction, story, [{ subscriptionId, alertId, decision }], at),
    );
  };
  const reword = async (story: Story) => {
    await context.prisma.story.update({
      where: { id: story.id },
      data: { revision: { increment: 1 }, title: 'Corrected' },
    });
    return { ...story, revision: story.revision + 1 };
  };

  it('gives each subscription once, with its best score, its topics and the targets that are confirmed', async () => {
    const targets = [await desk.addTarget(), await desk.addTarget({ state: 'unverified' })];
    const mutedUntil = later(1);
    const id = await desk.addSubscription({ sourceKinds: ['state_media'], maxPerHour: 3, mutedUntil }, targets);
    const story = await desk.addStory({ eventId: await desk.addEvent(), key: 'a' });
    const [candidate, ...others] = await candidatesOf(story);
    expect(others).toEqual([]);
    expect(candidate).toMatchObject({
      subscriptionId: id,
      state: 'active',
      sourceKinds: ['state-media'],
      mutedUntil,
      timeZone: 'Europe/Kyiv',
      activeTargets: 1,
      score: 0.6,
      alertId: null,
      waitingUntil: null,
      toldStory: false,
      sentInLastHour: 0,
    });
    expect(new Set(candidate?.topicIds)).toEqual(new Set(desk.topicIds));
  });

  it('leaves out subscriptions to other topics', async () => {
    await desk.addSubscription({}, [], [1]);
    const story = await desk.addStory({ eventId: await desk.addEvent(), key: 'a' }, [0]);
    await expect(candidatesOf(story)).resolves.toEqual([]);
  });

  it('counts the messages of the last hour, alerts and updates alike, where there is a cap', async () => {
    const id = await desk.addSubscription({ maxPerHour: 5 }, [await desk.addTarget()]);
    const eventId = await desk.addEvent();
    await write(await desk.addStory({ eventId: await desk.addEvent(), key: 'old' }), id, notify, later(-3_600_000));
    await context.prisma.alert.updateMany({ data: { createdAt: later(-3_600_001) } });
    await write(await desk.addStory({ eventId, key: 'a' }), id, notify);
    const [candidate] = await candidatesOf(await desk.addStory({ eventId, key: 'b' }));
    expect(candidate?.sentInLastHour).toBe(1);
  });

  it('makes one alert for a subscription and an event, and one delivery for each target, whoever tries at the same moment', async () => {
    const targets = [await desk.addTarget(), await desk.addTarget(), await desk.addTarget({ state: 'disabled' })];
    const id = await desk.addSubscription({}, targets);
    const eventId = await desk.addEvent();
    const stories = await Promise.all(['a', 'b', 'c', 'd'].map((key) => desk.addStory({ eventId, key })));
    const made = await Promise.all(
      stories.map((story) =>
        context.prisma.$transaction((transaction) =>
          decisions.writeDecisions(transaction, story, [{ subscriptionId: id, alertId: null, decision: notify }], now),
        ),
      ),
    );
    expect(made.map(({ length }) => length).sort()).toEqual([0, 0, 0, 2]);
    await expect(context.prisma.delivery.count()).resolves.toBe(2);
    await expect(
      context.prisma.decision.groupBy({ by: ['reason'], _count: true, orderBy: { reason: 'asc' } }),
    ).resolves.toEqual([
      { reason: 'duplicate-of-event', _count: 3 },
      { reason: 'new-event', _count: 1 },
    ]);
  });

  it('writes ten thousand decisions of one story at once', async () => {
    await context.database.query(
      `INSERT INTO targets (id, subscriber_id, kind, label, address, address_hash, state)
       SELECT gen_random_uuid(), '${desk.subscriberId}', 'webhook', n, '', n, 'active' FROM generate_series(1, 10000) n`,
    );
    await context.database.query(
      `INSERT INTO subscriptions (id, subscriber_id, name) SELECT id, subscriber_id, label FROM targets`,
    );
    await context.database.query(`INSERT INTO subscription_targets SELECT id, id FROM targets`);
    await context.database.query(
      `INSERT INTO subscription_topics SELECT id, '${desk.topicIds[0]}'::uuid FROM subscriptions`,
    );
    const story = await desk.addStory({ eventId: await desk.addEvent(), key: 'a' });
    const candidates = await candidatesOf(story);
    const rows = candidates.map(({ subscriptionId }) => ({ subscriptionId, alertId: null, decision: notify }));
    const made = await context.prisma.$transaction((transaction) =>
      decisions.writeDecisions(transaction, story, rows, now),
    );
    expect(made).toHaveLength(10_000);
    expect(new Set(made.map(({ id }) => id)).size).toBe(10_000);
  });

  it('an update has its own deliveries, and changes when the alert was last told of', async () => {
    const id = await desk.addSubscription({}, [await desk.addTarget()]);
    const eventId = await desk.addEvent();
    await write(await desk.addStory({ eventId, key: 'a' }), id, notify);
    const made = await write(await desk.addStory({ eventId, key: 'b' }), id, update, later(5_000));
    expect(made).toMatchObject([{ kind: 'email', isFailing: false, attemptCount: 0, nextAttemptAt: later(5_000) }]);
    await expect(context.prisma.alert.findMany({ include: { updates: true } })).resolves.toMatchObject([
      { updatedAt: later(5_000), updates: [{ kind: 'development', correctedId: null }] },
    ]);
  });

  it('a correction points at the wording that was told: of the same story, or else of the alert', async () => {
    const id = await desk.addSubscription({}, [await desk.addTarget()]);
    const eventId = await desk.addEvent();
    const first = await desk.addStory({ eventId, key: 'a' });
    await write(first, id, notify);
    await write(await reword(first), id, correction);
    await write(await desk.addStory({ eventId, key: 'b' }), id, correction, later(1));
    const updates = await context.prisma.alertUpdate.findMany({
      include: { corrected: true, snapshot: true },
      orderBy: { id: 'asc' },
    });
    expect(updates.map(({ corrected, snapshot }) => [corrected?.storyRevision, snapshot.storyRevision])).toEqual([
      [1, 2],
      [1, 1],
    ]);
    expect(updates.map(({ corrected }) => corrected?.storyId)).toEqual([first.id, first.id]);
  });

  it('a copy changes the message where it stands, once for all that come within a while, and only where that can be done', async () => {
    const editable = await desk.addTarget({ canEdit: true });
    const id = await desk.addSubscription({}, [editable, await desk.addTarget()]);
    const eventId = await desk.addEvent();
    await write(await desk.addStory({ eventId, key: 'a' }), id, notify);
    const made = await write(await desk.addStory({ eventId, key: 'b' }), id, copy, later(1_000));
    expect(made).toMatchObject([{ nextAttemptAt: later(21_000) }]);
    await expect(write(await desk.addStory({ eventId, key: 'c' }), id, copy, later(2_000))).resolves.toEqual([]);
    await expect(context.prisma.delivery.findMany({ where: { kind: 'edit' } })).resolves.toMatchObject([
      { targetId: editable },
    ]);
  });

  it('a snapshot keeps the wording, the matches and the names in their evidence, whatever becomes of the story', async () => {
    await context.prisma.entity.create({ data: { slug: 'dprk', name: 'North Korea', kind: 'place', forms: {} } });
    const story = await desk.addStory({ eventId: await desk.addEvent(), key: 'a' }, [0]);
    const evidence = [{ field: 'title', start: 0, end: 1, form: 'a', entity: 'dprk', clause: '@dprk' }];
    await context.prisma.match.updateMany({ data: { evidence } });
    await write(story, await desk.addSubscription({}, []), notify);
    await context.prisma.feed.deleteMany();
    await expect(context.prisma.snapshot.findMany()).resolves.toMatchObject([
      {
        storyId: null,
        content: {
          story: {
            title: 'a',
            text: 'a in full',
            url: null,
            sourceName: 'Wire',
            sourceKind: 'wire',
            language: null,
            publishedAt: now.toISOString(),
            isSample: false,
          },
          matches: [{ topicId: desk.topicIds[0], slug: 'one', name: 'Topic one', score: 0.5, evidence }],
          entities: { dprk: 'North Korea' },
        },
      },
    ]);
  });

  it('an alert outlives the feed whose story it told', async () => {
    const id = await desk.addSubscription({}, [await desk.addTarget()]);
    await write(await desk.addStory({ eventId: await desk.addEvent(), key: 'a' }), id, notify);
    await context.prisma.feed.deleteMany();
    await expect(context.prisma.alert.findMany({ include: { deliveries: true } })).resolves.toMatchObject([
      { storyId: null, deliveries: [{ state: 'pending' }] },
    ]);
  });

  it('whoever was told of an earlier wording is a candidate though no topic finds the new one', async () => {
    const id = await desk.addSubscription({}, [await desk.addTarget()]);
    const held = await desk.addSubscription({}, [await desk.addTarget()]);
    const story = await desk.addStory({ eventId: await desk.addEvent(), key: 'a' });
    await write(story, id, notify);
    await write(story, held, { verdict: 'hold', reason: 'below-score' });
    await context.prisma.match.deleteMany();
    await expect(candidatesOf(await reword(story))).resolves.toMatchObject([
      { subscriptionId: id, score: null, topicIds: [], toldStory: true, alertId: await alertOf(id) },
    ]);
  });

  it('an event that waits for a digest says until when', async () => {
    const id = await desk.addSubscription({}, [await desk.addTarget()]);
    const eventId = await desk.addEvent();
    await write(await desk.addStory({ eventId, key: 'a' }), id, digest);
    await expect(candidatesOf(await desk.addStory({ eventId, key: 'b' }))).resolves.toMatchObject([
      { alertId: null, waitingUntil: later(60_000), toldStory: false },
    ]);
  });

  it('of two stories that are decided at once, one takes the last place under the cap', async () => {
    const id = await desk.addSubscription({ maxPerHour: 1 }, [await desk.addTarget()]);
    const stories = [
      await desk.addStory({ eventId: await desk.addEvent(), key: 'a' }),
      await desk.addStory({ eventId: await desk.addEvent(), key: 'b' }),
    ];
    const counts = await Promise.all(
      stories.map((story) =>
        context.prisma.$transaction(async (transaction) => {
          await decisions.lock(transaction, story.id);
          const { candidates } = await decisions.readFacts(transaction, story, now);
          const row = { subscriptionId: id, alertId: null, decision: notify };
          await decisions.writeDecisions(transaction, story, [row], now);
          return candidates[0]?.sentInLastHour;
        }),
      ),
    );
    expect(counts.sort()).toEqual([0, 1]);
  });

  it('stories of one event are decided one after the other', async () => {
    const id = await desk.addSubscription({}, [await desk.addTarget()]);
    const eventId = await desk.addEvent();
    const stories = await Promise.all(['a', 'b', 'c'].map((key) => desk.addStory({ eventId, key })));
    const alerts = await Promise.all(
      stories.map((story) =>
        context.prisma.$transaction(async (transaction) => {
          await decisions.lock(transaction, story.id);
          const [candidate] = (await decisions.readFacts(transaction, story, now)).candidates;
          const row = { subscriptionId: id, alertId: null, decision: candidate?.alertId ? copy : notify };
          await decisions.writeDecisions(transaction, story, [row], now);
          return candidate?.alertId ?? null;
        }),
      ),
    );
    expect(alerts.filter((alert) => alert === null)).toHaveLength(1);
  });

  it('a wording is decided once, whoever tries at the same moment', async () => {
    const story = await desk.addStory({ eventId: await desk.addEvent(), key: 'a' });
    const decide = () =>
      context.prisma.$transaction(async (transaction) => {
        const locked = await decisions.lock(transaction, story.id);
        if (locked) await decisions.writeDecisions(transaction, story, [], now);
        return locked;
      });
    const locked = await Promise.all([decide(), decide(), decide()]);
    expect(locked.filter(Boolean)).toEqual([story]);
    await reword(story);
    await context.prisma.story.update({ where: { id: story.id }, data: { decidedAt: null } });
    await expect(decide()).resolves.toEqual({ ...story, revision: 2 });
  });

  it('what is not matched is not decided, and what has lost its event is matched again', async () => {
    const story = await desk.addStory({ eventId: await desk.addEvent(), key: 'a' });
    await context.prisma.story.updateMany({ data: { eventId: null } });
    await context.prisma.$transaction(async (transaction) => {
      const locked = await decisions.lock(transaction, story.id);
      expect(locked).toEqual({ ...story, eventId: null });
      if (locked) await decisions.requestMatching(transaction, locked);
    });
    await expect(
      context.prisma.$transaction((transaction) => decisions.lock(transaction, story.id)),
    ).resolves.toBeUndefined();
  });

  it('gives the wording and the one before it, the sources of the event, and the silences that hold', async () => {
    const eventId = await desk.addEvent();
    const story = await desk.addStory({ eventId, key: 'a', url: 'https://wire.example/a', language: 'en' });
    const silence = (startsAt: Date, endsAt: Date) =>
      context.prisma.silence.create({ data: { topicId: desk.topicIds[0], startsAt, endsAt } });
    await silence(now, later(1));
    await silence(later(-2), now);
    await silence(later(1), later(2));
    const facts = () => context.prisma.$transaction((transaction) => decisions.readFacts(transaction, story, now));
    await expect(facts()).resolves.toMatchObject({
      story: { feedId: desk.feedId, sourceKind: 'wire', language: 'en', publishedAt: now, wording: null, before: null },
      sources: [
        { url: 'https://wire.example/a', feedUrl: 'https://wire.example/feed', siteUrl: null, feedTitle: 'Wire' },
      ],
      silences: [{ subscriptionId: null, topicId: desk.topicIds[0], feedId: null }],
    });
    await context.prisma.revision.createMany({
      data: [1, 2].map((number) => ({
        storyId: story.id,
        number,
        title: `wording ${number}`,
        text: '',
        replacedAt: now,
      })),
    });
    await context.prisma.story.update({ where: { id: story.id }, data: { revision: 3 } });
    await expect(facts()).resolves.toMatchObject({
      story: { wording: { title: 'a', text: 'a in full' }, before: { title: 'wording 2' } },
    });
  });
});
