import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { type PageQuery, pageArguments } from '../api/page.js';
import type { Cadence, Prisma, SourceKind, SubscriptionState, UpdatePolicy } from '../database/generated/client.js';
import { PrismaStore } from '../database/prisma.store.js';
import type { Transaction } from '../database/transaction.js';

export interface SubscriptionFields {
  name: string;
  state: SubscriptionState;
  minimumScore: number;
  minimumSources: number;
  languages: string[];
  feedIds: string[];
  sourceKinds: SourceKind[];
  cadence: Cadence;
  digestTime: string;
  digestWeekday: number;
  quietFrom: string | null;
  quietUntil: string | null;
  maxPerHour: number | null;
  updatePolicy: UpdatePolicy;
  mutedUntil: Date | null;
}

export interface SubscriptionLinks {
  topicIds: string[];
  targetIds: string[];
  /** The subscription's own query, beside the topics; null for none. */
  query: string | null;
}

export interface SubscriptionFilter {
  subscriberId?: string | undefined;
  topicId?: string | undefined;
  targetId?: string | undefined;
  state?: SubscriptionState | undefined;
  cadence?: Cadence | undefined;
}

const whole = {
  subscriber: { select: { timeZone: true } },
  ownQuery: { select: { id: true, query: true, version: true } },
  topics: { select: { topic: { select: { id: true, slug: true, name: true, ownerId: true } } } },
  targets: { select: { target: { select: { id: true, kind: true, label: true, state: true } } } },
} as const satisfies Prisma.SubscriptionInclude;

/** Keeps subscriptions, and the own query of each as a topic that is matched like any other and shown with its subscription only. */
@Injectable()
export class SubscriptionStore {
  constructor(private readonly prisma: PrismaStore) {}

  list(page: PageQuery, filter: SubscriptionFilter) {
    const { where, ...rest } = pageArguments(page);
    return this.prisma.subscription.findMany({
      ...rest,
      where: { AND: [toWhere(filter), where ?? {}] },
      include: whole,
    });
  }

  count(filter: SubscriptionFilter): Promise<number> {
    return this.prisma.subscription.count({ where: toWhere(filter) });
  }

  find(id: string) {
    return this.prisma.subscription.findUnique({ where: { id }, include: whole });
  }

  /** What is left out of the fields is as the schema has it. */
  async create(subscriberId: string, fields: Partial<SubscriptionFields> & { name: string }, links: SubscriptionLinks) {
    const id = newId();
    await this.prisma.$transaction(async (transaction) => {
      const created = await transaction.subscription.create({ data: { ...fields, id, subscriberId } });
      await linkTopics(transaction, id, links.topicIds);
      await linkTargets(transaction, id, links.targetIds);
      if (links.query !== null) await addOwnQuery(transaction, created, links.query);
    });
    return this.prisma.subscription.findUniqueOrThrow({ where: { id }, include: whole });
  }

  /** Throws Prisma's P2025 when there is none. Another own query is a new version of it, and no query deletes it with its matches. */
  async update(
    id: string,
    fields: Partial<SubscriptionFields>,
    { topicIds, targetIds, query }: Partial<SubscriptionLinks>,
  ) {
    await this.prisma.$transaction(async (transaction) => {
      const { ownQuery, ...subscription } = await transaction.subscription.update({
        where: { id },
        data: fields,
        select: { id: true, name: true, state: true, ownQuery: { select: { id: true, query: true } } },
      });
      if (topicIds) {
        await transaction.subscriptionTopic.deleteMany({ where: { subscriptionId: id, topic: { ownerId: null } } });
        await linkTopics(transaction, id, topicIds);
      }
      if (targetIds) {
        await transaction.subscriptionTarget.deleteMany({ where: { subscriptionId: id } });
        await linkTargets(transaction, id, targetIds);
      }
      if (query === null) await transaction.topic.deleteMany({ where: { ownerId: id } });
      else if (ownQuery) await changeOwnQuery(transaction, ownQuery, subscription, query);
      else if (query !== undefined) await addOwnQuery(transaction, subscription, query);
    });
    return this.prisma.subscription.findUniqueOrThrow({ where: { id }, include: whole });
  }

