import { fetchRecord, pollingState } from '../../test/support/fetch-records.js';
import { openStores, type StoreContext } from '../../test/support/stores.js';
import { FeedStore } from './feed.store.js';
import type { FetchRecord } from './fetch-record.js';
import { FetchRecordStore } from './fetch-record.store.js';

const start = new Date('2026-11-24T12:00:00Z');
const after = (ms: number) => new Date(start.getTime() + ms);
const page = { limit: 50 };

describe('fetchRecordStore', () => {
  let context: StoreContext;
  let feeds: FeedStore;
  let records: FetchRecordStore;

  beforeAll(async () => {
    context = await openStores();
    feeds = new FeedStore(context.prisma);
    records = new FetchRecordStore(context.prisma);
  });
  afterAll(() => context.close());
  beforeEach(async () => {
    await context.database.query('DELETE FROM feeds');
    await context.database.query('DELETE FROM hosts');
  });

  const add = async (name = 'wire') =>
    (await feeds.create({ url: `https://${name}.example/feed`, title: name, nextFetchAt: start })).id;
  const record = (feedId: string, minute: number, fields: Partial<FetchRecord> = {}) =>
    records.record(fetchRecord({ feedId, turn: start, fetchedAt: after(minute * 60_000), ...fields }));

  it('ends the lease and remembers all that the next fetch depends on', async () => {
    const id = await add();
    await context.prisma.feed.update({ where: { id }, data: { leasedUntil: after(9) } });
    const polling = pollingState({
      etag: '"é"',
      lastModified: 'Tue, 24 Nov 2026 11:00:00 GMT',
      validatorsWork: true,
      probedAt: start,
      bodyHash: 'hash',
      finalUrl: 'https://wire.example/other',
      publicationGapMs: 1.5e6,
      longestGapMs: 7.2e6,
      newestItemAt: after(-5),
      movingTo: 'https://moved.example/',
      movingCount: 2,
      pollingHints: { ttlMs: 60_000, skipHours: [1], skipDays: [] },
    });
    await record(id, 0, { polling, nextFetchReason: 'ttl' });
    await expect(feeds.find(id)).resolves.toMatchObject({
      ...polling,
      leasedUntil: null,
      lastOutcome: 'not-modified',
      lastError: null,
      lastSuccessAt: start,
      lastFetchedAt: start,
      nextFetchAt: after(300_000),
      nextFetchReason: 'ttl',
      state: 'active',
    });
  });

  it('keeps the last success, and stops a feed that is gone, when a fetch fails', async () => {
    const id = await add();
    await record(id, 0);
    const failure = { outcome: 'gone', message: 'gone', succeeded: false, state: 'gone' as const };
    await record(id, 5, { ...failure, turn: after(300_000), polling: pollingState({ consecutiveFailures: 1 }) });
    await expect(feeds.find(id)).resolves.toMatchObject({
      state: 'gone',
      lastSuccessAt: start,
      lastFetchedAt: after(300_000),
      lastError: 'gone',
      consecutiveFailures: 1,
    });
  });

  it('leaves alone a turn that was asked for while the fetch went on', async () => {
    const id = await add();
    await context.prisma.feed.update({ where: { id }, data: { nextFetchAt: after(7) } });
    await record(id, 0);
    await expect(feeds.find(id)).resolves.toMatchObject({ nextFetchAt: after(7) });
  });

  it('writes those of one moment by one statement', async () => {
    const ids = await Promise.all(['a', 'b', 'c'].map(add));
    const statement = jest.spyOn(context.prisma, '$executeRaw');
    await Promise.all(ids.map((id) => record(id, 0)));
    expect(statement).toHaveBeenCalledTimes(1);
    statement.mockRestore();
    for (const id of ids) await expect(feeds.find(id)).resolves.toMatchObject({ lastFetchedAt: start });
  });

  it('tells a history in which the same again is one entry', async () => {
    const id = await add();
    await record(id, 0, { outcome: 'fresh', status: 200, itemCount: 30, newCount: 2, changedCount: 0 });
    await record(id, 1);
    await record(id, 2);
    await record(id, 3);
    await record(id, 4, { outcome: 'timeout', message: 'slow', succeeded: false, status: null });
    await record(id, 5, { outcome: 'timeout', message: 'very slow', succeeded: false, status: null });
    await record(id, 6, { outcome: 'fresh', status: 200, itemCount: 30, newCount: 1, changedCount: 0 });
    await record(id, 7, { outcome: 'fresh', status: 200, itemCount: 30, newCount: 1, changedCount: 0 });
    const history = (await records.list(id, page)).map(({ outcome, times, newCount, message, firstAt, lastAt }) => [
      outcome,
      times,
      newCount,
      message,
      (lastAt.getTime() - firstAt.getTime()) / 60_000,
    ]);
    expect(history).toEqual([
      ['fresh', 1, 1, null, 0],
      ['fresh', 1, 1, null, 0],
      ['timeout', 1, null, 'very slow', 0],
      ['timeout', 1, null, 'slow', 0],
      ['not-modified', 3, null, null, 2],
      ['fresh', 1, 2, null, 0],
    ]);
  });

  it('forgets what is older than it was told', async () => {
    const id = await add();
    await record(id, 0);
    await record(id, 9, { outcome: 'timeout', message: 'slow' });
    await context.prisma.host.createMany({
      data: [
        { name: 'old.example', nextFetchAt: start },
        { name: 'new.example', nextFetchAt: after(60_000) },
      ],
    });
    await expect(records.prune(after(60_000))).resolves.toBe(1);
    await expect(records.list(id, page)).resolves.toHaveLength(1);
    await expect(context.prisma.host.findMany()).resolves.toMatchObject([{ name: 'new.example' }]);
  });

  it('writes no history of a feed that was deleted meanwhile', async () => {
    const id = await add();
    await feeds.delete(id);
    await expect(record(id, 0)).resolves.toBeUndefined();
  });

  describe('a host that answers "too many requests"', () => {
    const throttle = (id: string, minute: number) =>
      record(id, minute, { outcome: 'retry-later', succeeded: false, throttledUntil: after(3_600_000) });
    const nextFetchAt = async () =>
      (await context.prisma.host.findUnique({ where: { name: 'wire.example' } }))?.nextFetchAt;

    beforeEach(() => context.prisma.host.create({ data: { name: 'wire.example', nextFetchAt: start } }));

    it('is left alone as a whole after the third time', async () => {
      const id = await add();
      await throttle(id, 1);
      await throttle(id, 2);
      await expect(nextFetchAt()).resolves.toEqual(start);
      await throttle(id, 3);
      await expect(nextFetchAt()).resolves.toEqual(after(3_600_000));
    });

    it('is forgiven by an answer, and after an hour', async () => {
      const id = await add();
      await throttle(id, 1);
      await throttle(id, 2);
      await record(id, 3);
      await throttle(id, 4);
      await throttle(id, 5);
      await throttle(id, 70);
      await throttle(id, 71);
      await expect(nextFetchAt()).resolves.toEqual(start);
    });
  });
});
