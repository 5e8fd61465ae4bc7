import { Injectable } from '@nestjs/common';
import { type PageQuery, pageArguments } from '../api/page.js';
import type { Feed, Prisma } from '../database/generated/client.js';
import { PrismaStore } from '../database/prisma.store.js';
import type { Transaction } from '../database/transaction.js';

export interface FetchRecord {
  outcome: string;
  /** In words, for people; null when the fetch went well. */
  error: string | null;
  succeeded: boolean;
  fetchedAt: Date;
  nextFetchAt: Date;
  state?: Feed['state'];
  /** Left out: keep what is stored. */
  etag?: string | null;
  lastModified?: string | null;
}

export interface DueFeed {
  id: string;
  /** Names this turn: it stays the same until a fetch is recorded. */
  nextFetchAt: Date;
}

const withStoryCount = { include: { _count: { select: { stories: true } } } } as const;

@Injectable()
export class FeedStore {
  constructor(private readonly prisma: PrismaStore) {}

  list(page: PageQuery, filter: Prisma.FeedWhereInput) {
    const { where, ...rest } = pageArguments(page);
    return this.prisma.feed.findMany({ ...rest, where: { AND: [filter, where ?? {}] }, ...withStoryCount });
  }

  find(id: string) {
    return this.prisma.feed.findUnique({ where: { id }, ...withStoryCount });
  }

  findSample() {
    return this.prisma.feed.findFirst({ where: { isSample: true } });
  }

  create(data: Prisma.FeedCreateInput) {
    return this.prisma.feed.create({ data, ...withStoryCount });
  }

  update(id: string, data: Prisma.FeedUpdateInput) {
    return this.prisma.feed.update({ where: { id }, data, ...withStoryCount });
  }

  /** With its stories and their alerts; an event that nothing tells of any more goes with them. */
  async delete(id: string): Promise<boolean> {
    const [{ count }] = await this.prisma.$transaction([
      this.prisma.feed.deleteMany({ where: { id } }),
      this.prisma.event.deleteMany({ where: { stories: { none: {} } } }),
    ]);
    return count > 0;
  }

  /**
   * Leases feeds whose time has come, oldest first. Any number of processes may ask at once: a feed goes to one of them, and
   * back on offer when the lease runs out without a recorded fetch.
   */
  async claimDueFeeds(now: Date, limit: number, leaseMs: number): Promise<DueFeed[]> {
    return this.prisma.$queryRaw<DueFeed[]>`
      WITH claimed AS (UPDATE feeds SET leased_until = ${new Date(now.getTime() + leaseMs)}
      WHERE id IN (
        SELECT id FROM feeds
        WHERE state = 'active' AND next_fetch_at <= ${now} AND (leased_until IS NULL OR leased_until <= ${now})
        ORDER BY next_fetch_at LIMIT ${limit} FOR UPDATE SKIP LOCKED
      )
      RETURNING id, next_fetch_at)
      SELECT id, next_fetch_at AS "nextFetchAt" FROM claimed ORDER BY next_fetch_at`;
  }

  /** Ends the lease. Given the transaction that stores the stories, so that a validator is never ahead of them. */
  async recordFetch(transaction: Transaction, id: string, record: FetchRecord): Promise<void> {
    const { succeeded, fetchedAt } = record;
    await transaction.feed.updateMany({
      where: { id },
      data: {
        lastOutcome: record.outcome,
        lastError: record.error,
        lastFetchedAt: fetchedAt,
        nextFetchAt: record.nextFetchAt,
        leasedUntil: null,
        etag: record.etag,
        lastModified: record.lastModified,
        state: record.state,
        ...(succeeded
          ? { lastSuccessAt: fetchedAt, consecutiveFailures: 0 }
          : { consecutiveFailures: { increment: 1 } }),
      },
    });
  }
}
