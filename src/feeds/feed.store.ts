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

export type CountedFeed = Feed & { storyCount: number };

@Injectable()
export class FeedStore {
  constructor(private readonly prisma: PrismaStore) {}

  async list(page: PageQuery, filter: FeedFilter): Promise<CountedFeed[]> {
    const { where, ...rest } = pageArguments(page);
    return this.countStories(
      await this.prisma.feed.findMany({ ...rest, where: { AND: [toWhere(filter), where ?? {}] } }),
    );
  }

  count(filter: FeedFilter): Promise<number> {
    return this.prisma.feed.count({ where: toWhere(filter) });
  }

  async find(id: string): Promise<CountedFeed | undefined> {
    const feed = await this.prisma.feed.findUnique({ where: { id } });
    return feed ? this.countOf(feed) : undefined;
  }

  findSample() {
    return this.prisma.feed.findFirst({ where: { isSample: true } });
  }

  async create(data: Prisma.FeedCreateInput): Promise<CountedFeed> {
    return { ...(await this.prisma.feed.create({ data })), storyCount: 0 };
  }

  async update(id: string, data: Prisma.FeedUpdateInput): Promise<CountedFeed> {
    return this.countOf(await this.prisma.feed.update({ where: { id }, data }));
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

  private async countOf(feed: Feed): Promise<CountedFeed> {
    return (await this.countStories([feed]))[0] ?? { ...feed, storyCount: 0 };
  }

  /** Of these feeds alone: Prisma's own count beside a row groups all stories that there are. */
  private async countStories(feeds: Feed[]): Promise<CountedFeed[]> {
    const counts = await this.prisma.story.groupBy({
      by: ['feedId'],
      where: { feedId: { in: feeds.map(({ id }) => id) } },
      _count: { _all: true },
    });
    const byFeed = new Map(counts.map(({ feedId, _count }) => [feedId, _count._all]));
    return feeds.map((feed) => ({ ...feed, storyCount: byFeed.get(feed.id) ?? 0 }));
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
