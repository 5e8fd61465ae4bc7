import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { SECRET_BOX, type SecretBox } from '../../auth/secret-box.js';
import { type WebSubSubscription } from '../../database/generated/client.js';
import { PrismaStore } from '../../database/prisma.store.js';
import { type HubLocation } from './discover-hub.js';

export interface DueSubscription extends HubLocation {
  feedId: string;
  secret: string;
  /** Names this request: whatever came since, such as the hub's verification, is not overwritten by what is said of it. */
  requestedAt: Date;
  /** Requests since the hub last kept its word, this one included. */
  attempts: number;
}

export type HubSubscription = Omit<WebSubSubscription, 'secret'> & { secret: string };

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
/** 256 random bits. */
const SECRET_BYTES = 32;

/** Who pushes to us, and on what terms. */
@Injectable()
export class WebSubStore {
  constructor(
    private readonly prisma: PrismaStore,
    @Inject(SECRET_BOX) private readonly box: SecretBox,
  ) {}

  /** What a feed says of its hub. The same again changes nothing; another hub or topic starts anew, with a new secret. */
  async note(feedId: string, { hubUrl, topicUrl }: HubLocation, now: Date): Promise<void> {
    const secret = this.box.seal(newSecret());
    await this.prisma.$executeRaw`
      INSERT INTO websub_subscriptions AS w (feed_id, hub_url, topic_url, secret, state, requested_at, next_try_at)
      SELECT id, ${hubUrl}, ${topicUrl}, ${secret}, 'requested', ${now}, ${now} FROM feeds WHERE id = ${feedId}::uuid
      ON CONFLICT (feed_id) DO UPDATE SET
        hub_url = excluded.hub_url, topic_url = excluded.topic_url, secret = excluded.secret, state = 'requested',
        requested_at = excluded.requested_at, next_try_at = excluded.next_try_at, verified_at = NULL, expires_at = NULL,
        last_push_at = NULL, attempts = 0, failure = NULL
      WHERE w.hub_url <> excluded.hub_url OR w.topic_url <> excluded.topic_url`;
  }

  async delete(feedId: string): Promise<void> {
    await this.prisma.webSubSubscription.deleteMany({ where: { feedId } });
  }

  async find(feedId: string): Promise<HubSubscription | undefined> {
    const row = await this.prisma.webSubSubscription.findUnique({ where: { feedId } });
    return row ? { ...row, secret: this.box.open(row.secret) } : undefined;
  }

  /**
   * Takes those whose hub is to be asked, for a first time or a renewal; of any number of processes one gets each. The next try
   * is set at once, an hour from now and doubling to a day, so that a hub that never answers, or a crash here, needs no record.
   */
  async claimDue(now: Date, limit: number): Promise<DueSubscription[]> {
    const rows = await this.prisma.$queryRaw<DueSubscription[]>`
      WITH due AS (
        SELECT feed_id FROM websub_subscriptions w
        WHERE next_try_at <= ${now} AND EXISTS (SELECT FROM feeds WHERE id = w.feed_id AND state = 'active')
        ORDER BY next_try_at LIMIT ${limit} FOR UPDATE SKIP LOCKED
      )
      UPDATE websub_subscriptions w SET
        requested_at = ${now}, attempts = attempts + 1,
        next_try_at = ${now}::timestamptz + least(${DAY_MS}::float8, ${HOUR_MS}::float8 * power(2, least(attempts, 10))) * interval '1 millisecond',
        state = CASE WHEN state = 'active' AND expires_at > ${now} THEN state ELSE 'requested' END
      FROM due WHERE w.feed_id = due.feed_id
      RETURNING w.feed_id AS "feedId", hub_url AS "hubUrl", topic_url AS "topicUrl", secret, requested_at AS "requestedAt", attempts`;
    return Promise.all(rows.map(async (row) => ({ ...row, secret: await this.openOrReplace(row) })));
  }

  /** The hub took the request, and will call back. */
  async recordAccepted({ feedId, requestedAt }: DueSubscription): Promise<void> {
    await this.prisma.webSubSubscription.updateMany({
      where: { feedId, requestedAt, state: { not: 'denied' } },
      data: { failure: null },
    });
  }

