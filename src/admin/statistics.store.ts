import { Injectable } from '@nestjs/common';
import { earliestId } from '../api/page.js';
import { Prisma } from '../database/generated/client.js';
import { PrismaStore } from '../database/prisma.store.js';

const COUNTED = ['feeds', 'stories', 'matches', 'alerts', 'deliveries'] as const;
export type CountedTable = (typeof COUNTED)[number];

export interface Counts {
  counts: Record<CountedTable, number>;
  /** Those that are PostgreSQL's estimate: to count a million rows takes as long as everything else here together. */
  estimated: CountedTable[];
}

/** In milliseconds. */
export interface Percentiles {
  count: number;
  p50: number;
  p95: number;
  p99: number;
}

/** So many are counted one by one. */
const COUNTED_EXACTLY = 50_000;
const PERCENTILES = Prisma.sql`ARRAY[0.5, 0.95, 0.99]::double precision[]`;

type LatencyRow = { count: number; values: number[] | null };

/** The house in numbers: each question is a statement that stays cheap with a million stories. */
@Injectable()
export class StatisticsStore {
  constructor(private readonly prisma: PrismaStore) {}

  /** Throws when the database does not answer. */
  async ping(): Promise<void> {
    await this.prisma.$queryRaw`SELECT 1`;
  }

  /** Exact up to a size, and estimated beyond. */
  async counts(): Promise<Counts> {
    const tables = await Promise.all(COUNTED.map((table) => this.count(table)));
    return {
      counts: Object.fromEntries(tables.map(({ table, count }) => [table, count])) as Record<CountedTable, number>,
      estimated: tables.filter(({ isEstimate }) => isEstimate).map(({ table }) => table),
    };
  }

  /** Of stories fetched since, and of messages made since: how long each step took. Null where nothing took it. */
  async latencies(since: Date) {
    const id = earliestId(since.getTime());
    const [published, matched, decided, sent, told] = await Promise.all([
      this.percentiles(
        Prisma.sql`extract(epoch FROM s.fetched_at - s.published_at)`,
        Prisma.sql`stories s WHERE s.id >= ${id}::uuid AND s.published_at IS NOT NULL AND NOT s.date_clamped AND NOT s.on_first_poll`,
      ),
      // A story that is reworded is matched again, long after it was fetched.
      this.percentiles(
        Prisma.sql`extract(epoch FROM s.matched_at - s.fetched_at)`,
        Prisma.sql`stories s WHERE s.id >= ${id}::uuid AND s.matched_at IS NOT NULL AND s.revision = 1`,
      ),
      this.percentiles(
        Prisma.sql`extract(epoch FROM s.decided_at - s.matched_at)`,
        Prisma.sql`stories s WHERE s.id >= ${id}::uuid AND s.decided_at IS NOT NULL AND s.event_id IS NOT NULL AND s.revision = 1`,
      ),
      this.percentiles(
        Prisma.sql`extract(epoch FROM d.sent_at - d.created_at)`,
        Prisma.sql`deliveries d WHERE d.id >= ${id}::uuid AND d.sent_at IS NOT NULL`,
      ),
      this.percentiles(
        Prisma.sql`extract(epoch FROM d.sent_at - s.fetched_at)`,
        Prisma.sql`deliveries d JOIN alerts a ON a.id = d.alert_id JOIN stories s ON s.id = a.story_id
          WHERE d.id >= ${id}::uuid AND d.kind = 'alert' AND d.sent_at IS NOT NULL`,
      ),
    ]);
    return {
      publishedToFetched: published,
      fetchedToMatched: matched,
      matchedToDecided: decided,
      queuedToSent: sent,
      fetchedToSent: told,
    };
  }

  /** What came and went since. */
  async throughput(since: Date) {
    const id = earliestId(since.getTime());
    const [row] = await this.prisma.$queryRaw<
      [{ stories: number; found: number; alerts: number; sent: number; failed: number }]
    >`
      SELECT s.*, a.*, d.* FROM
        (SELECT count(*)::int AS stories, count(event_id)::int AS found FROM stories WHERE id >= ${id}::uuid) s,
        (SELECT count(*)::int AS alerts FROM alerts WHERE id >= ${id}::uuid) a,
        (SELECT count(*) FILTER (WHERE state = 'sent')::int AS sent,
                count(*) FILTER (WHERE state IN ('rejected', 'dead', 'bounced'))::int AS failed
         FROM deliveries WHERE id >= ${id}::uuid) d`;
    return row;
  }

  /** Since when the oldest work of each step waits, by the database, which knows also what a queue has lost; null where none does. */
  async waitingSince(now: Date) {
    const [row] = await this.prisma.$queryRaw<
      [Record<'fetchFeed' | 'readArticle' | 'matchStory' | 'decideAlerts' | 'sendDelivery' | 'rematch', Date | null>]
    >`
      SELECT
        (SELECT min(next_fetch_at) FROM feeds
         WHERE state = 'active' AND next_fetch_at <= ${now} AND (leased_until IS NULL OR leased_until <= ${now})) AS "fetchFeed",
        (SELECT min(fetched_at) FROM stories WHERE article_state = 'wanted') AS "readArticle",
        (SELECT min(fetched_at) FROM stories WHERE matched_at IS NULL) AS "matchStory",
        (SELECT min(matched_at) FROM stories WHERE decided_at IS NULL) AS "decideAlerts",
        (SELECT min(next_attempt_at) FROM deliveries
         WHERE state = 'pending' AND next_attempt_at <= ${now} AND NOT held_back) AS "sendDelivery",
        (SELECT min(planned_at) FROM rematches WHERE settled_at IS NULL AND state IN ('waiting', 'running')) AS rematch`;
    return row;
  }

  async database(): Promise<{ bytes: number; version: string; migration: string | null }> {
    const [row] = await this.prisma.$queryRaw<[{ bytes: bigint; version: string; migration: string | null }]>`
      SELECT pg_database_size(current_database()) AS bytes, current_setting('server_version') AS version,
             (SELECT max(migration_name) FROM _prisma_migrations WHERE finished_at IS NOT NULL) AS migration`;
    return { ...row, bytes: Number(row.bytes) };
  }

  private async count(table: CountedTable): Promise<{ table: CountedTable; count: number; isEstimate: boolean }> {
    const name = Prisma.raw(table);
    const [row] = await this.prisma.$queryRaw<[{ exact: number; estimate: number }]>`
      SELECT (SELECT count(*)::int FROM (SELECT FROM ${name} LIMIT ${COUNTED_EXACTLY + 1}) t) AS exact,
             (SELECT reltuples::float8 FROM pg_class WHERE oid = ${table}::regclass) AS estimate`;
    if (row.exact <= COUNTED_EXACTLY) return { table, count: row.exact, isEstimate: false };
    return { table, count: Math.max(row.exact, Math.round(row.estimate)), isEstimate: true };
  }

  private async percentiles(seconds: Prisma.Sql, from: Prisma.Sql): Promise<Percentiles | null> {
    const [row] = await this.prisma.$queryRaw<LatencyRow[]>`
      SELECT count(*)::int AS count, percentile_cont(${PERCENTILES}) WITHIN GROUP (ORDER BY ${seconds}::float8) AS values FROM ${from}`;
    if (!row?.values) return null;
    const [p50 = 0, p95 = 0, p99 = 0] = row.values.map((value) => Math.round(value * 1_000));
    return { count: row.count, p50, p95, p99 };
  }
}
