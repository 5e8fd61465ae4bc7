import { Inject, Injectable, Logger } from '@nestjs/common';
import { CLOCK, type Clock } from '../config/clock.js';
import { SETTINGS, type Settings } from '../config/settings.js';
import { PrismaStore } from '../database/prisma.store.js';
import { decodeFeed } from '../feeds/read/decode-feed.js';
import { FeedStore, type FetchRecord } from '../feeds/feed.store.js';
import type { FetchOutcome } from '../feeds/fetch/fetch-outcome.js';
import { nextFetchAt } from '../feeds/schedule/next-fetch-at.js';
import { type ParsedFeed, parseFeed } from '../feeds/read/parse-feed.js';
import { FEED_CLIENT, type FeedClient } from '../feeds/fetch/fetch-feed.js';
import { QueueService } from '../queues/queue.service.js';
import { resolveKeyCollisions } from '../stories/resolve-key-collisions.js';
import { type StoredStory, StoryStore } from '../stories/story.store.js';
import { toStory } from '../stories/to-story.js';
import { describeTroubles, GATHER_MS, type Trouble } from './trouble-report.js';

/** A fetcher that died holds its feed this long. */
const LEASE_MS = 15_000;
const RENEW_MS = 4_000;
/** After a fetch that could not be recorded: the publisher is not asked again and again for what we cannot keep. */
const UNRECORDED_MS = 120_000;

type Feed = NonNullable<Awaited<ReturnType<FeedStore['claim']>>>;
type FreshOutcome = Extract<FetchOutcome, { kind: 'fresh' }>;

/** Fetch → parse → store: one transaction holds the stories and the validators, so that neither is ahead of the other. */
@Injectable()
export class FetchFeedProcessor {
  private readonly logger = new Logger('Feeds');
  private troubles: Trouble[] = [];
  private report: NodeJS.Timeout | undefined;

  constructor(
    private readonly prisma: PrismaStore,
    private readonly feeds: FeedStore,
    private readonly stories: StoryStore,
    private readonly queues: QueueService,
    @Inject(FEED_CLIENT) private readonly client: FeedClient,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async process(feedId: string, signal: AbortSignal): Promise<void> {
    const feed = await this.feeds.claim(feedId, this.clock.now(), this.later(LEASE_MS));
    if (!feed) return;
    const renewal = setInterval(() => void this.renew(feed), RENEW_MS);
    try {
      await this.fetch(feed, signal);
    } catch (error) {
      await this.feeds.hold(feed.id, this.later(UNRECORDED_MS));
      throw error;
    } finally {
      clearInterval(renewal);
    }
  }

  private async fetch(feed: Feed, signal: AbortSignal): Promise<void> {
    const outcome = await this.client.fetch(feed, signal);
    if (signal.aborted) {
      await this.feeds.hold(feed.id, null);
      return;
    }
    if (outcome.kind !== 'fresh') {
      await this.recordOnly(feed, outcome);
      return;
    }
    try {
      await this.storeFresh(feed, outcome);
    } catch (error) {
      // Kept on the feed like any other trouble: it backs off, and the others go on.
      this.logger.error(`${feed.title}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      await this.recordOnly(feed, {
        kind: 'failed',
        reason: 'internal-error',
        message: 'an error of Wirewatch itself; the log tells more',
      });
    }
  }

  private async renew(feed: Feed): Promise<void> {
    try {
      await this.feeds.hold(feed.id, this.later(LEASE_MS));
    } catch (error) {
      this.logger.warn(
        `${feed.title}: its lease was not renewed: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }

  private later(ms: number): Date {
    return new Date(this.clock.now().getTime() + ms);
  }

  private async storeFresh(feed: Feed, outcome: FreshOutcome): Promise<void> {
    const now = this.clock.now();
    const { text } = decodeFeed(outcome.body, outcome.contentType);
    const parsed = await parseFeed(text, outcome.finalUrl, now);
    if (!parsed.ok) {
      await this.recordOnly(feed, { kind: 'failed', reason: 'decode', message: `${parsed.reason}: ${parsed.message}` });
      return;
    }
    const stored = await this.store(feed, outcome, parsed.feed, now);
    await this.queues.enqueue(
      'match-story',
      stored.map(({ id, revision }) => ({ id, version: revision })),
    );
    if (feed.consecutiveFailures > 0) this.logger.log(`${feed.title} answers again`);
  }

  private store(feed: Feed, outcome: FreshOutcome, parsed: ParsedFeed, now: Date): Promise<StoredStory[]> {
    const stories = resolveKeyCollisions(
      parsed.items.map((item) => toStory(item, { feedLanguage: feed.language ?? parsed.language, now })),
    );
    return this.prisma.$transaction(async (transaction) => {
      const { stored } = await this.stories.insertNewStories(transaction, feed.id, stories, {
        at: now,
        onFirstPoll: feed.lastSuccessAt === null,
        wantsArticle: feed.fullText,
      });
      await this.feeds.recordFetch(transaction, feed.id, {
        ...this.record(feed, outcome, now),
        etag: outcome.etag ?? null,
        lastModified: outcome.lastModified ?? null,
      });
      return stored;
    });
  }

  private async recordOnly(feed: Feed, outcome: Exclude<FetchOutcome, FreshOutcome>): Promise<void> {
    const now = this.clock.now();
    const record = this.record(feed, outcome, now);
    // An outage is said once, when it begins; the feed's own page tells the rest.
    if (record.error && feed.consecutiveFailures === 0) this.noteTrouble({ feed: feed.title, message: record.error });
    const validators =
      outcome.kind === 'not-modified' ? { etag: outcome.etag, lastModified: outcome.lastModified } : {};
    await this.prisma.$transaction((transaction) =>
      this.feeds.recordFetch(transaction, feed.id, { ...record, ...validators }),
    );
  }

  private noteTrouble(trouble: Trouble): void {
    this.troubles.push(trouble);
    this.report ??= setTimeout(() => {
      for (const line of describeTroubles(this.troubles)) this.logger.warn(line);
      this.troubles = [];
      this.report = undefined;
    }, GATHER_MS).unref();
  }

  private record(feed: Feed, outcome: FetchOutcome, now: Date): FetchRecord {
    const succeeded = outcome.kind === 'fresh' || outcome.kind === 'not-modified';
    return {
      turn: feed.nextFetchAt,
      outcome: outcome.kind === 'failed' ? outcome.reason : outcome.kind,
      error: describeTrouble(outcome),
      succeeded,
      fetchedAt: now,
      nextFetchAt: nextFetchAt({
        outcome,
        consecutiveFailures: succeeded ? 0 : feed.consecutiveFailures + 1,
        baseIntervalMs: feed.intervalMs ?? this.settings.FETCH_INTERVAL_MS,
        now,
        random: () => this.clock.random(),
      }),
      state: outcome.kind === 'gone' ? 'gone' : undefined,
    };
  }
}

function describeTrouble(outcome: FetchOutcome): string | null {
  switch (outcome.kind) {
    case 'fresh':
    case 'not-modified':
      return null;
    case 'gone':
      return 'the publisher says that the feed is gone for good (410); it is no longer fetched';
    case 'retry-later':
      return `the publisher asks for patience (${outcome.status})`;
    case 'failed':
      return outcome.message;
  }
}
