import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { type PageQuery, pageArguments } from '../../api/page.js';
import { PrismaStore } from '../../database/prisma.store.js';
import type { Transaction } from '../../database/transaction.js';
import { fromStoredSourceKind } from '../feed-view.js';
import { type OpmlEntry, type OpmlFeed } from './opml.js';
import { type ImportLine, type ImportOutcome, type ImportPlan, type KnownFeed, planImport } from './plan-import.js';

export interface ImportProgress {
  id: string;
  name: string;
  createdAt: Date;
  total: number;
  added: number;
  alreadyThere: number;
  errors: number;
  /** Of those added: fetched at least once, or removed since. */
  fetched: number;
  /** Of those added: in trouble now. */
  failing: number;
}

/** Two imports of one list at once must not both find a feed missing. */
const IMPORT_LOCK = 1_330_664_780;

/** Lists of feeds that were read in, and what became of each line. */
@Injectable()
export class OpmlImportStore {
  constructor(private readonly prisma: PrismaStore) {}

  /** All of it or nothing, in a fixed number of statements however long the list is. */
  async importFeeds(name: string, entries: readonly OpmlEntry[], now: Date): Promise<string> {
    const id = newId();
    await this.prisma.$transaction(async (transaction) => {
      await transaction.$executeRaw`SELECT pg_advisory_xact_lock(${IMPORT_LOCK})`;
      const known = await transaction.$queryRaw<KnownFeed[]>`
        SELECT id, url, final_url AS "finalUrl", state::text AS state FROM feeds ORDER BY id DESC`;
      const plan = planImport(entries, known, now);
      await insertFeeds(transaction, plan, now);
      await transaction.opmlImport.create({ data: { id, name, createdAt: now } });
      await insertLines(transaction, id, plan.lines);
    });
    return id;
  }

  async list(page: PageQuery): Promise<ImportProgress[]> {
    const rows = await this.prisma.opmlImport.findMany({ ...pageArguments(page), select: { id: true } });
    return this.readProgress(rows.map(({ id }) => id));
  }

  count(): Promise<number> {
    return this.prisma.opmlImport.count();
  }

  /** The record of it: the feeds stay. */
  async delete(id: string): Promise<boolean> {
    return (await this.prisma.opmlImport.deleteMany({ where: { id } })).count > 0;
  }

  async find(id: string): Promise<ImportProgress | undefined> {
    return (await this.readProgress([id]))[0];
  }

  /** In the file's order, one more than `limit`; undefined when there is no such import. */
  async listLines(
    importId: string,
    { after, limit, outcome }: { after: number; limit: number; outcome?: ImportOutcome | undefined },
  ): Promise<ImportLine[] | undefined> {
    const found = await this.prisma.opmlImport.findUnique({
      where: { id: importId },
      select: {
        lines: {
          where: { number: { gt: after }, ...(outcome && { outcome: toStoredOutcome(outcome) }) },
          orderBy: { number: 'asc' },
          take: limit + 1,
          omit: { importId: true },
        },
      },
    });
    return found?.lines.map((line) => ({
      ...line,
      outcome: line.outcome === 'already_there' ? 'already-there' : line.outcome,
    }));
  }

  /** Every feed but the sample wire, which each installation has of its own; by title. */
  async exportFeeds(state?: KnownFeed['state']): Promise<OpmlFeed[]> {
    const rows = await this.prisma.feed.findMany({
      where: { isSample: false, ...(state && { state }) },
      select: { url: true, title: true, siteUrl: true, language: true, country: true, sourceKind: true },
      orderBy: [{ title: 'asc' }, { id: 'asc' }],
    });
    return rows.map(({ url, title, siteUrl, language, country, sourceKind }) => ({
      url,
      title,
      ...(siteUrl !== null && { siteUrl }),
      ...(language !== null && { language }),
      ...(country !== null && { country }),
      sourceKind: fromStoredSourceKind(sourceKind),
    }));
  }

  private readProgress(ids: string[]): Promise<ImportProgress[]> {
    return this.prisma.$queryRaw<ImportProgress[]>`
      SELECT i.id, i.name, i.created_at AS "createdAt", count(l.number)::int AS total,
        count(*) FILTER (WHERE outcome = 'added')::int AS added,
        count(*) FILTER (WHERE outcome = 'already-there')::int AS "alreadyThere",
        count(*) FILTER (WHERE outcome = 'error')::int AS errors,
        count(*) FILTER (WHERE outcome = 'added' AND (f.id IS NULL OR f.last_fetched_at IS NOT NULL))::int AS fetched,
        count(*) FILTER (WHERE outcome = 'added' AND f.consecutive_failures > 0)::int AS failing
      FROM opml_imports i LEFT JOIN opml_import_lines l ON l.import_id = i.id LEFT JOIN feeds f ON f.id = l.feed_id
      WHERE i.id = ANY(${ids}::uuid[]) GROUP BY i.id ORDER BY i.id DESC`;
  }
}

/** Somebody may add one of the feeds meanwhile, by itself: then it is there already. */
async function insertFeeds(transaction: Transaction, { feeds, lines }: ImportPlan, now: Date): Promise<void> {
  const rows = JSON.stringify(
    feeds.map(({ siteUrl, sourceKind, nextFetchAt, ...feed }) => ({
      ...feed,
      site_url: siteUrl,
      source_kind: sourceKind,
      next_fetch_at: nextFetchAt,
    })),
  );
  const missed = await transaction.$queryRaw<{ id: string; url: string }[]>`
    WITH r AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset(${rows}::jsonb) AS r(id uuid, url text, title text, site_url text, language text,
        country text, source_kind text, next_fetch_at timestamptz)
    ), added AS (
      INSERT INTO feeds (id, url, title, site_url, language, country, source_kind, created_at, next_fetch_at)
      SELECT id, url, title, site_url, language, country, coalesce(source_kind, 'independent')::"SourceKind", ${now}, next_fetch_at
      FROM r ON CONFLICT (url) DO NOTHING RETURNING id
    )
    SELECT id, url FROM r WHERE id NOT IN (SELECT id FROM added)`;
  if (missed.length === 0) return;
  const there = await transaction.feed.findMany({
    where: { url: { in: missed.map(({ url }) => url) } },
    select: { id: true, url: true },
  });
  const idOf = new Map(there.map(({ id, url }) => [url, id]));
  const urlOf = new Map(missed.map(({ id, url }) => [id, url]));
  for (const line of lines) {
    const url = urlOf.get(line.feedId ?? '');
    if (url !== undefined) Object.assign(line, { outcome: 'already-there', feedId: idOf.get(url) ?? null });
  }
}

async function insertLines(transaction: Transaction, importId: string, lines: readonly ImportLine[]): Promise<void> {
  const rows = JSON.stringify(lines.map(({ feedId, ...line }) => ({ ...line, feed_id: feedId })));
  await transaction.$executeRaw`
    INSERT INTO opml_import_lines (import_id, number, line, title, url, outcome, message, feed_id)
    SELECT ${importId}::uuid, number, line, title, url, outcome::"OpmlImportOutcome", message, feed_id
    FROM jsonb_to_recordset(${rows}::jsonb) AS r(number int, line int, title text, url text, outcome text, message text, feed_id uuid)`;
}

function toStoredOutcome(outcome: ImportOutcome) {
  return outcome === 'already-there' ? 'already_there' : outcome;
}
