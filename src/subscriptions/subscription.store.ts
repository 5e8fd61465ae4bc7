import { Injectable } from '@nestjs/common';
import { type PageQuery, pageArguments } from '../api/page.js';
import type { Prisma, SubscriptionState } from '../database/generated/client.js';
import { PrismaStore } from '../database/prisma.store.js';

export interface SubscriptionFields {
  name: string;
  state: SubscriptionState;
  minimumScore: number;
  languages: string[];
  mutedUntil: Date | null;
  topicIds: string[];
  targetIds: string[];
}

const whole = {
  topics: { select: { topic: { select: { id: true, slug: true, name: true } } } },
  targets: { select: { target: { select: { id: true, kind: true, label: true, state: true } } } },
} as const satisfies Prisma.SubscriptionInclude;

@Injectable()
export class SubscriptionStore {
  constructor(private readonly prisma: PrismaStore) {}

  list(page: PageQuery, filter: Prisma.SubscriptionWhereInput) {
    const { where, ...rest } = pageArguments(page);
    return this.prisma.subscription.findMany({ ...rest, where: { AND: [filter, where ?? {}] }, include: whole });
  }

  find(id: string) {
    return this.prisma.subscription.findUnique({ where: { id }, include: whole });
  }

  create(subscriberId: string, { topicIds, targetIds, ...fields }: SubscriptionFields) {
    return this.prisma.subscription.create({
      data: {
        ...fields,
        subscriber: { connect: { id: subscriberId } },
        topics: { create: distinct(topicIds).map((topicId) => ({ topicId })) },
        targets: { create: distinct(targetIds).map((targetId) => ({ targetId })) },
      },
      include: whole,
    });
  }

  update(id: string, { topicIds, targetIds, ...fields }: Partial<SubscriptionFields>) {
    return this.prisma.subscription.update({
      where: { id },
      data: {
        ...fields,
        ...(topicIds && { topics: { deleteMany: {}, create: distinct(topicIds).map((topicId) => ({ topicId })) } }),
        ...(targetIds && {
          targets: { deleteMany: {}, create: distinct(targetIds).map((targetId) => ({ targetId })) },
        }),
      },
      include: whole,
    });
  }

  async delete(id: string): Promise<boolean> {
    return (await this.prisma.subscription.deleteMany({ where: { id } })).count > 0;
  }

  /** Of these targets, those that belong to someone else or to nobody. */
  async foreignTargets(subscriberId: string, targetIds: string[]): Promise<string[]> {
    const own = await this.prisma.target.findMany({
      where: { subscriberId, id: { in: targetIds } },
      select: { id: true },
    });
    const ownIds = new Set(own.map(({ id }) => id));
    return targetIds.filter((id) => !ownIds.has(id));
  }

  async unknownTopics(topicIds: string[]): Promise<string[]> {
    const known = await this.prisma.topic.findMany({ where: { id: { in: topicIds } }, select: { id: true } });
    const knownIds = new Set(known.map(({ id }) => id));
    return topicIds.filter((id) => !knownIds.has(id));
  }

  findTargetLink(subscriptionId: string, targetId: string) {
    return this.prisma.subscriptionTarget.findUnique({
      where: { subscriptionId_targetId: { subscriptionId, targetId } },
      include: { subscription: { include: whole }, target: true },
    });
  }

  /** No more of this subscription to this target; what waits to go out is called off. Doing it twice changes nothing. */
  async unsubscribe(subscriptionId: string, targetId: string): Promise<void> {
    await this.prisma.$transaction([
      this.prisma.subscriptionTarget.deleteMany({ where: { subscriptionId, targetId } }),
      this.prisma.delivery.updateMany({
        where: { targetId, state: 'pending', alert: { subscriptionId } },
        data: { state: 'cancelled', lastReason: 'unsubscribed' },
      }),
    ]);
  }
}

function distinct(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}
