import { Inject, Injectable, Logger } from '@nestjs/common';
import { SETTINGS, type Settings } from '../../config/settings.js';
import { QueueService } from '../../queues/queue.service.js';
import { FeedLeaseStore } from '../feed-lease.store.js';
import { type ParsedFeed } from '../read/parsed-feed.js';
import { type CallbackTokens, createCallbackTokens } from './callback-token.js';
import { discoverHub, type HubLocation } from './discover-hub.js';
import { isReachableCallback } from './reachable-callback.js';
import { WEBSUB_CLIENT, type WebSubClient } from './websub-client.js';
import { type DueSubscription, WebSubStore } from './websub.store.js';

/** Where hubs call us, below PUBLIC_URL; feed and token follow. */
export const CALLBACK_PATH = 'websub';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const LEASE_SECONDS = 10 * 24 * 60 * 60;
/** Hubs grant what they like: neither a lease that has us ask for ever, nor one that outlives the memory of it. */
const LEASE_BOUNDS_MS = { min: 5 * MINUTE_MS, max: 90 * DAY_MS };
/** Hubs may take their time over a verification; after it, nobody has asked for anything. */
const VERIFICATION_MS = 6 * HOUR_MS;
/** Hubs asked in one round. */
const ROUND = 100;
/** Between two fetches for pushes of one feed. */
const PUSH_SPACING_MS = 5_000;

/**
 * Pushes beside polling: finds a feed's hub, subscribes, confirms, renews, and fetches the feed as soon as the hub says that it
 * has news. Polling goes on whatever a hub does or fails to do. Without an address that hubs can reach it does nothing.
 */
@Injectable()
export class WebSubService {
  private readonly logger = new Logger('WebSub');
  private readonly tokens: CallbackTokens;
  private readonly isReachable: boolean;
  /** By feed: pushes ignored since the last time that it was said. */
  private readonly ignored = new Map<string, { count: number; saidAt: Date }>();

