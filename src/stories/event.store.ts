import { Injectable } from '@nestjs/common';
import { Prisma } from '../database/generated/client.js';
import { PrismaStore } from '../database/prisma.store.js';
import type { Transaction } from '../database/transaction.js';
import { EVENT_WINDOW_MS, type JoinRole } from './assign-event.js';
import { READ_LENGTH } from './read-wording.js';

/** A story as its like are looked for. */
export interface BandedStory {
  id: string;
  url: string | null;
  fingerprint: string;
  fetchedAt: Date;
  /** Signed 32-bit. */
  bands: readonly number[];
}

export interface StoredNeighbour {
  /** Whose neighbour it is. */
  of: string;
  storyId: string;
  title: string;
  /** Its beginning. */
  text: string;
  language: string | null;
  url: string | null;
  feedId: string;
  fetchedAt: Date;
  eventId: string | null;
  firstSeenAt: Date | null;
}

export interface EventMember {
  storyId: string;
  eventId: string;
  role: 'first' | JoinRole;
  likeStoryId: string | null;
  likeness: number | null;
}

/** Class of the advisory locks under which events are joined; any number that no other lock has. */
const BAND_LOCK = 0x62616e64;
/** In the same class, held by all who join; alone by who joins many at once, for whom the server has not locks enough. */
const MANY_LOCK = 0x77697265;
/** How many stories alike are compared word by word, of how many that share bands. */
const COMPARED = 30;
const SHARING = 300;
/** Events told in the very words of a story. */
const SAME_WORDS = 3;
/** At one address. */
const THERE = 20;

/** Which stories tell of one event, and where near-duplicates are looked up. */
@Injectable()
export class EventStore {
  constructor(private readonly prisma: PrismaStore) {}

  /** Until the transaction's end, nobody else joins a story that shares a band or an address with these. Call it last of all that locks. */
  async lock(transaction: Transaction, stories: readonly Pick<BandedStory, 'bands' | 'url'>[]): Promise<void> {
    const [story, ...others] = stories;
    if (!story) return;
    if (others.length > 0) {
      await transaction.$executeRaw`SELECT pg_advisory_xact_lock(${BAND_LOCK}::int, ${MANY_LOCK}::int)`;
      return;
    }
    // In one order, so that two who share several never wait for each other.
    await transaction.$executeRaw`
      SELECT pg_advisory_xact_lock_shared(${BAND_LOCK}::int, ${MANY_LOCK}::int), (
        SELECT count(pg_advisory_xact_lock(${BAND_LOCK}::int, key)) FROM (
          SELECT key FROM unnest(${[...story.bands]}::int[]) AS b(key)
          UNION SELECT hashtext(${story.url}::text) WHERE ${story.url}::text IS NOT NULL
          ORDER BY key) keys
        WHERE key <> ${MANY_LOCK}::int)`;
  }

  /**
   * Of each story: those that share bands with it, the most first, copies of one another given once for each event; those at its
   * address; one of each of the latest events in its very words. All of them were fetched within the time that an event takes.
   */
  findNeighbours(transaction: Transaction, stories: readonly BandedStory[]): Promise<StoredNeighbour[]> {
    const wanted = JSON.stringify(
      stories.map(({ id, url, fingerprint, fetchedAt, bands }) => ({
        id,
        url,
        fingerprint,
        since: new Date(fetchedAt.getTime() - EVENT_WINDOW_MS),
        until: new Date(fetchedAt.getTime() + EVENT_WINDOW_MS),
        bands,
      })),
    );
    return transaction.$queryRaw<StoredNeighbour[]>`
      WITH wanted AS MATERIALIZED (
        SELECT * FROM jsonb_to_recordset(${wanted}::jsonb) AS w(
          id uuid, url text, fingerprint text, since timestamptz, until timestamptz, bands int[])
      ), near AS (
        SELECT w.id AS of, n.id
        FROM wanted w CROSS JOIN LATERAL (
          SELECT id FROM (
            SELECT DISTINCT ON (s.event_id, s.fingerprint) s.id, b.shared
            FROM (
              SELECT story_id, count(*) AS shared FROM story_bands
              -- The time is kept from its own index, which holds hardly less than all.
              WHERE hash = ANY(w.bands) AND seen_at + interval '0' BETWEEN w.since AND w.until AND story_id <> w.id
              GROUP BY story_id ORDER BY shared DESC LIMIT ${SHARING}
            ) b JOIN stories s ON s.id = b.story_id
            ORDER BY s.event_id, s.fingerprint, b.shared DESC, s.fetched_at
          ) alike ORDER BY shared DESC LIMIT ${COMPARED}
        ) n
        UNION
        SELECT w.id, n.id
        FROM wanted w CROSS JOIN LATERAL (
          SELECT id FROM stories s
          WHERE s.url = w.url AND s.fetched_at BETWEEN w.since AND w.until AND s.id <> w.id
          ORDER BY s.fetched_at LIMIT ${THERE}
        ) n
        UNION
        SELECT w.id, n.id
        FROM wanted w CROSS JOIN LATERAL (
          SELECT id FROM events e
          WHERE e.fingerprint = w.fingerprint AND e.first_seen_at BETWEEN w.since AND w.until
          ORDER BY e.first_seen_at DESC LIMIT ${SAME_WORDS}
        ) e CROSS JOIN LATERAL (
          SELECT id FROM stories s
          WHERE s.event_id = e.id AND s.fingerprint = w.fingerprint AND s.id <> w.id
          ORDER BY s.fetched_at LIMIT 1
        ) n
      )
      SELECT n.of, s.id AS "storyId", s.title, left(s.text, ${READ_LENGTH}) AS text, s.language, s.url,
             s.feed_id AS "feedId", s.fetched_at AS "fetchedAt", e.id AS "eventId", e.first_seen_at AS "firstSeenAt"
      FROM near n JOIN stories s ON s.id = n.id LEFT JOIN events e ON e.id = s.event_id`;
  }

