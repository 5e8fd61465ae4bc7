import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { MAX_PAGE, type PageQuery, pageArguments } from '../api/page.js';
import { Prisma } from '../database/generated/client.js';
import { PrismaStore } from '../database/prisma.store.js';
import type { Transaction } from '../database/transaction.js';
import { assignEvent, EVENT_WINDOW_MS } from './assign-event.js';
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

const whole = {
  feed: { select: { id: true, title: true, sourceKind: true, isSample: true } },
  matches: { include: { topic: { select: { id: true, slug: true, name: true } } } },
} as const satisfies Prisma.StoryInclude;

@Injectable()
export class StoryStore {
  constructor(private readonly prisma: PrismaStore) {}

  list(page: PageQuery, filter: { matched?: boolean; topic?: string; feedId?: string; language?: string }) {
    const { where, ...rest } = pageArguments(page);
    const conditions: Prisma.StoryWhereInput[] = [{ feedId: filter.feedId, language: filter.language }, where ?? {}];
    if (filter.matched !== undefined) conditions.push({ matches: filter.matched ? { some: {} } : { none: {} } });
    if (filter.topic !== undefined) conditions.push({ matches: { some: { topic: { slug: filter.topic } } } });
    return this.prisma.story.findMany({ ...rest, where: { AND: conditions }, include: whole });
  }

  find(id: string) {
    return this.prisma.story.findUnique({
      where: { id },
      include: { ...whole, revisions: { orderBy: { number: 'asc' }, take: MAX_PAGE } },
    });
  }

  /**
   * Stores what a fetch brought, and gives back only what is new or reworded; an item seen before in the same words changes
   * nothing. A changed wording keeps the earlier one as a revision and is up for matching again.
   */
  async insertNewStories(
    transaction: Transaction,
    feedId: string,
    stories: readonly NewStory[],
    fetched: { at: Date; onFirstPoll: boolean; wantsArticle: boolean },
  ): Promise<StoredFetch> {
    if (stories.length === 0) return { stored: [], knownCount: 0 };
    const rows = JSON.stringify(
      stories.map((story) => ({
        id: newId(),
        key: storable(story.key),
        guid: storable(story.guid),
        url: storable(story.url),
        title: storable(story.title),
        text: storable(story.text),
        author: storable(story.author),
        language: storable(story.language),
        published_at: story.publishedAt?.toISOString() ?? null,
        date_clamped: story.dateClamped,
        content_hash: story.contentHash,
        fingerprint: story.fingerprint,
      })),
    );
    const incoming = Prisma.sql`jsonb_to_recordset(${rows}::jsonb) AS i(
      id uuid, key text, guid text, url text, title text, text text, author text, language text,
      published_at timestamptz, date_clamped boolean, content_hash text, fingerprint text)`;
    const inserted = await transaction.$queryRaw<StoryWording[]>`
      INSERT INTO stories (id, feed_id, key, guid, url, title, text, author, language, published_at, date_clamped,
                           content_hash, fingerprint, fetched_at, on_first_poll)
      SELECT i.id, ${feedId}::uuid, i.key, i.guid, i.url, i.title, i.text, i.author, i.language, i.published_at, i.date_clamped,
             i.content_hash, i.fingerprint, ${fetched.at}, ${fetched.onFirstPoll}
      FROM ${incoming}
      ON CONFLICT (feed_id, key) DO NOTHING
      RETURNING id, revision`;
    const added = inserted.map((wording): StoredStory => ({ ...wording, kind: 'new' }));
    if (inserted.length === stories.length) return { stored: added, knownCount: 0 };
    const changed = await transaction.$queryRaw<StoryWording[]>`
      WITH changed AS (
        SELECT s.id, s.revision, s.title, s.text, i.title AS new_title, i.text AS new_text, i.content_hash, i.fingerprint
        FROM stories s JOIN ${incoming} ON s.feed_id = ${feedId}::uuid AND s.key = i.key
        WHERE s.content_hash <> i.content_hash
        FOR UPDATE OF s
      ), kept AS (
        INSERT INTO revisions (story_id, number, title, text, replaced_at)
        SELECT id, revision, title, text, ${fetched.at} FROM changed
        ON CONFLICT DO NOTHING
      )
      UPDATE stories s
      SET title = c.new_title, text = c.new_text, content_hash = c.content_hash, fingerprint = c.fingerprint,
          revision = c.revision + 1, matched_at = NULL, decided_at = NULL
      FROM changed c WHERE s.id = c.id
      RETURNING s.id, s.revision`;
    return {
      stored: [...added, ...changed.map((wording): StoredStory => ({ ...wording, kind: 'changed' }))],
      knownCount: stories.length - inserted.length,
    };
  }

  findForMatching(id: string) {
    return this.prisma.story.findUnique({
      where: { id },
      include: { feed: { select: { title: true, url: true } } },
    });
  }

  /** Puts the story into its event. Copies that arrive at the same moment wait for one another, so that they meet in one event. */
  async joinEvent(
    transaction: Transaction,
    story: { id: string; fingerprint: string; fetchedAt: Date; eventId: string | null },
  ): Promise<string> {
    if (story.eventId) return story.eventId;
    await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${story.fingerprint}, 0))`;
    const neighbours = await transaction.event.findMany({
      where: {
        fingerprint: story.fingerprint,
        firstSeenAt: { gte: new Date(story.fetchedAt.getTime() - EVENT_WINDOW_MS) },
      },
    });
    const assignment = assignEvent(
      story,
      neighbours.map(({ id, fingerprint, firstSeenAt }) => ({ eventId: id, fingerprint, firstSeenAt })),
    );
    const eventId =
      assignment.kind === 'join'
        ? assignment.eventId
        : (
            await transaction.event.create({
              data: { fingerprint: story.fingerprint, firstSeenAt: story.fetchedAt },
            })
          ).id;
    await transaction.story.updateMany({ where: { id: story.id }, data: { eventId } });
    return eventId;
  }

  /**
   * Takes this wording's match for its own, and locks the row: false when a newer wording has come meanwhile, or another job
   * has matched this one already. Then nothing of the match may be written.
   */
  async markMatched(
    transaction: Transaction,
    story: StoryWording,
    at: Date,
    options: { nothingToDecide: boolean },
  ): Promise<boolean> {
    const { count } = await transaction.story.updateMany({
      where: { id: story.id, revision: story.revision, matchedAt: null },
      data: { matchedAt: at, ...(options.nothingToDecide ? { decidedAt: at } : {}) },
    });
    return count > 0;
  }

  async markDecided(transaction: Transaction, story: StoryWording, at: Date): Promise<void> {
    await transaction.story.updateMany({ where: { id: story.id, revision: story.revision }, data: { decidedAt: at } });
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

/** PostgreSQL refuses NUL in text, and JSON half a surrogate pair; a feed can hold both. */
function storable<Text extends string | null>(text: Text): Text {
  return (text === null ? null : text.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '\uFFFD')) as Text;
}