  async delete(id: string): Promise<boolean> {
    return (await this.prisma.subscription.deleteMany({ where: { id } })).count > 0;
  }

  /** Of these targets, those that belong to someone else or to nobody. */
  async foreignTargets(subscriberId: string, targetIds: string[]): Promise<string[]> {
    const where = { subscriberId, id: { in: targetIds } };
    return without(targetIds, await this.prisma.target.findMany({ where, select: { id: true } }));
  }

  async unknownTopics(topicIds: string[]): Promise<string[]> {
    const where = { ownerId: null, id: { in: topicIds } };
    return without(topicIds, await this.prisma.topic.findMany({ where, select: { id: true } }));
  }

  async unknownFeeds(feedIds: string[]): Promise<string[]> {
    return without(feedIds, await this.prisma.feed.findMany({ where: { id: { in: feedIds } }, select: { id: true } }));
  }

  findTargetLink(subscriptionId: string, targetId: string) {
    return this.prisma.subscriptionTarget.findUnique({
      where: { subscriptionId_targetId: { subscriptionId, targetId } },
      include: { subscription: { include: whole }, target: true },
    });
  }

  /**
   * No more of this subscription to this target; what waits to go out is called off: alerts with their updates and edits, and
   * digests. Doing it twice changes nothing.
   */
  async unsubscribe(subscriptionId: string, targetId: string): Promise<void> {
    await this.prisma.$transaction(async (transaction) => {
      await transaction.subscriptionTarget.deleteMany({ where: { subscriptionId, targetId } });
      await transaction.delivery.updateMany({
        where: {
          targetId,
          state: 'pending',
          OR: [{ alert: { subscriptionId } }, { digest: { subscriptionId } }],
        },
        data: { state: 'cancelled', lastReason: 'unsubscribed' },
      });
    });
  }
}

function toWhere({ topicId, targetId, ...same }: SubscriptionFilter): Prisma.SubscriptionWhereInput {
  return {
    ...same,
    ...(topicId && { topics: { some: { topicId } } }),
    ...(targetId && { targets: { some: { targetId } } }),
  };
}

type Named = { id: string; name: string; state: SubscriptionState };

/** A subscription that is paused or stopped has nothing looked for. */
const ownTopicFields = ({ name, state }: Named) => ({ name: `${name}: own query`, enabled: state === 'active' });

async function addOwnQuery(transaction: Transaction, subscription: Named, query: string): Promise<void> {
  const id = newId();
  await transaction.topic.create({
    data: {
      id,
      slug: `own-${subscription.id}`,
      ...ownTopicFields(subscription),
      query,
      ownerId: subscription.id,
    },
  });
  await linkTopics(transaction, subscription.id, [id]);
}

async function changeOwnQuery(
  transaction: Transaction,
  stored: { id: string; query: string },
  subscription: Named,
  query: string | undefined,
): Promise<void> {
  const isNew = query !== undefined && query !== stored.query;
  await transaction.topic.update({
    where: { id: stored.id },
    data: { ...ownTopicFields(subscription), ...(isNew && { query, version: { increment: 1 } }) },
  });
}

async function linkTopics(transaction: Transaction, subscriptionId: string, topicIds: string[]): Promise<void> {
  const data = [...new Set(topicIds)].map((topicId) => ({ subscriptionId, topicId }));
  await transaction.subscriptionTopic.createMany({ data });
}

async function linkTargets(transaction: Transaction, subscriptionId: string, targetIds: string[]): Promise<void> {
  const data = [...new Set(targetIds)].map((targetId) => ({ subscriptionId, targetId }));
  await transaction.subscriptionTarget.createMany({ data });
}

function without(ids: readonly string[], rows: readonly { id: string }[]): string[] {
  const known = new Set(rows.map(({ id }) => id));
  return ids.filter((id) => !known.has(id));
}
