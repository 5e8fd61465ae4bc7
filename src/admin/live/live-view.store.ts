import { Injectable } from '@nestjs/common';
import { type alertView, toAlertView } from '../../alerts/alert-view.js';
import { wholeAlert } from '../../alerts/alert.store.js';
import type { Prisma } from '../../database/generated/client.js';
import { PrismaStore } from '../../database/prisma.store.js';
import { type deliveryView, toDeliveryView } from '../../delivery/delivery-view.js';
import { listedDelivery } from '../../delivery/delivery.store.js';
import { type storyView, toStoryView } from '../../stories/story-view.js';
import type { z } from 'zod';

export interface LiveStory {
  view: z.infer<typeof storyView>;
  /** When its present wording came: fetched, or reworded. */
  wordedAt: Date;
}

/** A subscription's own query is nobody else's business. */
const ofTheDesk = { topic: { ownerId: null } } as const satisfies Prisma.MatchWhereInput;

/** What is shown of a subject, as the API lists it. By id; what was deleted since is not there. */
@Injectable()
export class LiveViewStore {
  constructor(private readonly prisma: PrismaStore) {}

  /** Those that a topic of the desk finds. */
  async stories(ids: string[]): Promise<Map<string, LiveStory>> {
    const rows = await this.prisma.story.findMany({
      where: { id: { in: ids }, matches: { some: ofTheDesk } },
      include: {
        feed: { select: { id: true, title: true, sourceKind: true, isSample: true } },
        matches: {
          where: ofTheDesk,
          include: { topic: { select: { id: true, slug: true, name: true } } },
          orderBy: { topicId: 'asc' },
        },
        revisions: { select: { replacedAt: true }, orderBy: { number: 'desc' }, take: 1 },
      },
    });
    return new Map(
      rows.map((row) => [row.id, { view: toStoryView(row), wordedAt: row.revisions[0]?.replacedAt ?? row.fetchedAt }]),
    );
  }

  async alerts(ids: string[]): Promise<Map<string, z.infer<typeof alertView>>> {
    const rows = await this.prisma.alert.findMany({
      where: { id: { in: ids } },
      include: wholeAlert,
    });
    return new Map(rows.map((row) => [row.id, toAlertView(row)]));
  }

  async deliveries(ids: string[]): Promise<Map<string, z.infer<typeof deliveryView>>> {
    const rows = await this.prisma.delivery.findMany({
      where: { id: { in: ids } },
      include: listedDelivery,
    });
    return new Map(rows.map((row) => [row.id, toDeliveryView(row)]));
  }
}
