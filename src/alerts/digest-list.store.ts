import { Injectable } from '@nestjs/common';
import { createdWithin, type PageQuery, pageArguments } from '../api/page.js';
import type { Prisma } from '../database/generated/client.js';
import { PrismaStore } from '../database/prisma.store.js';

export interface DigestFilter {
  subscriptionId?: string | undefined;
  subscriberId?: string | undefined;
  /** ISO 8601: composed then or later, and before. */
  from?: string | undefined;
  to?: string | undefined;
}

const whole = {
  subscription: { select: { id: true, name: true } },
  deliveries: {
    select: { id: true, state: true, lastReason: true, target: { select: { id: true, kind: true, label: true } } },
    orderBy: { id: 'asc' },
  },
} as const satisfies Prisma.DigestInclude;

export type DigestRow = Prisma.DigestGetPayload<{ include: typeof whole }>;

/** Digests as they were composed, for people to read. */
@Injectable()
export class DigestListStore {
  constructor(private readonly prisma: PrismaStore) {}

  list(page: PageQuery, filter: DigestFilter): Promise<DigestRow[]> {
    const { where, ...rest } = pageArguments(page);
    return this.prisma.digest.findMany({ ...rest, where: { AND: [toWhere(filter), where ?? {}] }, include: whole });
  }

  count(filter: DigestFilter): Promise<number> {
    return this.prisma.digest.count({ where: toWhere(filter) });
  }

  find(id: string): Promise<DigestRow | null> {
    return this.prisma.digest.findUnique({ where: { id }, include: whole });
  }
}

function toWhere({ from, to, subscriptionId, subscriberId }: DigestFilter): Prisma.DigestWhereInput {
  return { subscriptionId, ...createdWithin({ from, to }), ...(subscriberId && { subscription: { subscriberId } }) };
}
