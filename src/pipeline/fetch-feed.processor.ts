import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { CLOCK, type Clock } from '../config/clock.js';
import { SETTINGS, type Settings } from '../config/settings.js';
import { PrismaStore } from '../database/prisma.store.js';
import type { ClaimedFeed } from '../feeds/claimed-feed.js';
import { FeedLeaseStore } from '../feeds/feed-lease.store.js';
import { FeedMoveStore } from '../feeds/feed-move.store.js';
import { FeedNoticeStore } from '../feeds/feed-notice.store.js';
import { FetchRecordStore } from '../feeds/fetch-record.store.js';
import { FEED_CLIENT, type FeedClient, type FeedRequest } from '../feeds/fetch/fetch-feed.js';
import type { FetchOutcome } from '../feeds/fetch/fetch-outcome.js';
import { decodeFeed } from '../feeds/read/decode-feed.js';
import { type ParsedFeed, parseFeed } from '../feeds/read/parse-feed.js';
import { concludeFetch, type Conclusion, type Reading, requestFor } from '../feeds/schedule/conclude-fetch.js';
import { createOutageSense } from '../feeds/schedule/own-outage.js';
import { pollingFloorMs } from '../feeds/websub/polling-floor.js';
import { WebSubService } from '../feeds/websub/websub.service.js';
import { QueueService } from '../queues/queue.service.js';
import { resolveKeyCollisions } from '../stories/resolve-key-collisions.js';
import { StoryStore } from '../stories/story.store.js';
import { toStory } from '../stories/to-story.js';
import { describeTroubles, GATHER_MS, type Trouble } from './trouble-report.js';

/** A fetcher that died holds its feed this long. */
const LEASE_MS = 15_000;
const RENEW_MS = 4_000;
/** After a fetch that could not be recorded: the publisher is not asked again and again for what we cannot keep. */
const UNRECORDED_MS = 120_000;
/** Before what was fetched is taken in once more: a database that restarts, or a connection that broke, is no trouble of the feed. */
const KEEP_PAUSES_MS = [200, 1_000, 5_000, 15_000];

type FreshOutcome = Extract<FetchOutcome, { kind: 'fresh' }>;
/** What a fetch was, as far as its conclusion needs to know. */
interface Attempt {
  feed: ClaimedFeed;
  request: FeedRequest;
  startedAt: Date;
}

/** Fetch → parse → store: one transaction holds the stories and the validators, so that neither is ahead of the other. */
@Injectable()
export class FetchFeedProcessor {
  private readonly logger = new Logger('Feeds');
  private readonly outages = createOutageSense();
  private readonly ownHost: string;
  private troubles: Trouble[] = [];
  private report: NodeJS.Timeout | undefined;

  constructor(
    private readonly prisma: PrismaStore,
    private readonly leases: FeedLeaseStore,
    private readonly records: FetchRecordStore,
    private readonly notices: FeedNoticeStore,
    private readonly moves: FeedMoveStore,
    private readonly webSub: WebSubService,
    private readonly stories: StoryStore,
    private readonly queues: QueueService,
    @Inject(FEED_CLIENT) private readonly client: FeedClient,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.ownHost = new URL(settings.INTERNAL_URL).host;
  }

  async process(feedId: string, signal: AbortSignal): Promise<void> {
    const feed = await this.leases.claim(feedId, this.later(LEASE_MS));
    if (!feed) return;
    const renewal = setInterval(() => void this.renew(feed), RENEW_MS);
    try {
      await this.fetch(feed, signal);
    } catch (error) {
      await this.leases.hold(feed.id, this.later(UNRECORDED_MS));
      throw error;
    } finally {
      clearInterval(renewal);
    }
  }

