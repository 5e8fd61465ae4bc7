import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { PrismaStore } from '../database/prisma.store.js';
import type { Transaction } from '../database/transaction.js';
import type { Identity } from './resolve-key-collisions.js';
import type { NewStory } from './to-story.js';

/** One wording of a story. */
export interface StoryWording {
  id: string;
  revision: number;
}

export interface StoredStory extends StoryWording {
  kind: 'new' | 'changed';
}

export interface StoredFetch {
  /** What is new or reworded. */
  stored: StoredStory[];
  /** How many of the items were known before, reworded or not: none where the feed has moved on past all that was seen of it. */
  knownCount: number;
}

export type IdentifiedStory = NewStory & Identity;

/** From this many characters on, a text that comes twice is the same text, and no formula like "Photos of the day". */
const LONG_TEXT = 80;

@Injectable()
export class StoryStore {
  constructor(private readonly prisma: PrismaStore) {}

  /**
   * Stores what a fetch brought, in one statement, and gives back only what is new or reworded; an item seen before in the same
   * words changes nothing. A changed wording keeps the earlier one as a revision and is up for matching again.
   *
   * An item is a stored story when it has its key. Keys fail: a feed gives none, one to several items, or another at each fetch.
   * What is not found by its key is therefore looked for by what else should be the same, in this order, and each story is
   * taken by one item:
   * 1. a key that it was given beside others of its guid, or its own key where no others are known to share it;
   * 2. its address, with the same words, or, where nothing else stands there, with the same title, guid or long text;
   * 3. its words, where two of these hold: no address tells the two apart; the text is no mere formula; the document holds
   *    nothing that is known otherwise, and mostly such words (the site has moved, and all guids and links with it).
   * Two items of one document never become one story, and a date decides nothing.
   */
  async insertNewStories(
    transaction: Transaction,
    feedId: string,
    stories: readonly IdentifiedStory[],
    fetched: { at: Date; onFirstPoll: boolean; wantsArticle: boolean },
  ): Promise<StoredFetch> {
    if (stories.length === 0) return { stored: [], knownCount: 0 };
    const rows = JSON.stringify(stories.map((story, n) => toRow(story, n, fetched)));
    const [result] = await transaction.$queryRaw<[StoredFetch]>`
      WITH incoming AS MATERIALIZED (
        SELECT *, keys[1] AS key, guid IS NULL AND url IS NULL AS nameless, length(text) >= ${LONG_TEXT} AS long
        FROM jsonb_to_recordset(${rows}::jsonb) AS i(
          n int, id uuid, own_key text, keys text[], shared_keys text[], addresses text[], alone_there boolean, told_by_title boolean,
          guid text, url text, title text, text text, html text, author text, language text, categories text[],
          enclosures jsonb, published_at timestamptz, date_clamped boolean, content_hash text, fingerprint text)
      ), known AS MATERIALIZED (
        SELECT i.n, s.id
        FROM incoming i JOIN stories s ON s.key = i.key AND s.content_hash = i.content_hash
        WHERE s.feed_id = ${feedId}::uuid AND s.key = ANY(ARRAY(SELECT key FROM incoming))
      ), unknown AS MATERIALIZED (
        SELECT * FROM incoming i
        WHERE NOT EXISTS (SELECT FROM known k WHERE k.n = i.n)
          AND (SELECT EXISTS (SELECT FROM stories s WHERE s.feed_id = ${feedId}::uuid))
      ), keyed AS MATERIALIZED (
        SELECT u.n, s.id, s.key, s.key = u.own_key AS by_own_key, s.title,
               s.content_hash = u.content_hash AS same_words, lower(s.title) = lower(u.title) AS same_title,
               CASE WHEN u.nameless THEN left(s.text, ${LONG_TEXT}) = left(u.text, ${LONG_TEXT})
                    WHEN u.key = u.own_key THEN true
                    ELSE lower(s.title) = lower(u.title) AND u.told_by_title END AS may_be
        FROM unknown u CROSS JOIN unnest(u.own_key || u.shared_keys) AS k(key)
        JOIN stories s ON s.feed_id = ${feedId}::uuid AND s.key = k.key
      ), there AS (
        SELECT u.n, s.id, s.content_hash = u.content_hash AS same_words, lower(s.title) = lower(u.title) AS same_title,
               u.alone_there AND count(*) OVER (PARTITION BY u.n) = 1 AS alone, s.guid = u.guid OR u.long AND s.text = u.text AS same
        FROM unknown u CROSS JOIN unnest(u.addresses) AS a(url)
        JOIN stories s ON s.url = a.url AND s.feed_id = ${feedId}::uuid
      ), by_name AS (
        SELECT n, id, 1 AS rank, same_words, same_title FROM keyed WHERE NOT by_own_key
        UNION ALL
        SELECT n, id, 2, same_words, same_title FROM keyed k
        -- The condition is asked of one story after the other: as a join it is planned without the index.
        WHERE CASE WHEN by_own_key AND may_be THEN NOT EXISTS (
          SELECT FROM stories o
          WHERE o.feed_id = ${feedId}::uuid AND o.key > k.key || ' ' AND o.key < k.key || '!' AND o.key IS DISTINCT FROM o.guid
            AND (NOT k.same_title OR lower(o.title) = lower(k.title))) END
        UNION ALL
        SELECT n, id, 3, same_words, same_title FROM there WHERE same_words OR alone AND (same_title OR same)
      ), by_words AS (
        SELECT u.n, s.id, u.long, s.url IS NULL OR u.url IS NULL AS without_address,
               u.nameless AND s.guid IS NULL AND s.url IS NULL AS nameless
        FROM unknown u JOIN stories s ON s.content_hash = u.content_hash
        WHERE s.feed_id = ${feedId}::uuid AND s.content_hash = ANY(ARRAY(SELECT content_hash FROM unknown))
      ), moved AS (
        SELECT count(DISTINCT n) >= 2 AND 2 * count(DISTINCT n) >= (SELECT count(*) FROM incoming)
               AND NOT EXISTS (SELECT FROM known) AND NOT EXISTS (SELECT FROM by_name) AS moved
        FROM by_words
      ), candidates AS (
        SELECT * FROM by_name
        UNION ALL
        SELECT w.n, w.id, 4, true, true FROM by_words w CROSS JOIN moved m
        WHERE w.nameless OR w.long::int + w.without_address::int + m.moved::int >= 2
      ), found AS MATERIALIZED (
        SELECT DISTINCT ON (id) n, id, rank FROM (
          SELECT DISTINCT ON (n) * FROM candidates c
          WHERE NOT EXISTS (SELECT FROM known k WHERE k.id = c.id)
          ORDER BY n, same_words DESC, rank, same_title DESC, id
        ) best
        ORDER BY id, same_words DESC, same_title DESC, rank, n
      ), matched AS (
        SELECT n, id FROM known UNION ALL SELECT n, id FROM found
      ), added AS (
        INSERT INTO stories (id, feed_id, key, guid, url, title, text, html, author, language, categories, enclosures,
                             published_at, date_clamped, content_hash, fingerprint, fetched_at, on_first_poll, article_state)
        SELECT i.id, ${feedId}::uuid, free.key, i.guid, i.url, i.title, i.text, i.html, i.author, i.language, i.categories,
               i.enclosures, i.published_at, i.date_clamped, i.content_hash, i.fingerprint, ${fetched.at}, ${fetched.onFirstPoll},
               CASE WHEN ${fetched.wantsArticle} AND i.url IS NOT NULL THEN 'wanted'::"ArticleState" END
        FROM incoming i CROSS JOIN LATERAL (
          SELECT k.key FROM unnest(i.keys) WITH ORDINALITY AS k(key, place)
          WHERE NOT EXISTS (SELECT FROM keyed t WHERE t.n = i.n AND t.key = k.key)
          ORDER BY k.place LIMIT 1
        ) free
        WHERE NOT EXISTS (SELECT FROM matched m WHERE m.n = i.n)
        -- Two fetches at the same moment must not wait for each other.
        ORDER BY free.key
        ON CONFLICT (feed_id, key) DO NOTHING
        RETURNING id, revision
      ), changed AS (
        SELECT s.id, s.revision, s.title, s.text, i.n
        FROM matched m JOIN incoming i ON i.n = m.n JOIN stories s ON s.id = m.id
        WHERE s.content_hash <> i.content_hash
        ORDER BY s.id
        FOR UPDATE OF s
      ), kept AS (
        INSERT INTO revisions (story_id, number, title, text, replaced_at)
        SELECT id, revision, title, text, ${fetched.at} FROM changed
        ON CONFLICT DO NOTHING
      ), reworded AS (
        UPDATE stories s
        SET title = i.title, text = i.text, html = i.html, language = i.language, categories = i.categories,
            enclosures = i.enclosures, content_hash = i.content_hash, fingerprint = i.fingerprint, revision = c.revision + 1,
            matched_at = NULL, decided_at = NULL, article_failure = NULL, article_attempts = 0,
            article_state = CASE WHEN ${fetched.wantsArticle} AND s.url IS NOT NULL THEN 'wanted'::"ArticleState" END
        FROM changed c JOIN incoming i ON i.n = c.n
        WHERE s.id = c.id
        RETURNING s.id, s.revision
      ), readdressed AS (
        UPDATE stories s SET key = i.key, guid = i.guid, url = i.url
        FROM found f JOIN incoming i ON i.n = f.n, moved m
        WHERE s.id = f.id AND f.rank = 4 AND m.moved AND s.url IS NOT NULL AND i.url IS NOT NULL
      )
      SELECT coalesce((
               SELECT jsonb_agg(t) FROM (
                 SELECT id, revision, 'new' AS kind FROM added
                 UNION ALL SELECT id, revision, 'changed' FROM reworded
               ) t), '[]') AS stored,
             (SELECT count(*)::int FROM matched) AS "knownCount"`;
    return result;
  }

