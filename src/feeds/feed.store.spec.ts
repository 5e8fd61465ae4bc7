import { openStores, type StoreContext } from '../../test/support/stores.js';
import { FeedStore } from './feed.store.js';

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

  const claim = async (at: Date, limit: number, leaseMs: number) =>
    (await feeds.claimDueFeeds(at, limit, leaseMs)).map(({ id }) => id);

  describe('claimDueFeeds', () => {
    it('leases those whose time has come, oldest first, and no others', async () => {
      const old = await add('old', { nextFetchAt: after(-60_000) });
      const due = await add('due');
      await add('later', { nextFetchAt: after(1) });
      await add('paused', { state: 'paused' });
      await add('gone', { state: 'gone' });
      await expect(claim(now, 1, 1_000)).resolves.toEqual([old.id]);
      await expect(claim(now, 10, 1_000)).resolves.toEqual([due.id]);
      await expect(claim(now, 10, 1_000)).resolves.toEqual([]);
    });

    it('gives a feed to one of many who ask at once', async () => {
      const added = await Promise.all(Array.from({ length: 30 }, (_, index) => add(`many-${index}`)));
      const claims = await Promise.all(Array.from({ length: 8 }, () => claim(now, 10, 1_000)));
      expect(claims.flat().sort()).toEqual(added.map(({ id }) => id).sort());
    });

    it('offers a feed again when its lease ran out', async () => {
      const feed = await add('crashed');
      await claim(now, 1, 1_000);
      await expect(claim(after(999), 1, 1_000)).resolves.toEqual([]);
      await expect(claim(after(1_000), 1, 1_000)).resolves.toEqual([feed.id]);
    });
  });

  it('recordFetch ends the lease, counts failures in a row, and keeps validators that it is not given', async () => {
    const feed = await add('recorded');
    await claim(now, 1, 60_000);
    const record = {
      outcome: 'fresh',
      error: null,
      succeeded: true,
      fetchedAt: now,
      nextFetchAt: after(5),
      etag: '"1"',
    };
    await context.prisma.$transaction((transaction) => feeds.recordFetch(transaction, feed.id, record));
    const failure = {
      outcome: 'timeout',
      error: 'no answer',
      succeeded: false,
      fetchedAt: after(5),
      nextFetchAt: after(10),
    };
    for (let times = 0; times < 2; times++) {
      await context.prisma.$transaction((transaction) => feeds.recordFetch(transaction, feed.id, failure));
    }
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