  private async fetch(feed: ClaimedFeed, signal: AbortSignal): Promise<void> {
    const startedAt = this.clock.now();
    const request = requestFor(feed, startedAt);
    const outcome = await this.client.fetch(request, signal);
    if (signal.aborted) {
      await this.leases.hold(feed.id, null);
      return;
    }
    if (feed.host !== this.ownHost) this.outages.note(feed.host, outcome, this.clock.now());
    const attempt = { feed, request, startedAt };
    if (outcome.kind !== 'fresh') {
      await this.record(attempt, outcome);
      return;
    }
    try {
      await this.takeInPatiently(attempt, outcome);
    } catch (error) {
      // Kept on the feed like any other trouble: it backs off, and the others go on.
      this.logger.error(`${feed.title}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      await this.record(attempt, {
        kind: 'failed',
        reason: 'internal-error',
        message: 'an error of Wirewatch itself; the log tells more',
      });
    }
  }

  /** Taking in twice does no harm: stories that are there already are known. */
  private async takeInPatiently(attempt: Attempt, outcome: FreshOutcome): Promise<void> {
    for (const pauseMs of KEEP_PAUSES_MS) {
      try {
        await this.takeIn(attempt, outcome);
        return;
      } catch (error) {
        const words = error instanceof Error ? error.message : String(error);
        this.logger.warn(`${attempt.feed.title}: what was fetched cannot be kept yet: ${words}`);
      }
      await pause(pauseMs);
    }
    await this.takeIn(attempt, outcome);
  }

  private async takeIn(attempt: Attempt, outcome: FreshOutcome): Promise<void> {
    const { feed } = attempt;
    const bodyHash = createHash('sha256').update(outcome.body).digest('base64url');
    if (bodyHash === feed.bodyHash) {
      await this.record(attempt, outcome, { reading: { kind: 'same' }, bodyHash });
      return;
    }
    const now = this.clock.now();
    const { text } = decodeFeed(outcome.body, outcome.contentType);
    const parsed = await parseFeed(text, outcome.finalUrl, now);
    if (!parsed.ok) {
      await this.record(attempt, { kind: 'failed', reason: 'decode', message: `${parsed.reason}: ${parsed.message}` });
      return;
    }
    const isElsewhere = outcome.finalUrl !== feed.url && outcome.finalUrl !== feed.finalUrl;
    const twin = isElsewhere ? await this.moves.findTwin(feed.id, outcome.finalUrl) : null;
    if (twin) await this.setAside(attempt, outcome, twin);
    else await this.store(attempt, outcome, parsed.feed, bodyHash, now);
  }

  private async store(
    attempt: Attempt,
    outcome: FreshOutcome,
    parsed: ParsedFeed,
    bodyHash: string,
    now: Date,
  ): Promise<void> {
    const { feed } = attempt;
    const stories = resolveKeyCollisions(
      parsed.items.map((item) => toStory(item, { feedLanguage: feed.language ?? parsed.language, now })),
    );
    const { stored, conclusion } = await this.prisma.$transaction(async (transaction) => {
      const { stored, knownCount } = await this.stories.insertNewStories(transaction, feed.id, stories, {
        at: now,
        onFirstPoll: feed.lastSuccessAt === null,
        wantsArticle: feed.fullText,
      });
      const newCount = stored.filter(({ kind }) => kind === 'new').length;
      const counts = { newCount, changedCount: stored.length - newCount, knownCount };
      const conclusion = this.conclude(attempt, outcome, {
        reading: { kind: 'stored', feed: parsed, ...counts },
        bodyHash,
      });
      await this.records.recordWith(transaction, conclusion.record);
      return { stored, conclusion };
    });
    await this.queues.enqueue(
      'match-story',
      stored.map(({ id, revision }) => ({ id, version: revision })),
    );
    if (feed.fullText)
      await this.queues.enqueue(
        'read-article',
        stored.map(({ id, revision }) => ({ id, version: revision })),
      );
    await this.webSub.noteFeed({ id: feed.id, known: feed.webSub }, outcome, parsed, now);
    await this.follow(feed, conclusion);
  }

  /** Two addresses, one feed: each of its stories would be told twice. */
  private async setAside(attempt: Attempt, outcome: FreshOutcome, twin: { id: string; title: string }): Promise<void> {
    const { feed } = attempt;
    await this.prisma.$transaction(async (transaction) => {
      await this.moves.markDuplicate(transaction, feed.id, twin.id);
      const message = `It leads to the same feed as ${twin.title}; it is no longer fetched`;
      await this.notices.raise(transaction, feed.id, [{ kind: 'duplicate', message }], this.clock.now());
    });
    await this.record(attempt, outcome, { reading: { kind: 'duplicate', of: twin.title } });
  }

  private async record(
    attempt: Attempt,
    outcome: FetchOutcome,
    read: { reading?: Reading; bodyHash?: string } = {},
  ): Promise<void> {
    const conclusion = this.conclude(attempt, outcome, read);
    await this.records.record(conclusion.record);
    await this.follow(attempt.feed, conclusion);
  }

  private conclude(
    attempt: Attempt,
    outcome: FetchOutcome,
    read: { reading?: Reading; bodyHash?: string },
  ): Conclusion {
    const now = this.clock.now();
    return concludeFetch({
      ...attempt,
      ...read,
      outcome,
      now,
      random: () => this.clock.random(),
      defaultIntervalMs: this.settings.FETCH_INTERVAL_MS,
      pushFloorMs: pollingFloorMs(attempt.feed.webSub, now),
      isOwnOutage: this.outages.isOutage(now),
    });
  }

  /** What a fetch entails beyond its record: seldom anything. */
  private async follow(feed: ClaimedFeed, { record, notices, movedTo }: Conclusion): Promise<void> {
    // An outage is said once, when it begins; the feed's own page tells the rest.
    if (record.message && feed.consecutiveFailures === 0)
      this.noteTrouble({ feed: feed.title, message: record.message });
    if (record.succeeded && feed.consecutiveFailures > 0) this.logger.log(`${feed.title} answers again`);
    if (notices.raise.length > 0 || notices.clear.length > 0) {
      await this.prisma.$transaction(async (transaction) => {
        await this.notices.raise(transaction, feed.id, notices.raise, record.fetchedAt);
        await this.notices.clear(transaction, feed.id, notices.clear, record.fetchedAt);
      });
    }
    if (movedTo !== null) await this.moveFeed(feed, movedTo, record.fetchedAt);
  }

  private async moveFeed(feed: ClaimedFeed, toUrl: string, now: Date): Promise<void> {
    if ((await this.moves.wasUndone(feed.id, toUrl)) || (await this.moves.isTaken(feed.id, toUrl))) return;
    const message = `It moved for good, and is fetched from ${new URL(toUrl).host} now; its history tells the addresses`;
    await this.prisma.$transaction(async (transaction) => {
      await this.moves.move(transaction, feed, toUrl, now);
      await this.notices.raise(transaction, feed.id, [{ kind: 'moved', message }], now);
    });
    this.logger.log(`${feed.title} has moved to ${new URL(toUrl).host}`);
  }

  private async renew(feed: ClaimedFeed): Promise<void> {
    try {
      await this.leases.hold(feed.id, this.later(LEASE_MS));
    } catch (error) {
      this.logger.warn(
        `${feed.title}: its lease was not renewed: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }

  private later(ms: number): Date {
    return new Date(this.clock.now().getTime() + ms);
  }

  private noteTrouble(trouble: Trouble): void {
    this.troubles.push(trouble);
    this.report ??= setTimeout(() => {
      for (const line of describeTroubles(this.troubles)) this.logger.warn(line);
      this.troubles = [];
      this.report = undefined;
    }, GATHER_MS).unref();
  }
}
