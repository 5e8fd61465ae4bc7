import { createAlertDesk, type AlertDesk } from '../../test/support/alert-desk.js';
import { openStores, type StoreContext } from '../../test/support/stores.js';
import { EntityStore } from '../topics/entity.store.js';
import { MatcherService } from '../topics/matcher.service.js';
import { TopicStore } from '../topics/topic.store.js';
import { SubscriptionStore } from './subscription.store.js';

const NOW = new Date('2026-11-24T12:00:00Z');

describe('subscriptionStore', () => {
  let context: StoreContext;
  let store: SubscriptionStore;
  let topics: TopicStore;
  let desk: AlertDesk;

  beforeAll(async () => {
    context = await openStores();
    store = new SubscriptionStore(context.prisma);
    topics = new TopicStore(context.prisma);
  });
  afterAll(() => context.close());
  beforeEach(async () => {
    await context.database.query('TRUNCATE subscribers, topics, feeds, events, snapshots CASCADE');
    desk = await createAlertDesk(context.prisma, NOW);
  });

  describe('keeps an own query', () => {
    const create = (query: string | null, topicIds: string[] = []) =>
      store.create(desk.subscriberId, { name: 'Morning' }, { topicIds, targetIds: [], query });
    const matched = async () => {
      let time = 0;
      const clock = { now: () => new Date((time += 2_000)), random: () => 0 };
      const { topics: compiled } = await new MatcherService(topics, new EntityStore(context.prisma), clock).current();
      return [...compiled.keys()].sort();
    };
    const own = ({ id }: { id: string }) => `own-${id}`;

    it('that is matched beside the desk’s topics while its subscription is active', async () => {
      const subscription = await create('grain', desk.topicIds);
      expect(await matched()).toEqual(['one', own(subscription), 'two'].sort());
      for (const state of ['paused', 'stopped'] as const) {
        await store.update(subscription.id, { state }, {});
        expect(await matched()).toEqual(['one', 'two']);
      }
      await store.update(subscription.id, { state: 'active' }, {});
      expect(await matched()).toContain(own(subscription));
    });

    it('that nobody finds among the desk’s topics, nor changes or deletes as one of them', async () => {
      const id = (await create('grain')).ownQuery?.id ?? '';
      expect((await topics.list({ limit: 50 })).map(({ slug }) => slug)).toEqual(['two', 'one']);
      expect((await topics.all()).map(({ slug }) => slug)).toEqual(['one', 'two']);
      expect(await topics.find(id)).toBeNull();
      await expect(topics.update(id, { query: 'rain' })).rejects.toMatchObject({ code: 'P2025' });
      expect(await topics.delete(id)).toBe(false);
      expect(await store.unknownTopics([id, ...desk.topicIds])).toEqual([id]);
    });

    it('whose version counts its changes, and no others', async () => {
      const { id, ownQuery } = await create('grain');
      expect(ownQuery).toMatchObject({ query: 'grain', version: 1 });
      const change = async (...[fields, links]: [Parameters<SubscriptionStore['update']>[1], { query?: string }]) =>
        (await store.update(id, fields, links)).ownQuery;
      expect(await change({ name: 'Evening', minimumScore: 0.5 }, {})).toMatchObject({ query: 'grain', version: 1 });
      expect(await change({}, { query: 'grain' })).toMatchObject({ version: 1 });
      expect(await change({}, { query: 'grain OR corn' })).toMatchObject({ query: 'grain OR corn', version: 2 });
      const stored = await context.prisma.topic.findUniqueOrThrow({ where: { ownerId: id } });
      expect(stored.name).toBe('Evening: own query');
    });

    it('through changes of its topics, until it is taken away, or its subscription is', async () => {
      const { id } = await create('grain', desk.topicIds.slice(0, 1));
      const linked = async () =>
        (await store.find(id))?.topics.map(({ topic }) => (topic.ownerId === null ? topic.slug : 'own')).sort();
      await store.update(id, {}, { topicIds: desk.topicIds.slice(1) });
      expect(await linked()).toEqual(['own', 'two']);
      await store.update(id, {}, { query: null });
      expect(await linked()).toEqual(['two']);
      await store.update(id, {}, { query: 'rain', topicIds: [] });
      expect(await linked()).toEqual(['own']);
      await store.delete(id);
      expect(await matched()).toEqual(['one', 'two']);
    });
  });

  it('calls off whatever waits for the target when it is unsubscribed, and nothing else', async () => {
    const [here, elsewhere] = [await desk.addTarget(), await desk.addTarget()];
    const subscriptionId = await desk.addSubscription({}, [here, elsewhere]);
    const other = await desk.addSubscription({ name: 'Other' }, [here]);
    const told = await tell(subscriptionId);
    const toldByOther = await tell(other);
    const add = (name: string, targetId: string, delivery: object) =>
      context.prisma.delivery.create({
        data: {
          kind: 'alert',
          targetId,
          nextAttemptAt: NOW,
          scheduledAt: NOW,
          createdAt: NOW,
          lastDetail: name,
          ...delivery,
        },
      });
    await add('alert', here, { alertId: told.alertId });
    await add('update', here, { kind: 'update', alertId: told.alertId, updateId: told.updateId });
    await add('edit', here, { kind: 'edit', alertId: told.alertId });
    await add('digest', here, { kind: 'digest', digestId: told.digestId });
    await add('confirmation', here, { kind: 'confirmation' });
    await add('alert elsewhere', elsewhere, { alertId: told.alertId });
    await add('alert of another', here, { alertId: toldByOther.alertId });
    await add('digest of another', here, { kind: 'digest', digestId: toldByOther.digestId });
    await add('sent edit', here, { kind: 'edit', alertId: told.alertId, state: 'sent' });

    for (const time of ['once', 'twice']) {
      await store.unsubscribe(subscriptionId, here);
      const rows = await context.prisma.delivery.findMany({ orderBy: { id: 'asc' } });
      expect({ time, states: rows.map(({ lastDetail, state }) => `${lastDetail}: ${state}`) }).toEqual({
        time,
        states: [
          'alert: cancelled',
          'update: cancelled',
          'edit: cancelled',
          'digest: cancelled',
          'confirmation: pending',
          'alert elsewhere: pending',
          'alert of another: pending',
          'digest of another: pending',
          'sent edit: sent',
        ],
      });
    }
    expect((await store.find(subscriptionId))?.targets.map(({ target }) => target.id)).toEqual([elsewhere]);
    expect((await store.find(other))?.targets.map(({ target }) => target.id)).toEqual([here]);
  });

  /** An alert, an update and a digest of the subscription. */
  async function tell(subscriptionId: string) {
    const eventId = await desk.addEvent();
    const snapshot = () =>
      context.prisma.snapshot.create({ data: { storyRevision: 1, content: {}, takenAt: NOW }, select: { id: true } });
    const alert = await context.prisma.alert.create({
      data: { subscriptionId, eventId, snapshotId: (await snapshot()).id, createdAt: NOW, updatedAt: NOW },
    });
    const update = await context.prisma.alertUpdate.create({
      data: { alertId: alert.id, kind: 'development', snapshotId: (await snapshot()).id, createdAt: NOW },
    });
    const digest = await context.prisma.digest.create({
      data: { subscriptionId, dueAt: NOW, content: {}, createdAt: NOW },
    });
    return { alertId: alert.id, updateId: update.id, digestId: digest.id };
  }
});
