import { Logger } from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { SendDesk } from '../../test/support/send-desk.js';
import { openStores, type StoreContext, testSettings } from '../../test/support/stores.js';
import { type WaitList, waitList } from '../../test/support/wait-list.js';
import type { DigestStore, DueDigest } from '../alerts/digest.store.js';
import { FeedLeaseStore } from '../feeds/feed-lease.store.js';
import { FeedStore } from '../feeds/feed.store.js';
import { FetchRecordStore } from '../feeds/fetch-record.store.js';
import type { WebSubService } from '../feeds/websub/websub.service.js';
import type { QueueService } from '../queues/queue.service.js';
import type { JobRequest, QueueName } from '../queues/queues.js';
import { ArticleStore } from '../stories/article.store.js';
import { EventStore } from '../stories/event.store.js';
import { StoryStore } from '../stories/story.store.js';
import type { RematchPlannerService } from '../topics/rematch-planner.service.js';
import type { RematchStore } from '../topics/rematch.store.js';
import { TickService } from './tick.service.js';

const start = new Date('2026-11-24T12:00:00Z');
const after = (ms: number) => new Date(start.getTime() + ms);

describe('tickService', () => {
  let context: StoreContext;
  let feeds: FeedStore;
  let leases: FeedLeaseStore;
  let now: Date;
  let asked: ({ name: QueueName } & JobRequest)[];
  let sweeps: WaitList<'ended'>;
  let isLossy: boolean;
  let desk: SendDesk;
  let dueDigests: DueDigest[];
  let ticks: TickService;

  beforeAll(async () => {
    Logger.overrideLogger(false);
    context = await openStores();
    feeds = new FeedStore(context.prisma);
  });
  afterAll(() => context.close());
  beforeEach(async () => {
    await context.database.query('DELETE FROM feeds');
    await context.database.query('DELETE FROM hosts');
    now = start;
    desk = new SendDesk(context);
    await desk.clear();
    dueDigests = [];
    asked = [];
    sweeps = waitList();
    isLossy = false;
    const queues = {
      enqueue: async (name: QueueName, requests: JobRequest[]) => {
        for (const request of requests) asked.push({ name, ...request });
        // What a sweep asks for last, be it nothing.
        if (name === 'rematch') sweeps.push('ended');
      },
      takeLoss: () => {
        const loss = isLossy;
        isLossy = false;
        return loss;
      },
    } as unknown as QueueService;
    const clock = { now: () => now, random: () => 0 };
    const settings = { ...testSettings(context.database.url), TICK_INTERVAL_MS: 50, SWEEP_INTERVAL_MS: 3_600_000 };
    leases = new FeedLeaseStore(context.prisma, settings, clock);
    ticks = new TickService(
      new SchedulerRegistry(),
      leases,
      new FetchRecordStore(context.prisma),
      { renewDue: async () => undefined } as unknown as WebSubService,
      new StoryStore(context.prisma),
      new EventStore(context.prisma),
      new ArticleStore(context.prisma),
      { findDue: async () => dueDigests } as unknown as DigestStore,
      desk.leases,
      { findStranded: async () => [] } as unknown as RematchStore,
      { plan: async () => undefined } as unknown as RematchPlannerService,
      queues,
      settings,
      clock,
    );
  });

  const addFeed = () => feeds.create({ url: 'https://wire.example/feed', title: 'Wire', nextFetchAt: start });

  it('offers a due feed again, as the same job, at every tick until somebody fetches it', async () => {
    const { id } = await addFeed();
    await ticks.tick();
    now = after(1_000);
    await ticks.tick();
    const offer = { name: 'fetch-feed', id, version: start.getTime() };
    expect(asked).toEqual([offer, offer]);
    await leases.claim(id, after(16_000));
    await ticks.tick();
    expect(asked).toHaveLength(2);
  });

  it('offers a feed as another job when its fetcher has died: the old one may still be in dead hands', async () => {
    const { id } = await addFeed();
    await leases.claim(id, after(15_000));
    now = after(15_000);
    await ticks.tick();
    expect(asked).toEqual([{ name: 'fetch-feed', id, version: after(15_000).getTime() }]);
  });

  it('asks at once for all that is undone, however young, when jobs may have been lost', async () => {
    const { id: feedId } = await addFeed();
    ticks.start();
    await sweeps.wait(1);
    const [story] = await context.database.query<{ id: string }>(
      `INSERT INTO stories (id, feed_id, key, title, text, content_hash, fingerprint, fetched_at)
       VALUES (gen_random_uuid(), $1, 'key', 'Treaty', '', 'hash', 'print', $2) RETURNING id`,
      [feedId, after(-1)],
    );
    isLossy = true;
    await sweeps.wait(2);
    ticks.stop();
    expect(asked).toContainEqual(expect.objectContaining({ name: 'match-story', id: story?.id }));
  });

  it('asks for a digest as the same job until it is composed', async () => {
    dueDigests = [{ subscriptionId: 'front page', dueAt: start }];
    await ticks.askForDigests();
    await ticks.askForDigests();
    const request = { name: 'compose-digest', id: 'front page', version: start.getTime() };
    expect(asked).toEqual([request, request]);
  });

  it('asks for each delivery that is overdue in the queue that it belongs to now', async () => {
    desk.now = after(-60_000);
    const [mail = ''] = await desk.addDeliveries(await desk.addTarget('email'), 1);
    const [post = ''] = await desk.addDeliveries(await desk.addTarget('webhook'), 1);
    const [failing = ''] = await desk.addDeliveries(await desk.addTarget('webhook', { failureCount: 1 }), 1);
    await ticks.sweep(10_000);
    const sends = asked.filter(({ name }) => name.startsWith('send-')).map(({ name, id }) => ({ name, id }));
    expect(sends).toHaveLength(3);
    expect(sends).toEqual(
      expect.arrayContaining([
        { name: 'send-email', id: mail },
        { name: 'send-webhook', id: post },
        { name: 'send-to-failing', id: failing },
      ]),
    );
  });

  it('forgets pauses that are a day old', async () => {
    const keep = (addressHash: string, ms: number) =>
      context.prisma.sendGate.create({ data: { addressHash, nextSendAt: after(ms) } });
    await keep('old', -24 * 3_600_000 - 1);
    await keep('young', -24 * 3_600_000);
    await ticks.keepHouse();
    await expect(context.prisma.sendGate.findMany()).resolves.toMatchObject([{ addressHash: 'young' }]);
  });
});
