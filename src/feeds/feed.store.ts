import { Injectable } from '@nestjs/common';
import { type PageQuery, pageArguments } from '../api/page.js';
import type { Prisma } from '../database/generated/client.js';
import { PrismaStore } from '../database/prisma.store.js';

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
  async delete(id: string): Promise<boolean> {
    const [{ count }] = await this.prisma.$transaction([
      this.prisma.feed.deleteMany({ where: { id } }),
      this.prisma.event.deleteMany({ where: { stories: { none: {} }, alerts: { none: {} } } }),
    ]);
    return count > 0;
  }
}
