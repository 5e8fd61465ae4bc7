import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { type PageQuery, pageArguments } from '../api/page.js';
import { gathered } from '../database/gathered.js';
import { Prisma } from '../database/generated/client.js';
import { PrismaStore } from '../database/prisma.store.js';
import type { Transaction } from '../database/transaction.js';
import { type FetchRecord } from './fetch-record.js';

/** A host that has refused this often, within the hour, is left alone as a whole. */
const THROTTLES = 3;
const THROTTLE_MEMORY_MS = 60 * 60_000;

/** Ends fetches: what they came to, when the next one is, and the history that people read. */
@Injectable()
export class FetchRecordStore {
  private readonly records = gathered(async (records: readonly FetchRecord[]) => {
    await this.write(this.prisma, records);
    return records.map(() => null);
  });

  constructor(private readonly prisma: PrismaStore) {}

  /** Ends the lease of a fetch that brought nothing to store. Those of the same moment go in by one statement. */
  async record(record: FetchRecord): Promise<void> {
    await this.records(record);
  }

  /**
   * Ends the lease, in the transaction that stores the stories: a validator is never ahead of them. A turn asked for since the
   * fetch began stays.
   */
  recordWith(transaction: Transaction, record: FetchRecord): Promise<void> {
    return this.write(transaction, [record]);
  }

  list(feedId: string, page: PageQuery, outcome?: string) {
    const { where, ...rest } = pageArguments(page);
    return this.prisma.fetch.findMany({ ...rest, where: { AND: [{ feedId, outcome }, where ?? {}] } });
  }

  count(feedId: string, outcome?: string): Promise<number> {
    return this.prisma.fetch.count({ where: { feedId, outcome } });
  }

  /** Forgets history older than this, and hosts that nothing was fetched from since; tells how many fetches were forgotten. */
  async prune(before: Date): Promise<number> {
    await this.prisma.host.deleteMany({ where: { nextFetchAt: { lt: before } } });
    return (await this.prisma.fetch.deleteMany({ where: { lastAt: { lt: before } } })).count;
  }

  private async write(database: Pick<Transaction, '$executeRaw'>, records: readonly FetchRecord[]): Promise<void> {
    const rows = JSON.stringify(records.map(toRow));
    const throttleMemory = new Date((records[0]?.fetchedAt.getTime() ?? 0) - THROTTLE_MEMORY_MS);
    await database.$executeRaw`
      WITH r AS MATERIALIZED (
        SELECT * FROM jsonb_to_recordset(${rows}::jsonb) AS r(
          id uuid, feed_id uuid, host text, turn timestamptz, fetched_at timestamptz, duration_ms int, outcome text, message text,
          succeeded boolean, status int, bytes int, item_count int, new_count int, changed_count int, next_fetch_at timestamptz,
          next_fetch_reason text, state text, throttled_until timestamptz, etag text, last_modified text, validators_work boolean,
          probed_at timestamptz, body_hash text, final_url text, consecutive_failures int, publication_gap_ms float8,
          longest_gap_ms float8, newest_item_at timestamptz, moving_to text, moving_count int, polling_hints jsonb)
      ), again AS (
        UPDATE fetches SET times = times + 1, last_at = r.fetched_at, duration_ms = r.duration_ms
        FROM r, LATERAL (SELECT id FROM fetches WHERE feed_id = r.feed_id ORDER BY id DESC LIMIT 1) AS last
        WHERE fetches.id = last.id AND fetches.outcome = r.outcome AND fetches.message IS NOT DISTINCT FROM r.message
          AND fetches.final_url IS NOT DISTINCT FROM r.final_url AND coalesce(r.new_count, 0) + coalesce(r.changed_count, 0) = 0
          AND coalesce(fetches.new_count, 0) + coalesce(fetches.changed_count, 0) = 0
        RETURNING r.feed_id
      ), added AS (
        INSERT INTO fetches (id, feed_id, first_at, last_at, outcome, status, message, final_url, duration_ms, bytes, item_count,
                             new_count, changed_count)
        SELECT id, feed_id, fetched_at, fetched_at, outcome, status, message, final_url, duration_ms, bytes, item_count, new_count,
               changed_count
        FROM r WHERE feed_id IN (SELECT id FROM feeds) AND feed_id NOT IN (SELECT feed_id FROM again)
      ), throttled AS (
        UPDATE hosts SET
          throttle_count = CASE WHEN throttled_at > ${throttleMemory} THEN throttle_count + 1 ELSE 1 END,
          throttled_at = r.fetched_at,
          next_fetch_at = CASE WHEN throttled_at > ${throttleMemory} AND throttle_count + 1 >= ${THROTTLES}
                               THEN greatest(hosts.next_fetch_at, r.throttled_until) ELSE hosts.next_fetch_at END
        FROM r WHERE hosts.name = r.host AND r.throttled_until IS NOT NULL
      ), relieved AS (
        UPDATE hosts SET throttle_count = 0 FROM r WHERE hosts.name = r.host AND r.succeeded AND throttle_count > 0
      )
      UPDATE feeds f SET
        leased_until = NULL,
        next_fetch_at = CASE WHEN f.next_fetch_at = r.turn THEN r.next_fetch_at ELSE f.next_fetch_at END,
        next_fetch_reason = r.next_fetch_reason,
        last_outcome = r.outcome, last_error = r.message, last_fetched_at = r.fetched_at,
        last_success_at = CASE WHEN r.succeeded THEN r.fetched_at ELSE f.last_success_at END,
        state = coalesce(r.state::"FeedState", f.state),
        etag = r.etag, last_modified = r.last_modified, validators_work = r.validators_work, probed_at = r.probed_at,
        body_hash = r.body_hash, final_url = coalesce(r.final_url, f.final_url), consecutive_failures = r.consecutive_failures,
        publication_gap_ms = r.publication_gap_ms, longest_gap_ms = r.longest_gap_ms, newest_item_at = r.newest_item_at,
        moving_to = r.moving_to, moving_count = r.moving_count, polling_hints = r.polling_hints
      FROM r WHERE f.id = r.feed_id`;
  }
}

function toRow({ polling, ...record }: FetchRecord): Prisma.InputJsonObject {
  return {
    id: newId(),
    feed_id: record.feedId,
    host: record.host,
    turn: record.turn.toISOString(),
    fetched_at: record.fetchedAt.toISOString(),
    duration_ms: Math.round(record.durationMs),
    outcome: record.outcome,
    message: record.message,
    succeeded: record.succeeded,
    status: record.status,
    bytes: record.bytes,
    item_count: record.itemCount,
    new_count: record.newCount,
    changed_count: record.changedCount,
    next_fetch_at: record.nextFetchAt.toISOString(),
    next_fetch_reason: record.nextFetchReason,
    state: record.state ?? null,
    throttled_until: record.throttledUntil?.toISOString() ?? null,
    etag: polling.etag,
    last_modified: polling.lastModified,
    validators_work: polling.validatorsWork,
    probed_at: polling.probedAt?.toISOString() ?? null,
    body_hash: polling.bodyHash,
    final_url: polling.finalUrl,
    consecutive_failures: polling.consecutiveFailures,
    publication_gap_ms: polling.publicationGapMs,
    longest_gap_ms: polling.longestGapMs,
    newest_item_at: polling.newestItemAt?.toISOString() ?? null,
    moving_to: polling.movingTo,
    moving_count: polling.movingCount,
    polling_hints: polling.pollingHints as unknown as Prisma.InputJsonObject | null,
  };
}
