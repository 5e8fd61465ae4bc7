import { Injectable } from '@nestjs/common';
import { Prisma } from '../database/generated/client.js';
import { PrismaStore } from '../database/prisma.store.js';
import type { Facet } from './story-query.js';

export interface FacetCount {
  value: string | null;
  /** What people call it, where the value is an id or a slug. */
  name: string | null;
  count: number;
}

/** The most frequent are named; the rest of a long tail is nobody's next click. */
const MOST_VALUES = 50;

const counts: Record<Facet, Prisma.Sql> = {
  topic: Prisma.sql`SELECT t.slug AS value, t.name, count(*)::int AS count
    FROM asked JOIN matches m ON m.story_id = asked.id JOIN topics t ON t.id = m.topic_id
    WHERE t.owner_id IS NULL GROUP BY t.id`,
  source: Prisma.sql`SELECT f.id::text AS value, f.title AS name, count(*)::int AS count
    FROM shown JOIN feeds f ON f.id = shown.feed_id GROUP BY f.id`,
  sourceKind: Prisma.sql`SELECT f.source_kind::text AS value, NULL::text AS name, count(*)::int AS count
    FROM shown JOIN feeds f ON f.id = shown.feed_id GROUP BY f.source_kind`,
  language: Prisma.sql`SELECT language AS value, NULL::text AS name, count(*)::int AS count FROM shown GROUP BY language`,
  day: Prisma.sql`SELECT to_char(fetched_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS value, NULL::text AS name, count(*)::int AS count
    FROM shown GROUP BY 1`,
};

@Injectable()
export class FacetStore {
  constructor(private readonly prisma: PrismaStore) {}

  /** How many of these stories there are by each value of each facet: the most frequent first, days the latest first. */
  async count(ids: readonly string[], facets: readonly Facet[]): Promise<Partial<Record<Facet, FacetCount[]>>> {
    if (facets.length === 0) return {};
    const wanted = [...new Set(facets)].sort();
    const parts = wanted.map(
      (facet) => Prisma.sql`(SELECT ${facet} AS facet, c.* FROM (${counts[facet]}) c
        ORDER BY ${facet === 'day' ? Prisma.sql`value` : Prisma.sql`count`} DESC, value LIMIT ${Prisma.raw(String(MOST_VALUES))})`,
    );
    const rows = await this.prisma.$queryRaw<(FacetCount & { facet: Facet })[]>`
      WITH asked AS MATERIALIZED (SELECT unnest(${[...ids]}::uuid[]) AS id),
      shown AS MATERIALIZED (SELECT s.feed_id, s.language, s.fetched_at FROM asked JOIN stories s ON s.id = asked.id)
      ${Prisma.join(parts, ' UNION ALL ')}`;
    return Object.fromEntries(
      wanted.map((name) => [
        name,
        rows
          .filter(({ facet }) => facet === name)
          .map(({ value, name: called, count }) => ({ value, name: called, count })),
      ]),
    );
  }
}