  /** The hub was not reached, or could not: the next try is already set, and `afterMs` may only put it off. */
  async recordUnreachable(due: DueSubscription, reason: string, afterMs: number): Promise<void> {
    const notBefore = new Date(due.requestedAt.getTime() + Math.min(afterMs, DAY_MS));
    await this.prisma.$executeRaw`
      UPDATE websub_subscriptions SET failure = ${reason}, next_try_at = greatest(next_try_at, ${notBefore})
      WHERE feed_id = ${due.feedId}::uuid AND requested_at = ${due.requestedAt} AND (verified_at IS NULL OR verified_at < requested_at)`;
  }

  /** The hub does not want us: asked again in a day. What it granted before holds until it ends. */
  async recordRejected({ feedId, requestedAt }: DueSubscription, reason: string, now: Date): Promise<void> {
    await this.prisma.$executeRaw`
      UPDATE websub_subscriptions SET failure = ${reason}, next_try_at = ${new Date(now.getTime() + DAY_MS)},
        state = CASE WHEN state = 'active' AND expires_at > ${now} THEN state ELSE 'denied' END
      WHERE feed_id = ${feedId}::uuid AND requested_at = ${requestedAt} AND (verified_at IS NULL OR verified_at < requested_at)`;
  }

  /** The hub said no, or no longer: it pushes nothing more. False when it speaks of another topic. */
  async recordDenied(feedId: string, topicUrl: string, reason: string, now: Date): Promise<boolean> {
    const { count } = await this.prisma.webSubSubscription.updateMany({
      where: { feedId, topicUrl },
      data: {
        state: 'denied',
        failure: reason,
        expiresAt: null,
        nextTryAt: new Date(now.getTime() + DAY_MS),
      },
    });
    return count > 0;
  }

  /** The hub asks whether we mean it. False unless we asked it for this topic since `askedSince`. */
  async recordVerified(
    feedId: string,
    topicUrl: string,
    terms: { now: Date; askedSince: Date; expiresAt: Date; renewAt: Date },
  ): Promise<boolean> {
    const { count } = await this.prisma.webSubSubscription.updateMany({
      where: { feedId, topicUrl, requestedAt: { gte: terms.askedSince } },
      data: {
        state: 'active',
        verifiedAt: terms.now,
        expiresAt: terms.expiresAt,
        nextTryAt: terms.renewAt,
        attempts: 0,
        failure: null,
      },
    });
    return count > 0;
  }

  /**
   * Notes a push, and says when the feed is to be fetched for it: now, or once `spacingMs` have passed since the fetch for the
   * push before. So a burst makes one fetch at once and one after it, which sees whatever came in between. Undefined when there
   * is no subscription any more.
   */
  async recordPush(feedId: string, now: Date, spacingMs: number): Promise<Date | undefined> {
    const [row] = await this.prisma.$queryRaw<{ fetchAt: Date }[]>`
      UPDATE websub_subscriptions SET failure = NULL, last_push_at = greatest(${now}::timestamptz,
        CASE WHEN last_push_at > ${now} THEN last_push_at ELSE last_push_at + ${spacingMs}::float8 * interval '1 millisecond' END)
      WHERE feed_id = ${feedId}::uuid RETURNING last_push_at AS "fetchAt"`;
    return row?.fetchAt;
  }

  /** Something that people should know of a subscription and that changes nothing about it. */
  async recordTrouble(feedId: string, failure: string): Promise<void> {
    await this.prisma.webSubSubscription.updateMany({ where: { feedId }, data: { failure } });
  }

  /** A secret sealed with a key that is no longer ours is of no use: the request carries a new one, and one row stops no other. */
  private async openOrReplace({ feedId, secret: sealed }: { feedId: string; secret: string }): Promise<string> {
    try {
      return this.box.open(sealed);
    } catch {
      const secret = newSecret();
      await this.prisma.webSubSubscription.updateMany({
        where: { feedId, secret: sealed },
        data: { secret: this.box.seal(secret) },
      });
      return secret;
    }
  }
}

function newSecret(): string {
  return randomBytes(SECRET_BYTES).toString('base64url');
}
