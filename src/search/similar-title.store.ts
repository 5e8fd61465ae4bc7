import { Injectable } from '@nestjs/common';
import { Prisma } from '../database/generated/client.js';
import { PrismaStore } from '../database/prisma.store.js';
import type { StoryFilter } from './story-query.js';
import { conditionsOn, limitTo } from './story-source.store.js';

export interface LikeTitle {
  id: string;
  /** 0 to 1: the share of the asked words' trigrams that stand together in the title. */
  likeness: number;
}

/** Below it, titles share a syllable and no more. */
const LEAST_LIKENESS = 0.45;

/** Titles by their likeness to some words, however misspelt or cut short: `word_similarity` of pg_trgm. */
@Injectable()
export class SimilarTitleStore {
  constructor(private readonly prisma: PrismaStore) {}

  /** The likest first, equally like ones newest first; after the one that a page ended with. */
  async find(
    folded: string,
    filter: StoryFilter & { topicId?: string },
    { after, count }: { after: LikeTitle | undefined; count: number },
  ): Promise<LikeTitle[]> {
    const conditions = conditionsOn(filter, { kind: 'searchable' });
    const beyond = after
      ? Prisma.sql`(a.likeness < ${after.likeness}::float4 OR a.likeness = ${after.likeness}::float4 AND a.story_id < ${after.id}::uuid)`
      : Prisma.sql`true`;
    return this.prisma.$transaction(async (transaction) => {
      await transaction.$queryRaw`
        SELECT set_config('pg_trgm.word_similarity_threshold', ${String(LEAST_LIKENESS)}, true)`;
      return transaction.$queryRaw<LikeTitle[]>`
        WITH alike AS MATERIALIZED (
          SELECT story_id, word_similarity(${folded}, title) AS likeness FROM story_words WHERE ${folded} <% title)
        SELECT a.story_id AS id, a.likeness::float8 AS likeness FROM alike a JOIN stories s ON s.id = a.story_id
        WHERE ${beyond} ${conditions ? Prisma.sql`AND ${conditions}` : Prisma.empty}
        ORDER BY a.likeness DESC, a.story_id DESC ${limitTo(count)}`;
    });
  }
}
