import { Injectable } from '@nestjs/common';
import { PrismaStore } from '../database/prisma.store.js';
import type { FeedStory } from './topic-feed.js';

/** Readers keep what they have seen; who comes once a day misses nothing of a busy topic. */
const LATEST = 100;

@Injectable()
export class TopicFeedStore {
  constructor(private readonly prisma: PrismaStore) {}

  /** What the topic found last, by the index on when it found it. */
  async latest(topicId: string): Promise<FeedStory[]> {
    return this.prisma.$queryRaw<FeedStory[]>`
      WITH latest AS MATERIALIZED (
        SELECT story_id, evidence, matched_at FROM matches WHERE topic_id = ${topicId}::uuid
        ORDER BY matched_at DESC LIMIT ${LATEST}::int)
      SELECT s.id, s.title, s.text, s.url, s.published_at AS "publishedAt", l.matched_at AS "matchedAt", f.title AS source, l.evidence
      FROM latest l JOIN stories s ON s.id = l.story_id JOIN feeds f ON f.id = s.feed_id
      ORDER BY l.matched_at DESC, s.id DESC`;
  }
}
