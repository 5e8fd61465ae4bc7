import { createAlertDesk, type AlertDesk } from '../../test/support/alert-desk.js';
import { openStores, type StoreContext } from '../../test/support/stores.js';
import { SilenceStore } from './silence.store.js';

const NOON = new Date('2026-11-24T12:00:00Z');
const at = (minutes: number) => new Date(NOON.getTime() + minutes * 60_000);

describe('silenceStore', () => {
  let context: StoreContext;
  let store: SilenceStore;
  let desk: AlertDesk;

  beforeAll(async () => {
    context = await openStores();
    store = new SilenceStore(context.prisma);
    desk = await createAlertDesk(context.prisma, NOON);
  });
  afterAll(() => context.close());
  beforeEach(() => context.database.query('DELETE FROM silences'));

  const add = (comment: string, fields: object = {}) =>
    store.create({
      subscriptionId: null,
      topicId: desk.topicIds[0] ?? null,
      feedId: null,
      startsAt: NOON,
      endsAt: at(60),
      comment,
      ...fields,
    });

  it.each<[string, number, number]>([
    ['not before they start', -1, 0],
    ['from their first moment on', 0, 1],
    ['until their end', 59, 1],
    ['not at their end', 60, 0],
  ])('has silences hold %s', async (_, minutes, count) => {
    await add('An hour');
    expect(await store.list({ limit: 50 }, { active: true }, at(minutes))).toHaveLength(count);
  });

  it('tells what holds now, of the desk and of single subscriptions', async () => {
    const subscriptionId = await desk.addSubscription({}, []);
    await add('ended', { endsAt: at(1) });
    await add('desk', { feedId: desk.feedId });
    await add('own', { subscriptionId, topicId: null, feedId: desk.feedId });
    const active = await store.list({ limit: 50 }, { active: true }, at(30));
    expect(active).toHaveLength(2);
    expect(active).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ subscriptionId: null, topicId: desk.topicIds[0], feedId: desk.feedId }),
        expect.objectContaining({ subscriptionId, topicId: null, feedId: desk.feedId }),
      ]),
    );
    const listed = async (filter: object) =>
      (await store.list({ limit: 50 }, filter, at(30))).map(({ comment }) => comment);
    expect(await listed({})).toEqual(['own', 'desk', 'ended']);
    expect(await listed({ active: true })).toEqual(['own', 'desk']);
    expect(await listed({ active: false })).toEqual(['ended']);
    expect(await listed({ active: true, subscriptionId })).toEqual(['own']);
  });

  it('goes with what it is about', async () => {
    const subscriptionId = await desk.addSubscription({}, []);
    await add('own', { subscriptionId });
    await context.prisma.subscription.delete({ where: { id: subscriptionId } });
    expect(await store.list({ limit: 50 }, { active: true }, NOON)).toEqual([]);
  });

  it('names what is not there', async () => {
    const nothing = '01900000-0000-7000-8000-000000000000';
    const [topicId = ''] = desk.topicIds;
    expect(await store.unknown({ subscriptionId: null, topicId, feedId: desk.feedId })).toEqual([]);
    expect(await store.unknown({ subscriptionId: nothing, topicId: nothing, feedId: nothing })).toEqual([
      'subscription',
      'topic',
      'feed',
    ]);
  });
});
