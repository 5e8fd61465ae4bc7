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

const told = { stories: toldStory } as const satisfies Prisma.EventInclude;

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

  async list(page: PageQuery, { from, to, topic }: EventFilter) {
    const { where, ...rest } = pageArguments(page);
    const conditions: Prisma.EventWhereInput[] = [{ firstSeenAt: { gte: from, lt: to } }, where ?? {}];
    if (topic !== undefined)
      conditions.push({ stories: { some: { matches: { some: { topic: { slug: topic, ownerId: null } } } } } });
    return this.countStories(await this.prisma.event.findMany({ ...rest, where: { AND: conditions }, include: told }));
  }

  async find(id: string) {
    const event = await this.prisma.event.findUnique({ where: { id }, include: told });
    return event ? (await this.countStories([event]))[0] : undefined;
  }

  /** Of these events alone: Prisma's own count beside a row groups all stories that there are. */
  private async countStories<Row extends { id: string }>(events: Row[]): Promise<(Row & { storyCount: number })[]> {
    const counts = await this.prisma.story.groupBy({
      by: ['eventId'],
      where: { eventId: { in: events.map(({ id }) => id) } },
      _count: { _all: true },
    });
    const byEvent = new Map(counts.map(({ eventId, _count }) => [eventId, _count._all]));
    return events.map((event) => ({ ...event, storyCount: byEvent.get(event.id) ?? 0 }));
  }
}

export type ToldEvent = NonNullable<Awaited<ReturnType<ToldEventStore['find']>>>;
