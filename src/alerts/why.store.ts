import { Injectable } from '@nestjs/common';
import { PrismaStore } from '../database/prisma.store.js';

/** Everything that led one story to one subscription, or kept it from there. */
@Injectable()
export class WhyStore {
  constructor(private readonly prisma: PrismaStore) {}

  findStory(id: string) {
    return this.prisma.story.findUnique({
      where: { id },
      include: { feed: { select: { title: true, url: true } }, event: true, matches: true },
    });
  }

  findSubscription(id: string) {
    return this.prisma.subscription.findUnique({
      where: { id },
      include: { topics: { include: { topic: true } } },
    });
  }

  findLikeStory(id: string) {
    return this.prisma.story.findUnique({
      where: { id },
      select: { id: true, title: true, feed: { select: { title: true } } },
    });
  }

  storiesOf(eventId: string): Promise<number> {
    return this.prisma.story.count({ where: { eventId } });
  }

  decisions(storyId: string, subscriptionId: string) {
    return this.prisma.decision.findMany({ where: { storyId, subscriptionId }, orderBy: { storyRevision: 'asc' } });
  }

  /** Of the alert that told of the event, its updates by this story, and the digests that this story came in. */
  deliveries(subscriptionId: string, storyId: string, eventId: string) {
    return this.prisma.delivery.findMany({
      where: {
        OR: [
          { kind: { in: ['alert', 'edit'] }, alert: { subscriptionId, eventId } },
          { kind: 'update', update: { snapshot: { storyId }, alert: { subscriptionId } } },
          { kind: 'digest', digest: { subscriptionId, decisions: { some: { storyId } } } },
        ],
      },
      include: {
        target: { select: { id: true, kind: true, label: true } },
        attempts: { orderBy: { number: 'asc' } },
      },
      orderBy: { id: 'asc' },
    });
  }
}
