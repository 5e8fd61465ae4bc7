import { Injectable } from '@nestjs/common';
import { type PageQuery, pageArguments } from '../api/page.js';
import type { Prisma } from '../database/generated/client.js';
import { PrismaStore } from '../database/prisma.store.js';

const toldStory = {
  select: {
    id: true,
    title: true,
    url: true,
    language: true,
    publishedAt: true,
    fetchedAt: true,
    eventRole: true,
    likeStoryId: true,
    likeness: true,
    feed: { select: { id: true, title: true, url: true, siteUrl: true, sourceKind: true } },
    matches: {
      where: { topic: { ownerId: null } },
      select: { topic: { select: { id: true, slug: true, name: true } } },
    },
  },
  orderBy: [{ fetchedAt: 'asc' }, { id: 'asc' }],
  // An event that goes on for days may have thousands; whoever wants all of them lists stories by event.
  take: 200,
} as const satisfies Prisma.Event$storiesArgs;

const told = { stories: toldStory, _count: { select: { stories: true } } } as const satisfies Prisma.EventInclude;

export interface EventFilter {
  from?: Date;
  to?: Date;
  /** A topic's slug. */
  topic?: string;
}

/** Events with the stories that tell of them. */
@Injectable()
export class ToldEventStore {
  constructor(private readonly prisma: PrismaStore) {}

  list(page: PageQuery, { from, to, topic }: EventFilter) {
    const { where, ...rest } = pageArguments(page);
    const conditions: Prisma.EventWhereInput[] = [{ firstSeenAt: { gte: from, lt: to } }, where ?? {}];
    if (topic !== undefined)
      conditions.push({ stories: { some: { matches: { some: { topic: { slug: topic, ownerId: null } } } } } });
    return this.prisma.event.findMany({ ...rest, where: { AND: conditions }, include: told });
  }

  find(id: string) {
    return this.prisma.event.findUnique({ where: { id }, include: told });
  }
}

export type ToldEvent = NonNullable<Awaited<ReturnType<ToldEventStore['find']>>>;
