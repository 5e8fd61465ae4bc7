import { openStores, type StoreContext } from '../../test/support/stores.js';
import { FeedStore, type FetchRecord } from './feed.store.js';

const now = new Date('2026-11-24T12:00:00Z');
const after = (ms: number) => new Date(now.getTime() + ms);

describe('feedStore', () => {
  let context: StoreContext;
  let feeds: FeedStore;

  beforeAll(async () => {
    context = await openStores();
    feeds = new FeedStore(context.prisma);
  });
  afterAll(() => context.close());
  beforeEach(() => context.database.query('DELETE FROM feeds'));

  const add = (name: string, fields: { nextFetchAt?: Date; state?: 'active' | 'paused' | 'gone' } = {}) =>
    feeds.create({ url: `https://${name}.example/feed`, title: name, nextFetchAt: now, ...fields });

  const due = async (at: Date, limit = 10) => (await feeds.findDueFeeds(at, limit)).map(({ id }) => id);
  const claim = async (id: string, at: Date, leaseMs = 1_000) =>
    (await feeds.claim(id, at, new Date(at.getTime() + leaseMs)))?.id;
  const record = (id: string, fields: Partial<FetchRecord> = {}) =>
    context.prisma.$transaction((transaction) =>
      feeds.recordFetch(transaction, id, {
        turn: now,
        outcome: 'fresh',
        error: null,
        succeeded: true,
        fetchedAt: now,
        nextFetchAt: after(5),
        ...fields,
      }),
    );

  describe('findDueFeeds', () => {
    it('offers those whose time has come and that nobody fetches, oldest first, and no others', async () => {
      const old = await add('old', { nextFetchAt: after(-60_000) });
      const dueNow = await add('due');
      const held = await add('held');
      await add('later', { nextFetchAt: after(1) });
      await add('paused', { state: 'paused' });
      await add('gone', { state: 'gone' });
      await claim(held.id, now);
      await expect(due(now, 1)).resolves.toEqual([old.id]);
      await expect(due(now)).resolves.toEqual([old.id, dueNow.id]);
    });

    it('offers the same turn again until it is taken, and a new one when its holder has died', async () => {
      const { id } = await add('crashed');
      await expect(feeds.findDueFeeds(now, 10)).resolves.toEqual([{ id, turn: now }]);
      await expect(feeds.findDueFeeds(after(500), 10)).resolves.toEqual([{ id, turn: now }]);
      await claim(id, after(500));
      await expect(feeds.findDueFeeds(after(1_499), 10)).resolves.toEqual([]);
      await expect(feeds.findDueFeeds(after(1_500), 10)).resolves.toEqual([{ id, turn: after(1_500) }]);
    });
  });

  describe('claim', () => {
    it('gives a feed to one of many who ask at once', async () => {
      const { id } = await add('wanted');
      const claims = await Promise.all(Array.from({ length: 12 }, () => claim(id, now)));
      expect(claims.filter(Boolean)).toEqual([id]);
    });

    it.each([
      ['before its time', { nextFetchAt: after(1) }],
      ['while it is paused', { state: 'paused' as const }],
      ['once it is gone', { state: 'gone' as const }],
    ])('gives nobody a feed %s', async (_, fields) => {
      const { id } = await add('not-due', fields);
      await expect(claim(id, now)).resolves.toBeUndefined();
    });

    it('gives it to another when its lease ran out, unless it was held on', async () => {
      const { id } = await add('crashed');
      await claim(id, now);
      await expect(claim(id, after(999))).resolves.toBeUndefined();
      await feeds.hold(id, after(2_000));
      await expect(claim(id, after(1_000))).resolves.toBeUndefined();
      await expect(claim(id, after(2_000))).resolves.toBe(id);
    });

    it('gives it at once to another when it was let go', async () => {
      const { id } = await add('stopped');
      await claim(id, now);
      await feeds.hold(id, null);
      await expect(claim(id, now)).resolves.toBe(id);
    });

    it('gives nobody a feed that was fetched, although it is held on too late', async () => {
      const { id } = await add('done');
      await claim(id, now);
      await record(id);
      await feeds.hold(id, after(60_000));
      await expect(claim(id, after(4))).resolves.toBeUndefined();
      await expect(claim(id, after(5))).resolves.toBe(id);
    });
  });

  describe('requestFetch', () => {
    it('makes it the turn of a feed that was not due', async () => {
      const { id } = await add('asked', { nextFetchAt: after(60_000) });
      await expect(feeds.requestFetch(id, now)).resolves.toEqual({ id, turn: now });
      await expect(due(now)).resolves.toEqual([id]);
    });

    it('is not forgotten when a fetch is under way, and starts none beside it', async () => {
      const { id } = await add('busy');
      await claim(id, now);
      await feeds.requestFetch(id, after(3));
      await expect(claim(id, after(3))).resolves.toBeUndefined();
      await record(id, { nextFetchAt: after(300_000) });
      await expect(due(after(3))).resolves.toEqual([id]);
    });

    it('knows no feed that is not there', async () => {
      await expect(feeds.requestFetch('01a20e30-ca81-70bc-9139-91aa1818375a', now)).resolves.toBeUndefined();
    });
  });

  it('recordFetch ends the lease, counts failures in a row, and keeps validators that it is not given', async () => {
    const feed = await add('recorded');
    await claim(feed.id, now, 60_000);
    await record(feed.id, { etag: '"1"' });
    const failure = { outcome: 'timeout', error: 'no answer', succeeded: false, fetchedAt: after(5) };
    await record(feed.id, { ...failure, turn: after(5), nextFetchAt: after(8) });
    await record(feed.id, { ...failure, turn: after(8), nextFetchAt: after(10) });
    await expect(feeds.find(feed.id)).resolves.toMatchObject({
      etag: '"1"',
      leasedUntil: null,
      consecutiveFailures: 2,
      lastOutcome: 'timeout',
      lastError: 'no answer',
      lastSuccessAt: now,
      lastFetchedAt: after(5),
      nextFetchAt: after(10),
    });
  });
});