  /** Stories whose step is overdue: their job was lost, or its process died. */
  findStranded(step: 'matching' | 'deciding', fetchedBefore: Date, limit: number): Promise<StoryWording[]> {
    return this.prisma.story.findMany({
      where:
        step === 'matching'
          ? { matchedAt: null, fetchedAt: { lt: fetchedBefore } }
          : { matchedAt: { lt: fetchedBefore }, decidedAt: null },
      select: { id: true, revision: true },
      orderBy: { fetchedAt: 'asc' },
      take: limit,
    });
  }
}

function toRow(story: IdentifiedStory, n: number, { onFirstPoll }: { onFirstPoll: boolean }) {
  return {
    n,
    id: newId(),
    own_key: storable(story.key),
    keys: story.keys.map(storable),
    // Nothing is there yet to be found by them.
    shared_keys: onFirstPoll ? [] : story.sharedKeys.map(storable),
    addresses: onFirstPoll ? [] : story.addresses,
    alone_there: story.aloneThere,
    told_by_title: story.toldByTitle,
    guid: storable(story.guid),
    url: storable(story.url),
    title: storable(story.title),
    text: storable(story.text),
    html: storable(story.html),
    author: storable(story.author),
    language: storable(story.language),
    categories: story.categories.map(storable),
    enclosures: story.enclosures.map(({ url, type, length }) => ({ url, type: type && storable(type), length })),
    published_at: story.publishedAt?.toISOString() ?? null,
    date_clamped: story.dateClamped,
    content_hash: story.contentHash,
    fingerprint: story.fingerprint,
  };
}

/** PostgreSQL refuses NUL in text, and JSON half a surrogate pair; a feed can hold both. */
function storable<Text extends string | null>(text: Text): Text {
  return (text === null ? null : text.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '\uFFFD')) as Text;
}
