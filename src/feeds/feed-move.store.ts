import { Injectable } from '@nestjs/common';
import { type PageQuery, pageArguments } from '../api/page.js';
import type { Feed, FeedMove } from '../database/generated/client.js';
import { PrismaStore } from '../database/prisma.store.js';
import type { Transaction } from '../database/transaction.js';

export type UndoOutcome =
  { kind: 'undone' } | { kind: 'not-found' } | { kind: 'already-undone' } | { kind: 'address-taken' };

/** Feeds that change their address, and feeds that turn out to be one and the same. */
@Injectable()
export class FeedMoveStore {
  constructor(private readonly prisma: PrismaStore) {}

  list(feedId: string, page: PageQuery): Promise<FeedMove[]> {
    const { where, ...rest } = pageArguments(page);
    return this.prisma.feedMove.findMany({ ...rest, where: { AND: [{ feedId }, where ?? {}] } });
  }

  count(feedId: string): Promise<number> {
    return this.prisma.feedMove.count({ where: { feedId } });
  }

  /** Another feed that lives at this address, or was last found there. */
  findTwin(feedId: string, url: string): Promise<Pick<Feed, 'id' | 'title' | 'url'> | null> {
    return this.prisma.feed.findFirst({
      where: { id: { not: feedId }, state: 'active', lastSuccessAt: { not: null }, OR: [{ url }, { finalUrl: url }] },
      orderBy: { createdAt: 'asc' },
      select: { id: true, title: true, url: true },
    });
  }

  /** Whether another feed has this very address: then there is nothing to move to. */
  async isTaken(feedId: string, url: string): Promise<boolean> {
    return (await this.prisma.feed.count({ where: { url, id: { not: feedId } } })) > 0;
  }

  /** Whether somebody has undone this very move: then it is not made again. */
  async wasUndone(feedId: string, toUrl: string): Promise<boolean> {
    return (await this.prisma.feedMove.count({ where: { feedId, toUrl, undoneAt: { not: null } } })) > 0;
  }

  async move(transaction: Transaction, feed: { id: string; url: string }, toUrl: string, now: Date): Promise<void> {
    await transaction.feedMove.create({ data: { feedId: feed.id, fromUrl: feed.url, toUrl, movedAt: now } });
    await transaction.feed.update({ where: { id: feed.id }, data: { url: toUrl } });
  }

  async markDuplicate(transaction: Transaction, feedId: string, duplicateOfId: string): Promise<void> {
    await transaction.feed.update({ where: { id: feedId }, data: { duplicateOfId } });
  }

  /** Back to the address from before, to be fetched at once; the validators belong to the other address. */
  undo(feedId: string, moveId: string, now: Date): Promise<UndoOutcome> {
    return this.prisma.$transaction(async (transaction) => {
      const move = await transaction.feedMove.findFirst({ where: { id: moveId, feedId } });
      if (!move) return { kind: 'not-found' };
      if (move.undoneAt) return { kind: 'already-undone' };
      const taken = await transaction.feed.count({ where: { url: move.fromUrl, id: { not: feedId } } });
      if (taken > 0) return { kind: 'address-taken' };
      await transaction.feedMove.update({ where: { id: moveId }, data: { undoneAt: now } });
      await transaction.feed.update({
        where: { id: feedId },
        data: {
          url: move.fromUrl,
          nextFetchAt: now,
          etag: null,
          lastModified: null,
          bodyHash: null,
          movingTo: null,
          movingCount: 0,
        },
      });
      return { kind: 'undone' };
    });
  }
}
