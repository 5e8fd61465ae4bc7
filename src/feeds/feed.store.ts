import { Injectable } from '@nestjs/common';
import { containing, type PageQuery, pageArguments } from '../api/page.js';
import type { Feed, Prisma } from '../database/generated/client.js';
import { PrismaStore } from '../database/prisma.store.js';
import type { Transaction } from '../database/transaction.js';
import { type SourceKind, toStoredSourceKind } from './feed-view.js';

export interface FeedFilter {
  state?: Feed['state'] | undefined;
  language?: string | undefined;
  country?: string | undefined;
  sourceKind?: SourceKind | undefined;
  failing?: boolean | undefined;
  host?: string | undefined;
  q?: string | undefined;
}

const withStoryCount = { include: { _count: { select: { stories: true } } } } as const;

@Injectable()
export class FeedStore {
  constructor(private readonly prisma: PrismaStore) {}

  list(page: PageQuery, filter: FeedFilter) {
    const { where, ...rest } = pageArguments(page);
    return this.prisma.feed.findMany({ ...rest, where: { AND: [toWhere(filter), where ?? {}] }, ...withStoryCount });
  }

  count(filter: FeedFilter): Promise<number> {
    return this.prisma.feed.count({ where: toWhere(filter) });
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

  /** With its stories. What was told of them stays told; an event that nothing tells of any more, and nobody was told of, goes with them. */
  delete(id: string): Promise<boolean> {
    return this.prisma.$transaction((transaction) => remove(transaction, id));
  }

  /** With all that came of it: invented stories leave no alert behind. */
  deleteSample(id: string): Promise<boolean> {
    return this.prisma.$transaction(async (transaction) => {
      await transaction.alert.deleteMany({ where: { story: { feedId: id } } });
      await transaction.digest.deleteMany({
        where: { decisions: { some: { story: { feedId: id } } }, alerts: { none: {} } },
      });
      return remove(transaction, id);
    });
  }
}

function toWhere({ sourceKind, failing, host, q, ...same }: FeedFilter): Prisma.FeedWhereInput {
  return {
    ...same,
    sourceKind: sourceKind && toStoredSourceKind(sourceKind),
    ...(failing === undefined ? {} : { consecutiveFailures: failing ? { gt: 0 } : 0 }),
    AND: [
      q === undefined ? {} : { OR: [{ title: containing(q) }, { url: containing(q) }] },
      host === undefined ? {} : { OR: ['/', ':', '?'].map((end) => ({ url: containing(`://${host}${end}`) })) },
    ],
  };
}

async function remove(transaction: Transaction, id: string): Promise<boolean> {
  const { count } = await transaction.feed.deleteMany({ where: { id } });
  await transaction.event.deleteMany({ where: { stories: { none: {} }, alerts: { none: {} } } });
  const untold = { alerts: { none: {} }, updates: { none: {} }, corrected: { none: {} } };
  await transaction.snapshot.deleteMany({ where: { storyId: null, ...untold } });
  return count > 0;
}