  /** Puts stories into events, those that are new among them, and the stories that later ones are to find by their bands where they look. */
  async putMembers(
    transaction: Transaction,
    members: readonly EventMember[],
    created: readonly { id: string; fingerprint: string; firstSeenAt: Date }[],
    banded: readonly Pick<BandedStory, 'id' | 'bands' | 'fetchedAt'>[],
  ): Promise<void> {
    const events = JSON.stringify(
      created.map(({ id, fingerprint, firstSeenAt }) => ({ id, fingerprint, first_seen_at: firstSeenAt })),
    );
    const rows = JSON.stringify(
      members.map(({ storyId, eventId, role, likeStoryId, likeness }) => ({
        story_id: storyId,
        event_id: eventId,
        role,
        like_story_id: likeStoryId,
        likeness,
      })),
    );
    await transaction.$executeRaw`
      WITH created AS (
        INSERT INTO events (id, fingerprint, first_seen_at)
        SELECT * FROM jsonb_to_recordset(${events}::jsonb) AS e(id uuid, fingerprint text, first_seen_at timestamptz)
      ), ${replacedBands(banded)}
      UPDATE stories s
      SET event_id = m.event_id, event_role = m.role::"EventRole", like_story_id = m.like_story_id, likeness = m.likeness
      FROM jsonb_to_recordset(${rows}::jsonb) AS m(
        story_id uuid, event_id uuid, role text, like_story_id uuid, likeness double precision)
      WHERE s.id = m.story_id`;
  }

  /** Leaves exactly these bands on the stories: those of an earlier wording go. */
  async replaceBands(
    transaction: Transaction,
    stories: readonly Pick<BandedStory, 'id' | 'bands' | 'fetchedAt'>[],
  ): Promise<void> {
    await transaction.$executeRaw`WITH ${replacedBands(stories)} SELECT 1`;
  }

  /** Forgets where stories fetched before were looked up: no event that they belong to takes in others. */
  async pruneBands(before: Date): Promise<void> {
    await this.prisma.storyBand.deleteMany({ where: { seenAt: { lt: before } } });
  }
}

function replacedBands(stories: readonly Pick<BandedStory, 'id' | 'bands' | 'fetchedAt'>[]): Prisma.Sql {
  const rows = JSON.stringify(stories.map(({ id, bands, fetchedAt }) => ({ story_id: id, bands, seen_at: fetchedAt })));
  return Prisma.sql`
    fresh AS MATERIALIZED (
      SELECT DISTINCT b.hash, f.story_id, f.seen_at
      FROM jsonb_to_recordset(${rows}::jsonb) AS f(story_id uuid, bands int[], seen_at timestamptz)
      CROSS JOIN LATERAL unnest(f.bands) AS b(hash)
    ), gone AS (
      DELETE FROM story_bands b
      WHERE b.story_id = ANY(${stories.map(({ id }) => id)}::uuid[])
        AND NOT EXISTS (SELECT FROM fresh f WHERE f.story_id = b.story_id AND f.hash = b.hash)
    ), banded AS (
      INSERT INTO story_bands (hash, story_id, seen_at)
      SELECT hash, story_id, seen_at FROM fresh
      ON CONFLICT DO NOTHING
    )`;
}
