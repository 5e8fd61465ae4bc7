import { Injectable } from '@nestjs/common';
import type { Prisma } from '../database/generated/client.js';
import { PrismaStore } from '../database/prisma.store.js';

const whole = {
  subscriber: { select: { id: true, name: true, locale: true, timeZone: true } },
  subscriptions: {
    select: {
      subscription: {
        select: {
          id: true,
          name: true,
          state: true,
          cadence: true,
          digestTime: true,
          digestWeekday: true,
          quietFrom: true,
          quietUntil: true,
          mutedUntil: true,
          topics: { select: { topic: { select: { name: true, ownerId: true } } } },
          _count: { select: { targets: true } },
        },
      },
    },
    orderBy: { subscriptionId: 'asc' },
  },
} as const satisfies Prisma.TargetSelect;

export type ReaderPreferences = NonNullable<Awaited<ReturnType<PreferencesStore['find']>>>;
export type ReaderSubscription = ReaderPreferences['subscriptions'][number];

/** What comes to one target, for whoever reads it. */
@Injectable()
export class PreferencesStore {
  constructor(private readonly prisma: PrismaStore) {}

  async find(targetId: string) {
    const found = await this.prisma.target.findUnique({
      where: { id: targetId },
      select: { id: true, label: true, ...whole },
    });
    return found && { ...found, subscriptions: found.subscriptions.map(({ subscription }) => subscription) };
  }
}
