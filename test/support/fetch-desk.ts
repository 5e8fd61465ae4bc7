import type { Clock } from '../../src/config/clock.js';
import type { Settings } from '../../src/config/settings.js';
import { FeedLeaseStore } from '../../src/feeds/feed-lease.store.js';
import { FeedMoveStore } from '../../src/feeds/feed-move.store.js';
import { FeedNoticeStore } from '../../src/feeds/feed-notice.store.js';
import { FeedStore } from '../../src/feeds/feed.store.js';
import { FetchRecordStore } from '../../src/feeds/fetch-record.store.js';
import type { FeedClient } from '../../src/feeds/fetch/fetch-feed.js';
import type { WebSubService } from '../../src/feeds/websub/websub.service.js';
import { FetchFeedProcessor } from '../../src/pipeline/fetch-feed.processor.js';
import type { QueueService } from '../../src/queues/queue.service.js';
import { StoryStore } from '../../src/stories/story.store.js';
import { type StoreContext, testSettings } from './stores.js';

/** The part of Wirewatch that fetches, on a real database, without a queue. */
export interface FetchDesk {
  feeds: FeedStore;
  leases: FeedLeaseStore;
  records: FetchRecordStore;
  notices: FeedNoticeStore;
  moves: FeedMoveStore;
  settings: Settings;
  /** What the stories were asked to be matched for. */
  matchRequests: string[];
  processor: FetchFeedProcessor;
}

/** Each is a process of its own: they share the database, and nothing else. */
export function openFetchDesk(
  context: StoreContext,
  client: FeedClient,
  clock: Clock,
  overrides: Partial<Settings> = {},
): FetchDesk {
  const settings = { ...testSettings(context.database.url), FETCH_HOST_SPACING_MS: 0, ...overrides };
  const matchRequests: string[] = [];
  const queues = {
    enqueue: async (name: string, requests: { id: string }[]) => {
      if (name === 'match-story') matchRequests.push(...requests.map(({ id }) => id));
    },
  } as unknown as QueueService;
  const leases = new FeedLeaseStore(context.prisma, settings, clock);
  const records = new FetchRecordStore(context.prisma);
  const notices = new FeedNoticeStore(context.prisma);
  const moves = new FeedMoveStore(context.prisma);
  return {
    feeds: new FeedStore(context.prisma),
    leases,
    records,
    notices,
    moves,
    settings,
    matchRequests,
    processor: new FetchFeedProcessor(
      context.prisma,
      leases,
      records,
      notices,
      moves,
      { noteFeed: async () => undefined } as unknown as WebSubService,
      new StoryStore(context.prisma),
      queues,
      client,
      settings,
      clock,
    ),
  };
}
