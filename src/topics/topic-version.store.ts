import { Injectable } from '@nestjs/common';
import type { TopicVersion } from '../database/generated/client.js';
import { PrismaStore } from '../database/prisma.store.js';

/** Every query that a topic has, or had: a trigger keeps them, whoever writes one. */
@Injectable()
export class TopicVersionStore {
  constructor(private readonly prisma: PrismaStore) {}

  /** Newest first, those below the given version. */
  list(topicId: string, below: number | undefined, limit: number): Promise<TopicVersion[]> {
    return this.prisma.topicVersion.findMany({
      where: { topicId, ...(below === undefined ? {} : { version: { lt: below } }) },
      orderBy: { version: 'desc' },
      take: limit,
    });
  }

  find(topicId: string, version: number): Promise<TopicVersion | null> {
    return this.prisma.topicVersion.findUnique({ where: { topicId_version: { topicId, version } } });
  }
}
