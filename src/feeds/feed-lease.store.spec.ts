import { fetchRecord } from '../../test/support/fetch-records.js';
import { openStores, type StoreContext, testSettings } from '../../test/support/stores.js';
import type { FeedState } from '../database/generated/client.js';
import { FeedLeaseStore } from './feed-lease.store.js';
import { FeedStore } from './feed.store.js';
import { FetchRecordStore } from './fetch-record.store.js';

const start = new Date('2026-11-24T12:00:00Z');
const after = (ms: number) => new Date(start.getTime() + ms);

describe('feedLeaseStore', () => {
  let context: StoreContext;
  let feeds: FeedStore;
  let records: FetchRecordStore;
  let leases: FeedLeaseStore;
  let now: Date;

  beforeAll(async () => {
    context = await openStores();
    feeds = new FeedStore(context.prisma);
    records = new FetchRecordStore(context.prisma);
  });
  afterAll(() => context.close());
  beforeEach(async () => {
    now = start;
    leases = openLeases();
    await context.database.query('DELETE FROM feeds');
    await context.database.query('DELETE FROM hosts');
  });

  /** Each is a process of its own. */
  const openLeases = () =>
    new FeedLeaseStore(
      context.prisma,
      { ...testSettings(context.database.url), FETCH_HOST_CONCURRENCY: 2, FETCH_HOST_SPACING_MS: 500 },
      { now: () => now, random: () => 0.5 },
    );
  const add = (name: string, fields: { url?: string; nextFetchAt?: Date; state?: FeedState } = {}) =>
    feeds.create({ url: `https://${name}.example/feed`, title: name, nextFetchAt: start, ...fields });
  const due = async (at: Date, limit = 10) => (await leases.findDueFeeds(at, limit)).map(({ id }) => id);
  const claim = async (id: string, at: Date, leaseMs = 1_000, by = leases) => {
    now = at;
    return (await by.claim(id, new Date(at.getTime() + leaseMs)))?.id;
  };

  describe('findDueFeeds', () => {
    it('offers those whose time has come and that nobody fetches, oldest first, and no others', async () => {
      const old = await add('old', { nextFetchAt: after(-60_000) });
      const dueNow = await add('due');
      const held = await add('held');
      await add('later', { nextFetchAt: after(1) });
      await add('paused', { state: 'paused' });
      await add('gone', { state: 'gone' });
      await add('duplicate', { state: 'duplicate' });
      await claim(held.id, start);
      await expect(due(start, 1)).resolves.toEqual([old.id]);
      await expect(due(start)).resolves.toEqual([old.id, dueNow.id]);
    });

    it('offers the same turn again until it is taken, and a new one when its holder has died', async () => {
      const { id } = await add('crashed');
      await expect(leases.findDueFeeds(start, 10)).resolves.toEqual([{ id, turn: start }]);
      await expect(leases.findDueFeeds(after(500), 10)).resolves.toEqual([{ id, turn: start }]);
      await claim(id, after(500));
      await expect(leases.findDueFeeds(after(1_499), 10)).resolves.toEqual([]);
      await expect(leases.findDueFeeds(after(1_500), 10)).resolves.toEqual([{ id, turn: after(1_500) }]);
    });

    it('lets a host with many due feeds stand in nobody’s way', async () => {
      for (let number = 1; number <= 5; number++)
        await add(`${number}`, {
          url: `https://user:secret@Big.example:8443/${number}?x=1`,
          nextFetchAt: after(-number),
        });
      const other = await add('other');
      const offered = await due(start, 3);
      expect(offered).toHaveLength(3);
      expect(offered).toContain(other.id);
    });

    it('offers nothing of a host that wants to be left alone', async () => {
      const { id } = await add('host');
      await context.prisma.host.create({ data: { name: 'host.example', nextFetchAt: after(60_000) } });
      await expect(due(after(59_999))).resolves.toEqual([]);
      await expect(due(after(60_000))).resolves.toEqual([id]);
    });
  });

  describe('claim', () => {
    it('gives a feed to one of many who ask at once', async () => {
      const { id } = await add('wanted');
      const processes = Array.from({ length: 6 }, openLeases);
      const claims = await Promise.all([...processes, ...processes].map((process) => claim(id, start, 1_000, process)));
      expect(claims.filter(Boolean)).toEqual([id]);
    });

    it.each([
      ['before its time', { nextFetchAt: after(1) }],
      ['while it is paused', { state: 'paused' as const }],
      ['once it is gone', { state: 'gone' as const }],
    ])('gives nobody a feed %s', async (_, fields) => {
      const { id } = await add('not-due', fields);
      await expect(claim(id, start)).resolves.toBeUndefined();
    });

    it('gives it to another when its lease ran out, unless it was held on', async () => {
      const { id } = await add('crashed');
      await claim(id, start);
      await expect(claim(id, after(999))).resolves.toBeUndefined();
      await leases.hold(id, after(2_000));
      await expect(claim(id, after(1_000))).resolves.toBeUndefined();
      await expect(claim(id, after(2_000))).resolves.toBe(id);
    });

    it('gives it to another when it was let go', async () => {
      const { id } = await add('stopped');
      await claim(id, start);
      await leases.hold(id, null);
      await expect(claim(id, after(500))).resolves.toBe(id);
    });

    it('gives nobody a feed that was fetched, although it is held on too late', async () => {
      const { id } = await add('done');
      await claim(id, start);
      await records.record(fetchRecord({ feedId: id, turn: start, nextFetchAt: after(600) }));
      await leases.hold(id, after(60_000));
      await expect(claim(id, after(599))).resolves.toBeUndefined();
      await expect(claim(id, after(600))).resolves.toBe(id);
    });

    it('asks for many in one statement', async () => {
      const added = await Promise.all(['a', 'b', 'c', 'd'].map((name) => add(name)));
      const statement = jest.spyOn(context.prisma, '$queryRaw');
      const claims = await Promise.all(added.map(({ id }) => claim(id, start)));
      expect(claims).toEqual(added.map(({ id }) => id));
      expect(statement).toHaveBeenCalledTimes(1);
      statement.mockRestore();
    });

    it('keeps a pause between two fetches of one host, whoever asks', async () => {
      const [first, second] = await Promise.all(
        ['1', '2'].map((name) => add(name, { url: `https://one.example/${name}` })),
      );
      const claims = await Promise.all(
        [first, second].map((feed) => claim(feed?.id ?? '', start, 60_000, openLeases())),
      );
      const taken = claims.filter(Boolean);
      expect(taken).toHaveLength(1);
      const other = [first, second].find((feed) => feed?.id !== taken[0])?.id ?? '';
      await expect(claim(other, after(499))).resolves.toBeUndefined();
      await expect(claim(other, after(500))).resolves.toBe(other);
    });

    it('lets no more than two fetches of one host go on at once, and those of another port beside them', async () => {
      const feedsOfOne = await Promise.all(
        ['1', '2', '3'].map((name) => add(name, { url: `https://one.example/${name}` })),
      );
      const elsewhere = await add('4', { url: 'https://one.example:8443/4' });
      for (const [index, { id }] of feedsOfOne.entries())
        await expect(claim(id, after(index * 500), 60_000)).resolves.toBe(index < 2 ? id : undefined);
      await expect(claim(elsewhere.id, after(1_000))).resolves.toBe(elsewhere.id);
      await leases.hold(feedsOfOne[0]?.id ?? '', null);
      await expect(claim(feedsOfOne[2]?.id ?? '', after(2_000))).resolves.toBe(feedsOfOne[2]?.id);
    });
  });

  describe('requestFetch', () => {
    it('makes it the turn of a feed that was not due', async () => {
      const { id } = await add('asked', { nextFetchAt: after(60_000) });
      await expect(leases.requestFetch(id, start)).resolves.toEqual({ id, turn: start });
      await expect(due(start)).resolves.toEqual([id]);
    });

    it('is not forgotten when a fetch is under way, and starts none beside it', async () => {
      const { id } = await add('busy');
      await claim(id, start, 60_000);
      await leases.requestFetch(id, after(3));
      await expect(claim(id, after(1_000))).resolves.toBeUndefined();
      await records.record(fetchRecord({ feedId: id, turn: start, nextFetchAt: after(300_000) }));
      await expect(due(after(1_000))).resolves.toEqual([id]);
    });

    it('knows no feed that is not there', async () => {
      await expect(leases.requestFetch('01a20e30-ca81-70bc-9139-91aa1818375a', start)).resolves.toBeUndefined();
    });
  });
});
