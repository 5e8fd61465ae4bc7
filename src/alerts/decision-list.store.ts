import { Injectable } from '@nestjs/common';
import { earliestId } from '../api/page.js';
import type { Prisma, Verdict } from '../database/generated/client.js';
import { PrismaStore } from '../database/prisma.store.js';
import { type DecisionPlace } from './decision-place.js';

export interface DecisionFilter {
  subscriptionId?: string | undefined;
  storyId?: string | undefined;
  verdict?: Verdict | undefined;
  reason?: string | undefined;
  /** ISO 8601, of when the story came: then or later, and before. */
  from?: string | undefined;
  to?: string | undefined;
}

const shown = {
  subscription: { select: { id: true, name: true } },
  story: { select: { title: true } },
} as const satisfies Prisma.DecisionInclude;

export type DecisionRow = Prisma.DecisionGetPayload<{ include: typeof shown }>;

/** What was decided, for people to read: "why did I not get this?" */
@Injectable()
export class DecisionListStore {
  constructor(private readonly prisma: PrismaStore) {}

  /** The newest story's first. */
  list(filter: DecisionFilter, limit: number, after?: DecisionPlace): Promise<DecisionRow[]> {
    return this.prisma.decision.findMany({
      where: { AND: [toWhere(filter), after ? beyond(after) : {}] },
      include: shown,
      orderBy: [{ storyId: 'desc' }, { subscriptionId: 'desc' }, { storyRevision: 'desc' }],
      take: limit,
    });
  }

  count(filter: DecisionFilter): Promise<number> {
    return this.prisma.decision.count({ where: toWhere(filter) });
  }

  /** On one story, as they were made. */
  onStory(storyId: string): Promise<DecisionRow[]> {
    return this.prisma.decision.findMany({
      where: { storyId },
      include: shown,
      orderBy: [{ decidedAt: 'asc' }, { subscriptionId: 'asc' }],
    });
  }
}

function toWhere({ from, to, ...same }: DecisionFilter): Prisma.DecisionWhereInput {
  return {
    ...same,
    AND: [
      from === undefined ? {} : { storyId: { gte: earliestId(Date.parse(from)) } },
      to === undefined ? {} : { storyId: { lt: earliestId(Date.parse(to)) } },
    ],
  };
}

/** The first bound is in the others as well; it is what an index can begin at. */
function beyond({ storyId, subscriptionId, storyRevision }: DecisionPlace): Prisma.DecisionWhereInput {
  return {
    storyId: { lte: storyId },
    OR: [
      { storyId: { lt: storyId } },
      { storyId, subscriptionId: { lt: subscriptionId } },
      { storyId, subscriptionId, storyRevision: { lt: storyRevision } },
    ],
  };
}
