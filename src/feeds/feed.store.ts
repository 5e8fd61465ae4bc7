import { Injectable } from '@nestjs/common';
import { type PageQuery, pageArguments } from '../api/page.js';
import type { Feed, Prisma } from '../database/generated/client.js';
import { PrismaStore } from '../database/prisma.store.js';
import type { Transaction } from '../database/transaction.js';

export interface FetchRecord {
  /** The turn that the fetch was for, as the feed had it in `nextFetchAt`. */
  turn: Date;
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
  /** Names this turn: it stays the same until the feed is fetched, or its fetcher has died. */
  turn: Date;
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

  /** Feeds whose time has come and that nobody fetches, oldest first. To be offered is not to be leased: an offer may be lost. */
  findDueFeeds(now: Date, limit: number): Promise<DueFeed[]> {
    return this.prisma.$queryRaw<DueFeed[]>`
      SELECT id, coalesce(leased_until, next_fetch_at) AS turn FROM feeds
      WHERE state = 'active' AND next_fetch_at <= ${now} AND (leased_until IS NULL OR leased_until <= ${now})
      ORDER BY next_fetch_at LIMIT ${limit}`;
  }

  /** Makes it the feed's turn, whatever was planned; a fetch that is under way is followed by another. */
  async requestFetch(id: string, now: Date): Promise<DueFeed | undefined> {
    const [row] = await this.prisma.feed.updateManyAndReturn({
      where: { id },
      data: { nextFetchAt: now },
      select: { id: true },
    });
    return row && { ...row, turn: now };
  }

  /**
   * Takes a due feed for one fetch. Of any number who ask at once one gets it; whoever asks later gets nothing until the feed's
   * next turn, or until the lease ran out because its holder died.
   */
  async claim(id: string, now: Date, leasedUntil: Date) {
    const claimed = await this.prisma.$executeRaw`
      UPDATE feeds SET leased_until = ${leasedUntil}
      WHERE id = ${id}::uuid AND state = 'active' AND next_fetch_at <= ${now}
        AND (leased_until IS NULL OR leased_until <= ${now})`;
    return claimed > 0 ? this.find(id) : null;
  }

  /** Holds a claimed feed on; until null, lets it go, to be fetched anew. After the fetch was recorded it does nothing. */
  async hold(id: string, leasedUntil: Date | null): Promise<void> {
    await this.prisma.feed.updateMany({ where: { id, leasedUntil: { not: null } }, data: { leasedUntil } });
  }

  /**
   * Ends the lease. Given the transaction that stores the stories, so that a validator is never ahead of them. A turn asked for
   * since the fetch began stays.
   */
  async recordFetch(transaction: Transaction, id: string, record: FetchRecord): Promise<void> {
    const { succeeded, fetchedAt } = record;
    await transaction.feed.updateMany({
      where: { id },
      data: {
        lastOutcome: record.outcome,
        lastError: record.error,
        lastFetchedAt: fetchedAt,
        leasedUntil: null,
        etag: record.etag,
        lastModified: record.lastModified,
        state: record.state,
        ...(succeeded
          ? { lastSuccessAt: fetchedAt, consecutiveFailures: 0 }
          : { consecutiveFailures: { increment: 1 } }),
      },
    });
    await transaction.feed.updateMany({
      where: { id, nextFetchAt: record.turn },
      data: { nextFetchAt: record.nextFetchAt },
    });
  }
}
