import { Injectable } from '@nestjs/common';
import { type PageQuery, pageArguments } from '../api/page.js';
import type { Prisma } from '../database/generated/client.js';
import { PrismaStore } from '../database/prisma.store.js';
import type { ActiveSilence } from './active-silence.js';

export interface SilenceFields extends ActiveSilence {
  startsAt: Date;
  endsAt: Date;
  comment: string;
}

export interface SilenceFilter {
  subscriptionId?: string | undefined;
  topicId?: string | undefined;
  feedId?: string | undefined;
  /** Whether it holds now. */
  active?: boolean | undefined;
}

@Injectable()
export class SilenceStore {
  constructor(private readonly prisma: PrismaStore) {}

  list(page: PageQuery, filter: SilenceFilter, now: Date) {
    const { where, ...rest } = pageArguments(page);
    return this.prisma.silence.findMany({ ...rest, where: { AND: [toWhere(filter, now), where ?? {}] } });
  }

  count(filter: SilenceFilter, now: Date): Promise<number> {
    return this.prisma.silence.count({ where: toWhere(filter, now) });
  }

  find(id: string) {
    return this.prisma.silence.findUnique({ where: { id } });
  }

  create(silence: SilenceFields) {
    return this.prisma.silence.create({ data: silence });
  }

  update(id: string, change: Partial<Pick<SilenceFields, 'endsAt' | 'comment'>>) {
    return this.prisma.silence.update({ where: { id }, data: change });
  }

  async delete(id: string): Promise<boolean> {
    return (await this.prisma.silence.deleteMany({ where: { id } })).count > 0;
  }

  /** Which of the named things are not there. A subscription's own query is muted with its subscription. */
  async unknown({ subscriptionId, topicId, feedId }: ActiveSilence): Promise<('subscription' | 'topic' | 'feed')[]> {
    const [subscription, topic, feed] = await Promise.all([
      subscriptionId === null || this.prisma.subscription.findUnique({ where: { id: subscriptionId } }),
      topicId === null || this.prisma.topic.findFirst({ where: { id: topicId, ownerId: null } }),
      feedId === null || this.prisma.feed.findUnique({ where: { id: feedId } }),
    ]);
    const named = [['subscription', subscription] as const, ['topic', topic] as const, ['feed', feed] as const];
    return named.flatMap(([noun, found]) => (found ? [] : [noun]));
  }
}

function toWhere({ active, ...same }: SilenceFilter, now: Date): Prisma.SilenceWhereInput {
  if (active === undefined) return same;
  const holding = { startsAt: { lte: now }, endsAt: { gt: now } };
  return { ...same, ...(active ? holding : { NOT: holding }) };
}