  constructor(
    private readonly subscriptions: WebSubStore,
    private readonly feeds: FeedLeaseStore,
    private readonly queues: QueueService,
    @Inject(WEBSUB_CLIENT) private readonly client: WebSubClient,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {
    this.tokens = createCallbackTokens(settings.secretKey, settings.SECRET_KEY_PREVIOUS);
    this.isReachable = isReachableCallback(settings.PUBLIC_URL, settings.ALLOW_PRIVATE_NETWORKS);
  }

  /**
   * Takes down what a freshly fetched feed says of its hub.
   * @param known the hub and topic on record; where nothing has changed, which is nearly always, nothing is written.
   */
  async noteFeed(
    feed: { id: string; known: HubLocation | null },
    answer: { links?: string | undefined; finalUrl: string },
    parsed: Pick<ParsedFeed, 'hubUrls' | 'selfUrl'>,
    now: Date,
  ): Promise<void> {
    const found = this.isReachable ? discoverHub(answer, parsed) : undefined;
    if (found?.hubUrl === feed.known?.hubUrl && found?.topicUrl === feed.known?.topicUrl) return;
    try {
      await (found ? this.subscriptions.note(feed.id, found, now) : this.subscriptions.delete(feed.id));
    } catch (error) {
      // The stories are stored; the feed's next news says the same of its hub.
      this.logger.warn(
        `The hub of feed ${feed.id} was not taken down: ${error instanceof Error ? error.message : error}`,
      );
    }
  }

  /** Asks the hubs whose turn it is, one request at a time of each; a hub that does not answer is spared the rest of the round. */
  async renewDue(now: Date): Promise<void> {
    if (!this.isReachable) return;
    const due = await this.subscriptions.claimDue(now, ROUND);
    const hubs = new Map<string, DueSubscription[]>();
    for (const one of due) {
      const { host } = new URL(one.hubUrl);
      hubs.set(host, [...(hubs.get(host) ?? []), one]);
    }
    await Promise.all([...hubs.values()].map((round) => this.askHub(round, now)));
  }

  /** Whether a callback's address is one of ours. */
  isCallback(feedId: string, token: string): boolean {
    return this.tokens.matches(feedId, token);
  }

  /** What a hub pushes with; undefined when we want no pushes of this feed. */
  async findSecret(feedId: string): Promise<string | undefined> {
    return (await this.subscriptions.find(feedId))?.secret;
  }

  /**
   * A hub asks whether we mean it. True when we do: only for the topic that we asked for, and not long after we did.
   * @param leaseSeconds what the hub grants; left out, as by hubs of older protocols, what we asked for.
   */
  async verify(feedId: string, topicUrl: string, leaseSeconds: number | undefined, now: Date): Promise<boolean> {
    const granted = (leaseSeconds ?? LEASE_SECONDS) * 1_000;
    const leaseMs = Math.min(Math.max(granted, LEASE_BOUNDS_MS.min), LEASE_BOUNDS_MS.max);
    return this.subscriptions.recordVerified(feedId, topicUrl, {
      now,
      askedSince: new Date(now.getTime() - VERIFICATION_MS),
      expiresAt: new Date(now.getTime() + leaseMs),
      renewAt: new Date(now.getTime() + Math.round((leaseMs * 2) / 3)),
    });
  }

  /** A hub says that it will not push, or no longer. */
  async deny(feedId: string, topicUrl: string, reason: string, now: Date): Promise<boolean> {
    const isOurs = await this.subscriptions.recordDenied(feedId, topicUrl, reason || 'the hub refuses to push', now);
    if (isOurs) this.logger.warn(`The hub of feed ${feedId} refuses to push; it is polled as before`);
    return isOurs;
  }

  /**
   * A hub has news, and has proved that it is the hub. The feed is fetched at once, and what was pushed is not read: so a story
   * has one way into the house, nothing rests on a hub's copy being whole or true, and a push that is lost is a poll delayed.
   */
  async takePush(feedId: string, now: Date): Promise<void> {
    const fetchAt = await this.subscriptions.recordPush(feedId, now, PUSH_SPACING_MS);
    const due = fetchAt && (await this.feeds.requestFetch(feedId, fetchAt));
    // A later turn is offered when it comes.
    if (due && due.turn <= now) await this.queues.enqueue('fetch-feed', [{ id: due.id, version: due.turn.getTime() }]);
  }

  /** Somebody knows the address and not the secret. Said once, and then once an hour at most, however often it happens. */
  async ignorePush(feedId: string, reason: string, now: Date): Promise<void> {
    const before = this.ignored.get(feedId);
    const count = (before?.count ?? 0) + 1;
    if (before && now.getTime() - before.saidAt.getTime() < HOUR_MS) {
      this.ignored.set(feedId, { ...before, count });
      return;
    }
    this.ignored.set(feedId, { count: 0, saidAt: now });
    const message = `${count === 1 ? 'a push was' : `${count} pushes were`} ignored: ${reason}`;
    this.logger.warn(`Feed ${feedId}: ${message}`);
    await this.subscriptions.recordTrouble(feedId, message);
  }

  private async askHub(round: DueSubscription[], now: Date): Promise<void> {
    let silence: { reason: string; afterMs?: number } | undefined;
    for (const due of round) {
      if (silence) {
        await this.subscriptions.recordUnreachable(due, silence.reason, silence.afterMs ?? 0);
        continue;
      }
      const outcome = await this.client.subscribe({
        hubUrl: due.hubUrl,
        topicUrl: due.topicUrl,
        callbackUrl: `${this.settings.PUBLIC_URL}/${CALLBACK_PATH}/${due.feedId}/${this.tokens.tokenFor(due.feedId)}`,
        secret: due.secret,
        leaseSeconds: LEASE_SECONDS,
      });
      switch (outcome.kind) {
        case 'accepted':
          await this.subscriptions.recordAccepted(due);
          break;
        case 'rejected':
          await this.subscriptions.recordRejected(due, outcome.reason, now);
          break;
        case 'unreachable':
          silence = outcome;
          await this.subscriptions.recordUnreachable(due, outcome.reason, outcome.afterMs ?? 0);
      }
    }
  }
}
