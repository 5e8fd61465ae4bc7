import { Injectable } from '@nestjs/common';
import { MAX_PAGE } from '../api/page.js';
import { Prisma } from '../database/generated/client.js';
import { gathered } from '../database/gathered.js';
import { PrismaStore } from '../database/prisma.store.js';

/** A story as lists show it: the JSON of a `storyView`, as PostgreSQL writes it. */
export interface StoryItem {
  id: string;
  item: string;
}

export interface StoryToRead extends StoryItem {
  html: string | null;
  url: string | null;
  /** Earlier wordings, the last first; null where there is none. */
  revisions: { number: number; title: string; text: string; replacedAt: string }[] | null;
}

const iso = (column: string) => Prisma.raw(`to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);

/**
 * A subscription's own query is nobody else's business: only the desk's topics are shown. Of a text that is cut the beginning is given:
 * where evidence stands is counted from there.
 */
export function itemOf(textLength?: number): Prisma.Sql {
  const text = textLength === undefined ? Prisma.sql`s.text` : Prisma.sql`left(s.text, ${textLength}::int)`;
  return Prisma.sql`json_build_object(
  'id', s.id, 'title', s.title, 'text', ${text}, 'url', s.url, 'author', s.author, 'language', s.language,
  'categories', s.categories, 'enclosures', s.enclosures, 'publishedAt', ${iso('s.published_at')},
  'fetchedAt', ${iso('s.fetched_at')}, 'revision', s.revision, 'articleState', s.article_state,
  'articleFailure', s.article_failure, 'eventId', s.event_id,
  'feed', (SELECT json_build_object('id', f.id, 'title', f.title, 'sourceKind', f.source_kind, 'isSample', f.is_sample)
           FROM feeds f WHERE f.id = s.feed_id),
  'matches', COALESCE((
    SELECT json_agg(json_build_object(
      'topic', json_build_object('id', t.id, 'slug', t.slug, 'name', t.name), 'score', m.score, 'evidence', m.evidence)
      ORDER BY m.topic_id)
    FROM matches m JOIN topics t ON t.id = m.topic_id WHERE m.story_id = s.id AND t.owner_id IS NULL), '[]'))::text`;
}

/** Stories as they are shown. PostgreSQL writes their JSON: to make objects of rows only to write them again is half a request's cost. */
@Injectable()
export class StoryItemStore {
  private readonly reads = gathered((ids: readonly string[]) => this.readAll(ids), { gatherMs: 1, atOnce: 4 });

  constructor(private readonly prisma: PrismaStore) {}

  /** In the order of the ids; what is gone is left out. */
  async items(ids: readonly string[], textLength?: number): Promise<StoryItem[]> {
    if (ids.length === 0) return [];
    return this.prisma.$queryRaw<StoryItem[]>`
      WITH asked AS (SELECT * FROM unnest(${[...ids]}::uuid[]) WITH ORDINALITY AS a(id, place))
      SELECT s.id, ${itemOf(textLength)} AS item FROM asked JOIN stories s ON s.id = asked.id ORDER BY asked.place`;
  }

  /** Those asked for in a moment share a statement. Null where there is none. */
  find(id: string): Promise<StoryToRead | null> {
    return this.reads(id);
  }

  private async readAll(ids: readonly string[]): Promise<(StoryToRead | null)[]> {
    const found = await this.prisma.$queryRaw<StoryToRead[]>`
      WITH asked AS (SELECT DISTINCT unnest(${[...ids]}::uuid[]) AS id)
      SELECT s.id, s.html, s.url, ${itemOf()} AS item,
             CASE WHEN s.revision > 1 THEN (
               SELECT json_agg(json_build_object('number', r.number, 'title', r.title, 'text', r.text,
                                                 'replacedAt', ${iso('r.replaced_at')}) ORDER BY r.number DESC)
               FROM (SELECT * FROM revisions r WHERE r.story_id = s.id ORDER BY r.number DESC LIMIT ${MAX_PAGE}) r) END AS revisions
      FROM asked JOIN stories s ON s.id = asked.id`;
    const byId = new Map(found.map((story) => [story.id, story]));
    return ids.map((id) => byId.get(id) ?? null);
  }
}
