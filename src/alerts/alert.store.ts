import { Injectable } from '@nestjs/common';
import { createdWithin, type PageQuery, pageArguments } from '../api/page.js';
import type { Prisma } from '../database/generated/client.js';
import { PrismaStore } from '../database/prisma.store.js';

export interface AlertFilter {
  subscriptionId?: string | undefined;
  subscriberId?: string | undefined;
  /** Of the subscription, and finding the story that was told. */
  topicId?: string | undefined;
  eventId?: string | undefined;
  storyId?: string | undefined;
  /** ISO 8601: made then or later, and before. */
  from?: string | undefined;
  to?: string | undefined;
}

/** With all that a view of it says. */
export const wholeAlert = {
  snapshot: true,
  subscription: { select: { id: true, name: true, topics: { select: { topicId: true } } } },
  updates: {
    select: { id: true, kind: true, createdAt: true, snapshot: { select: { storyId: true, content: true } } },
    orderBy: { id: 'asc' },
  },
  deliveries: {
    select: {
      id: true,
      kind: true,
      updateId: true,
      state: true,
      lastReason: true,
      target: { select: { id: true, kind: true, label: true } },
    },
    orderBy: { id: 'asc' },
  },
} as const satisfies Prisma.AlertInclude;

export type AlertRow = Prisma.AlertGetPayload<{ include: typeof wholeAlert }>;

/** What was told to whom. */
@Injectable()
export class AlertStore {
  constructor(private readonly prisma: PrismaStore) {}

  list(page: PageQuery, filter: AlertFilter) {
    const { where, ...rest } = pageArguments(page);
    return this.prisma.alert.findMany({ ...rest, where: { AND: [toWhere(filter), where ?? {}] }, include: wholeAlert });
  }

  count(filter: AlertFilter): Promise<number> {
    return this.prisma.alert.count({ where: toWhere(filter) });
  }

  find(id: string) {
    return this.prisma.alert.findUnique({ where: { id }, include: wholeAlert });
  }

  async storyExists(id: string): Promise<boolean> {
    return (await this.prisma.story.count({ where: { id } })) > 0;
  }
}

function toWhere({ from, to, subscriberId, topicId, ...same }: AlertFilter): Prisma.AlertWhereInput {
  return {
    ...same,
    ...createdWithin({ from, to }),
    ...((subscriberId ?? topicId) && {
      subscription: { subscriberId, ...(topicId && { topics: { some: { topicId } } }) },
    }),
    ...(topicId && { story: { matches: { some: { topicId } } } }),
  };
}
