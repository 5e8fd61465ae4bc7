import { Injectable } from '@nestjs/common';
import { type PageQuery, pageArguments } from '../api/page.js';
import type { Prisma } from '../database/generated/client.js';
import { PrismaStore } from '../database/prisma.store.js';

const whole = {
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

export type AlertRow = Prisma.AlertGetPayload<{ include: typeof whole }>;

/** What was told to whom. */
@Injectable()
export class AlertStore {
  constructor(private readonly prisma: PrismaStore) {}

  list(page: PageQuery, filter: Prisma.AlertWhereInput) {
    const { where, ...rest } = pageArguments(page);
    return this.prisma.alert.findMany({ ...rest, where: { AND: [filter, where ?? {}] }, include: whole });
  }

  find(id: string) {
    return this.prisma.alert.findUnique({ where: { id }, include: whole });
  }

  async storyExists(id: string): Promise<boolean> {
    return (await this.prisma.story.count({ where: { id } })) > 0;
  }

  /** Decisions on one story: "why did I not get this?" */
  decisionsOn(storyId: string) {
    return this.prisma.decision.findMany({
      where: { storyId },
      include: { subscription: { select: { id: true, name: true } } },
      orderBy: [{ decidedAt: 'asc' }, { subscriptionId: 'asc' }],
    });
  }
}
