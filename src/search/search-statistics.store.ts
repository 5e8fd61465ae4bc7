import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../config/clock.js';
import { PrismaStore } from '../database/prisma.store.js';
import { timeOf } from './time-window.js';

/** What PostgreSQL knows of the stored words: it decides how a search goes about it, never what it finds. */
export interface SearchStatistics {
  stories: number;
  /** Stories a millisecond, of late. */
  density: number;
  /** Share of the stories, by lexeme; of what is not in here, less than `floor`. */
  frequencies: ReadonlyMap<string, number>;
  floor: number;
}

const FRESH_MS = 60_000;
/** How many of the latest stories tell how fast they come. */
const LATEST = 5_000;
const UNKNOWN_FREQUENCY = 0.01;

/** How many of a thing there are, as far as it matters. */
const COUNTED = 5_000;
const COUNT_FRESH_MS = 10_000;
const MOST_KEPT = 1_000;

@Injectable()
export class SearchStatisticsStore {
  private known: { at: number; statistics: Promise<SearchStatistics> } | undefined;
  private readonly counts = new Map<string, { at: number; isFew: boolean; id: string }>();

  constructor(
    private readonly prisma: PrismaStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  current(): Promise<SearchStatistics> {
    const at = this.clock.now().getTime();
    if (!this.known || at - this.known.at >= FRESH_MS) {
      const known = { at, statistics: this.read() };
      known.statistics.catch(() => {
        if (this.known === known) this.known = undefined;
      });
      this.known = known;
    }
    return this.known.statistics;
  }

  /** The desk's topic, and whether it has so few stories that all may be looked at; undefined where there is none of the slug. */
  topic(slug: string): Promise<{ id: string; isFew: boolean } | undefined> {
    return this.counted(`topic ${slug}`, async () => {
      const [row] = await this.prisma.$queryRaw<{ id: string; count: number }[]>`
        WITH topic AS (SELECT id FROM topics WHERE slug = ${slug} AND owner_id IS NULL)
        SELECT topic.id, (SELECT count(*)::int FROM (
          SELECT FROM matches m WHERE m.topic_id = topic.id LIMIT ${COUNTED}) counted) AS count
        FROM topic`;
      return row && { id: row.id, isFew: row.count < COUNTED };
    });
  }

  async feedIsFew(feedId: string): Promise<boolean> {
    const counted = await this.counted(`feed ${feedId}`, async () => {
      const [row] = await this.prisma.$queryRaw<{ count: number }[]>`
        WITH counted AS (SELECT FROM stories WHERE feed_id = ${feedId}::uuid LIMIT ${COUNTED})
        SELECT count(*)::int AS count FROM counted`;
      return { id: feedId, isFew: (row?.count ?? 0) < COUNTED };
    });
    return counted?.isFew ?? true;
  }

  private async counted(
    key: string,
    count: () => Promise<{ id: string; isFew: boolean } | undefined>,
  ): Promise<{ id: string; isFew: boolean } | undefined> {
    const at = this.clock.now().getTime();
    const known = this.counts.get(key);
    if (known && at - known.at < COUNT_FRESH_MS) return known;
    const fresh = await count();
    this.counts.delete(key);
    if (!fresh) return undefined;
    if (this.counts.size >= MOST_KEPT) this.counts.clear();
    this.counts.set(key, { at, ...fresh });
    return fresh;
  }

  private async read(): Promise<SearchStatistics> {
    const [row] = await this.prisma.$queryRaw<
      {
        stories: number;
        newest: string | null;
        latest: string | null;
        words: string[] | null;
        shares: number[] | null;
      }[]
    >`
      WITH latest AS (SELECT story_id FROM story_words ORDER BY story_id DESC LIMIT ${LATEST})
      SELECT greatest((SELECT reltuples FROM pg_class WHERE oid = 'story_words'::regclass), (SELECT count(*) FROM latest))::float8 AS stories,
             (SELECT story_id FROM latest ORDER BY story_id DESC LIMIT 1) AS newest,
             (SELECT story_id FROM latest ORDER BY story_id LIMIT 1) AS latest,
             s.most_common_elems::text::text[] AS words, s.most_common_elem_freqs::float8[] AS shares
      FROM (VALUES (1)) one LEFT JOIN pg_stats s
        ON s.schemaname = current_schema() AND s.tablename = 'story_words' AND s.attname = 'words'`;
    const { stories = 0, newest = null, latest = null, words, shares } = row ?? {};
    const known = words ?? [];
    const spanMs = newest && latest ? Math.max(1, timeOf(newest) - timeOf(latest)) : 1;
    const frequencies = new Map(known.map((word, at) => [word, shares?.[at] ?? UNKNOWN_FREQUENCY]));
    return {
      stories,
      density: Math.min(stories, LATEST) / spanMs,
      frequencies,
      // The last three of the shares are not of words.
      floor:
        known.length === 0 ? UNKNOWN_FREQUENCY : Math.min(UNKNOWN_FREQUENCY, ...(shares ?? []).slice(0, known.length)),
    };
  }
}
