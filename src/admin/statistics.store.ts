import { Injectable } from '@nestjs/common';
import { PrismaStore } from '../database/prisma.store.js';

@Injectable()
export class StatisticsStore {
  constructor(private readonly prisma: PrismaStore) {}

  /** Throws when the database does not answer. */
  async ping(): Promise<void> {
    await this.prisma.$queryRaw`SELECT 1`;
  }

  async counts() {
    const [feeds, stories, matches, alerts, deliveries] = await Promise.all([
      this.prisma.feed.count(),
      this.prisma.story.count(),
      this.prisma.match.count(),
      this.prisma.alert.count(),
      this.prisma.delivery.count(),
    ]);
    return { feeds, stories, matches, alerts, deliveries };
  }
}
