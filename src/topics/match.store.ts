import { Injectable } from '@nestjs/common';
import { commitLater } from '../database/commit-later.js';
import type { Transaction } from '../database/transaction.js';
import type { Evidence } from '../matching/definitions.js';
import type { SearchedWords } from '../stories/unmatched-story.store.js';

export interface FoundMatch {
  topicId: string;
  topicVersion: number;
  score: number;
  evidence: readonly Evidence[];
}

@Injectable()
export class MatchStore {
  /**
   * Marks this wording as matched, makes it searchable, and leaves exactly these matches on the story: an earlier wording's are replaced, and
   * withdrawn where the new one has none. False when a newer wording has come meanwhile, or another job has matched this one
   * already: then nothing is written.
   */
  async recordMatches(
    transaction: Transaction,
    story: { id: string; revision: number },
    matches: readonly FoundMatch[],
    matchedAt: Date,
    searched: SearchedWords,
  ): Promise<boolean> {
    const rows = JSON.stringify(
      matches.map(({ topicId, topicVersion, score, evidence }) => ({
        topic_id: topicId,
        topic_version: topicVersion,
        score,
        evidence,
      })),
    );
    const [{ isOurs }] = await transaction.$queryRaw<[{ isOurs: boolean }]>`
      WITH found AS MATERIALIZED (
        SELECT f.* FROM jsonb_to_recordset(${rows}::jsonb) AS f(topic_id uuid, topic_version int, score float8, evidence jsonb)
        -- Deleted since it was compiled.
        JOIN topics t ON t.id = f.topic_id
      ), ours AS (
        UPDATE stories SET matched_at = ${matchedAt}
        WHERE id = ${story.id}::uuid AND revision = ${story.revision} AND matched_at IS NULL
        RETURNING id
      ), withdrawn AS (
        DELETE FROM matches m USING ours WHERE m.story_id = ours.id AND m.topic_id NOT IN (SELECT topic_id FROM found)
      ), kept AS (
        INSERT INTO matches (story_id, topic_id, score, evidence, story_revision, topic_version, matched_at)
        SELECT ours.id, found.topic_id, found.score, found.evidence, ${story.revision}, found.topic_version, ${matchedAt}
        FROM ours, found
        ON CONFLICT (story_id, topic_id) DO UPDATE
        SET score = EXCLUDED.score, evidence = EXCLUDED.evidence, story_revision = EXCLUDED.story_revision,
            topic_version = EXCLUDED.topic_version, matched_at = EXCLUDED.matched_at
      ), searched AS (
        INSERT INTO story_words (story_id, title, words)
        SELECT ours.id, ${searched.title}, array_to_tsvector(${[...searched.words]}::text[]) FROM ours
        ON CONFLICT (story_id) DO UPDATE SET title = EXCLUDED.title, words = EXCLUDED.words
      )
      SELECT EXISTS (SELECT FROM ours) AS "isOurs", ${commitLater} AS commits`;
    return isOurs;
  }
}
