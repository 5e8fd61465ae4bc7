import { Injectable } from '@nestjs/common';
import { commitLater } from '../database/commit-later.js';
import { PrismaStore } from '../database/prisma.store.js';
import { type SearchableStory, storyWords } from './story-words.js';

type WordlessStory = SearchableStory & { revision: number; lastId: string };

/** Stories looked at by one statement, and read and stored by it. */
const LOOK = 10_000;
const BATCH = 200;

/** Stories whose words are not stored yet: those of before there was a search. */
@Injectable()
export class StoryWordsStore {
  constructor(private readonly prisma: PrismaStore) {}

  /**
   * Makes the newest stories before an id searchable that are not yet, at most `BATCH`; gives the id to go on from, null at the end.
   * What is not matched yet is the matcher's to store.
   */
  async fill(before: string | undefined): Promise<{ next: string | null; filled: number }> {
    const from = before ?? null;
    const wordless = await this.prisma.$queryRaw<WordlessStory[]>`
      WITH step AS MATERIALIZED (
        SELECT id FROM stories WHERE ${from}::uuid IS NULL OR id < ${from}::uuid ORDER BY id DESC LIMIT ${LOOK}::int
      ), wordless AS MATERIALIZED (
        SELECT id FROM step WHERE (SELECT true FROM story_words w WHERE w.story_id = step.id) IS NULL ORDER BY id DESC LIMIT ${BATCH}::int
      )
      SELECT last.id AS "lastId", s.id, s.revision, s.feed_id AS "feedId", s.language, s.title, s.text
      FROM (SELECT id FROM step ORDER BY id LIMIT 1) last
      LEFT JOIN (SELECT s.* FROM wordless JOIN stories s ON s.id = wordless.id) s ON true
      ORDER BY s.id DESC`;
    const [first] = wordless;
    if (!first) return { next: null, filled: 0 };
    const found = wordless.filter(({ id }) => id !== null);
    await this.store(found);
    return { next: found.length < BATCH ? first.lastId : (found.at(-1)?.id ?? null), filled: found.length };
  }

  private async store(stories: readonly WordlessStory[]): Promise<void> {
    if (stories.length === 0) return;
    const rows = JSON.stringify(
      stories.map((story) => ({ id: story.id, revision: story.revision, ...storyWords(story) })),
    );
    await this.prisma.$queryRaw`
      WITH ours AS MATERIALIZED (
        SELECT s.id, r.title, r.words
        FROM jsonb_to_recordset(${rows}::jsonb) AS r(id uuid, revision int, title text, words text[])
        JOIN stories s ON s.id = r.id AND s.revision = r.revision AND s.matched_at IS NOT NULL
        ORDER BY s.id FOR KEY SHARE OF s
      ), filled AS (
        INSERT INTO story_words (story_id, title, words) SELECT id, title, array_to_tsvector(words) FROM ours
        ON CONFLICT (story_id) DO NOTHING
      )
      SELECT ${commitLater} AS commits`;
  }
}
