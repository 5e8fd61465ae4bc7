import { Injectable } from '@nestjs/common';
import { commitLater } from '../database/commit-later.js';
import { gathered } from '../database/gathered.js';
import { PrismaStore } from '../database/prisma.store.js';

/** A wording that no topic has looked at yet. */
export interface UnmatchedStory {
  id: string;
  revision: number;
  title: string;
  text: string;
  language: string | null;
  url: string | null;
  fingerprint: string;
  fetchedAt: Date;
  /** Where it is in one already, by an earlier wording. */
  eventId: string | null;
  feedId: string;
  feedTitle: string;
  feedUrl: string;
  /** Whether somebody was told of an earlier wording, or is to be told of it in a digest. */
  wasTold: boolean;
}

/** What a wording is searched by from when it is matched on. */
export interface SearchedWords {
  /** Folded, for trigrams. */
  title: string;
  /** Lexemes, each once. */
  words: readonly string[];
}

interface MatchedInVain {
  id: string;
  revision: number;
  at: Date;
  searched: SearchedWords;
}

/** Stories on their way to the matcher, and those that it finds nothing in: most of all. Those of a moment share a statement. */
@Injectable()
export class UnmatchedStoryStore {
  private readonly finds = gathered((ids: readonly string[]) => this.findAll(ids));
  private readonly marks = gathered((stories: readonly MatchedInVain[]) => this.markAll(stories));

  constructor(private readonly prisma: PrismaStore) {}

  /** Null when the story is gone, or matched in the wording that it has. */
  find(id: string): Promise<UnmatchedStory | null> {
    return this.finds(id);
  }

  /** Nothing was found in this wording, and so there is nothing to decide; a wording that came meanwhile stays up for matching. */
  async markMatchedInVain(story: MatchedInVain): Promise<void> {
    await this.marks(story);
  }

  private async findAll(ids: readonly string[]): Promise<(UnmatchedStory | null)[]> {
    const found = await this.prisma.$queryRaw<UnmatchedStory[]>`
      WITH asked AS (SELECT DISTINCT unnest(${[...ids]}::uuid[]) AS id)
      SELECT s.id, s.revision, s.title, s.text, s.language, s.url, s.fingerprint, s.fetched_at AS "fetchedAt", s.event_id AS "eventId",
             s.feed_id AS "feedId", f.title AS "feedTitle", f.url AS "feedUrl",
             s.revision > 1 AND EXISTS (
               SELECT FROM decisions d WHERE d.story_id = s.id AND (d.verdict <> 'hold' OR d.digest_due_at IS NOT NULL)) AS "wasTold"
      FROM asked JOIN stories s ON s.id = asked.id JOIN feeds f ON f.id = s.feed_id
      WHERE s.matched_at IS NULL`;
    const byId = new Map(found.map((story) => [story.id, story]));
    return ids.map((id) => byId.get(id) ?? null);
  }

  private async markAll(stories: readonly MatchedInVain[]): Promise<null[]> {
    const rows = JSON.stringify(stories.map(({ searched, ...story }) => ({ ...story, ...searched })));
    // In one order, so that two statements never wait for each other's rows.
    await this.prisma.$queryRaw`
      WITH ours AS MATERIALIZED (
        SELECT s.id, r.at, r.title, r.words
        FROM stories s
        JOIN jsonb_to_recordset(${rows}::jsonb) AS r(id uuid, revision int, at timestamptz, title text, words text[])
          ON r.id = s.id AND r.revision = s.revision
        WHERE s.matched_at IS NULL ORDER BY s.id FOR NO KEY UPDATE OF s
      ), withdrawn AS (
        DELETE FROM matches WHERE story_id IN (SELECT id FROM ours)
      ), marked AS (
        UPDATE stories s SET matched_at = ours.at, decided_at = ours.at FROM ours WHERE s.id = ours.id
      ), searched AS (
        INSERT INTO story_words (story_id, title, words) SELECT id, title, array_to_tsvector(words) FROM ours
        ON CONFLICT (story_id) DO UPDATE SET title = EXCLUDED.title, words = EXCLUDED.words
      )
      SELECT ${commitLater} AS commits`;
    return stories.map(() => null);
  }
}
