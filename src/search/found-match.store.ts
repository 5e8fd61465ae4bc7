import { Injectable } from '@nestjs/common';
import { Prisma } from '../database/generated/client.js';
import { PrismaStore } from '../database/prisma.store.js';
import type { Evidence } from '../matching/definitions.js';

export interface MatchPlace {
  matchedAt: Date;
  storyId: string;
  topicId: string;
}

export interface FoundMatchRow extends MatchPlace {
  score: number;
  evidence: Evidence[];
  storyRevision: number;
  topicVersion: number;
  title: string;
  url: string | null;
  slug: string;
  name: string;
}

/** What topics found, by when they found it. */
@Injectable()
export class FoundMatchStore {
  constructor(private readonly prisma: PrismaStore) {}

  /** The latest first, or the earliest first; only the desk's topics. One of topic and story must be given: there is an index for each. */
  list(
    filter: { topic?: string; storyId?: string; from?: Date; to?: Date },
    { after, ascending, count }: { after: MatchPlace | undefined; ascending: boolean; count: number },
  ): Promise<FoundMatchRow[]> {
    const { topic, storyId, from, to } = filter;
    const conditions: Prisma.Sql[] = [];
    if (topic !== undefined)
      conditions.push(Prisma.sql`m.topic_id = (SELECT id FROM topics WHERE slug = ${topic} AND owner_id IS NULL)`);
    if (storyId !== undefined) conditions.push(Prisma.sql`m.story_id = ${storyId}::uuid`);
    if (from) conditions.push(Prisma.sql`m.matched_at >= ${from}`);
    if (to) conditions.push(Prisma.sql`m.matched_at < ${to}`);
    if (after) {
      const place = Prisma.sql`(${after.matchedAt}, ${after.storyId}::uuid, ${after.topicId}::uuid)`;
      // The first condition is what the index takes.
      conditions.push(
        ascending
          ? Prisma.sql`m.matched_at >= ${after.matchedAt} AND (m.matched_at, m.story_id, m.topic_id) > ${place}`
          : Prisma.sql`m.matched_at <= ${after.matchedAt} AND (m.matched_at, m.story_id, m.topic_id) < ${place}`,
      );
    }
    const order = Prisma.raw(ascending ? 'ASC' : 'DESC');
    return this.prisma.$queryRaw<FoundMatchRow[]>`
      SELECT m.story_id AS "storyId", m.topic_id AS "topicId", m.score, m.evidence, m.story_revision AS "storyRevision",
             m.topic_version AS "topicVersion", m.matched_at AS "matchedAt", s.title, s.url, t.slug, t.name
      FROM matches m JOIN topics t ON t.id = m.topic_id JOIN stories s ON s.id = m.story_id
      WHERE t.owner_id IS NULL AND ${Prisma.join(conditions, ' AND ')}
      ORDER BY m.matched_at ${order}, m.story_id ${order}, m.topic_id ${order} LIMIT ${Prisma.raw(String(Math.trunc(count)))}`;
  }
}
