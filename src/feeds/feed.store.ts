import { Injectable } from '@nestjs/common';
import { type PageQuery, pageArguments } from '../api/page.js';
import type { Prisma } from '../database/generated/client.js';
import { PrismaStore } from '../database/prisma.store.js';
import type { Transaction } from '../database/transaction.js';

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

async function remove(transaction: Transaction, id: string): Promise<boolean> {
  const { count } = await transaction.feed.deleteMany({ where: { id } });
  await transaction.event.deleteMany({ where: { stories: { none: {} }, alerts: { none: {} } } });
  const untold = { alerts: { none: {} }, updates: { none: {} }, corrected: { none: {} } };
  await transaction.snapshot.deleteMany({ where: { storyId: null, ...untold } });
  return count > 0;
}
