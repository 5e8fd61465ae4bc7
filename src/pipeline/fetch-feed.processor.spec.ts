import { Logger } from '@nestjs/common';
import { type FetchDesk, openFetchDesk } from '../../test/support/fetch-desk.js';
import { openStores, type StoreContext } from '../../test/support/stores.js';
import type { Clock } from '../config/clock.js';
import type { FeedClient } from '../feeds/fetch/fetch-feed.js';
import type { FetchOutcome } from '../feeds/fetch/fetch-outcome.js';
import { FeedLeaseStore } from '../feeds/feed-lease.store.js';

const start = new Date('2026-11-24T12:00:00Z');
const never = new AbortController().signal;
const notModified: FetchOutcome = { kind: 'not-modified', finalUrl: 'https://wire.example/feed' };

/** A publisher who answers when the test says so. */
interface Publisher extends FeedClient {
  /** Those who wait for an answer. */
  readonly asked: ((outcome: FetchOutcome) => void)[];
  /** Resolves when somebody has asked, for the given time since the beginning. */
  hasBeenAsked(times: number): Promise<void>;
}

function createPublisher(): Publisher {
  const asked: Publisher['asked'] = [];
  let told: (() => void)[] = [];
  return {
    asked,
    fetch: () =>
      new Promise((resolve) => {
        asked.push(resolve);
        for (const tell of told) tell();
        told = [];
      }),
    async hasBeenAsked(times) {
      while (asked.length < times) await new Promise<void>((resolve) => told.push(resolve));
    },
    close: async () => undefined,
  };
}

/** The database's client goes on by the real ones. */
function useFakeIntervals(): void {
  jest.useFakeTimers({
    doNotFake: [
      'Date',
      'setTimeout',
      'clearTimeout',
      'setImmediate',
      'clearImmediate',
      'nextTick',
      'queueMicrotask',
      'hrtime',
      'performance',
    ],
  });
}

describe('fetchFeedProcessor, of several processes', () => {
  let context: StoreContext;
  let desk: FetchDesk;
  let publisher: Publisher;
  let now: Date;
  let feedId: string;
  const clock: Clock = { now: () => now, random: () => 0.5 };

  beforeAll(async () => {
    Logger.overrideLogger(false);
    context = await openStores();
  });
  afterAll(() => context.close());
  beforeEach(async () => {
    now = start;
    publisher = createPublisher();
    await context.database.query('DELETE FROM feeds');
    await context.database.query('DELETE FROM hosts');
    desk = openFetchDesk(context, publisher, clock);
    feedId = (await desk.feeds.create({ url: 'https://wire.example/feed', title: 'Wire', nextFetchAt: start })).id;
  });
  afterEach(() => jest.useRealTimers());

  const createProcess = () => openFetchDesk(context, publisher, clock).processor;
  const after = (ms: number) => new Date(start.getTime() + ms);

  it('asks the publisher once, although several processes hold a job for the same turn', async () => {
    const first = createProcess().process(feedId, never);
    await publisher.hasBeenAsked(1);
    await Promise.all(Array.from({ length: 5 }, () => createProcess().process(feedId, never)));
    publisher.asked[0]?.(notModified);
    await first;
    expect(publisher.asked).toHaveLength(1);
  });

  it('does not ask again for a turn that was done, when its job runs once more', async () => {
    const first = createProcess().process(feedId, never);
    await publisher.hasBeenAsked(1);
    publisher.asked[0]?.(notModified);
    await first;
    await createProcess().process(feedId, never);
    expect(publisher.asked).toHaveLength(1);
  });

  it('holds its feed as long as the fetch lasts', async () => {
    useFakeIntervals();
    const renewals: Promise<void>[] = [];
    const hold = jest.spyOn(desk.leases, 'hold').mockImplementation((...held) => {
      const renewal = FeedLeaseStore.prototype.hold.call(desk.leases, ...held);
      renewals.push(renewal);
      return renewal;
    });
    const slow = desk.processor.process(feedId, never);
    await publisher.hasBeenAsked(1);
    for (let seconds = 1; seconds <= 60; seconds++) {
      now = after(seconds * 1_000);
      jest.advanceTimersByTime(1_000);
      await Promise.all(renewals);
      expect(await desk.leases.findDueFeeds(now, 1)).toEqual([]);
    }
    publisher.asked[0]?.(notModified);
    await slow;
    hold.mockRestore();
    expect(jest.getTimerCount()).toBe(0);
    await expect(desk.feeds.find(feedId)).resolves.toMatchObject({ leasedUntil: null, lastOutcome: 'not-modified' });
  });

  it('gives the feed back when the process is stopped, and counts no failure', async () => {
    const stopping = new AbortController();
    const broken = createProcess().process(feedId, stopping.signal);
    await publisher.hasBeenAsked(1);
    stopping.abort();
    publisher.asked[0]?.({ kind: 'failed', reason: 'aborted', message: 'given up' });
    await broken;
    await expect(desk.feeds.find(feedId)).resolves.toMatchObject({ consecutiveFailures: 0, lastFetchedAt: null });
    await expect(desk.leases.findDueFeeds(now, 1)).resolves.toEqual([{ id: feedId, turn: start }]);
  });

  it('takes over the feed of a process that died within seconds', async () => {
    // Its timers never come.
    useFakeIntervals();
    const dead = createProcess().process(feedId, never);
    await publisher.hasBeenAsked(1);
    now = after(15_000);
    await expect(desk.leases.findDueFeeds(now, 1)).resolves.toEqual([{ id: feedId, turn: now }]);
    const heir = createProcess().process(feedId, never);
    await publisher.hasBeenAsked(2);
    for (const answer of publisher.asked) answer(notModified);
    await Promise.all([dead, heir]);
  });

  it('leaves the publisher in peace for a while when what came cannot be recorded', async () => {
    const failing = desk.processor;
    const recordFetch = jest.spyOn(desk.records, 'record').mockRejectedValue(new Error('the disk is full'));
    const failed = failing.process(feedId, never);
    await publisher.hasBeenAsked(1);
    publisher.asked[0]?.(notModified);
    await expect(failed).rejects.toThrow('the disk is full');
    recordFetch.mockRestore();
    await expect(desk.leases.findDueFeeds(after(119_999), 1)).resolves.toEqual([]);
    await expect(desk.leases.findDueFeeds(after(120_000), 1)).resolves.toHaveLength(1);
  });
});
