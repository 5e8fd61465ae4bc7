import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { PrismaStore } from '../../database/prisma.store.js';
import type { Transaction } from '../../database/transaction.js';
import { TargetStore } from '../target.store.js';
import { COLUMNS, type Column, type SubscriberRow } from './subscriber-row.js';

/** A row that can be taken in: its address as the email channel has it, its topics as they are known. */
export interface WantedRow {
  row: SubscriberRow;
  email: { address: unknown; label: string; canEdit: boolean };
  topicIds: string[];
}

export interface RowResult {
  outcome: 'created' | 'already-there';
  subscriberId: string;
  targetId: string;
  subscriptionId: string | null;
  /** A new address, to be confirmed by its reader. */
  isNewTarget: boolean;
}

export type ExportedRow = Record<Column, string>;

/** Two imports of one list at once must not both find an address missing. */
const IMPORT_LOCK = 1_330_664_781;
/** Rows that are kept together: to begin and end a transaction costs as much as a row. */
const ROWS_AT_ONCE = 100;
/** As long as thousands of rows can take, and another's before them. */
const TRANSACTION = { timeout: 5 * 60_000, maxWait: 30_000 };
const DEFAULT_NAME = 'Alerts';

/** Thrown to have a trial rolled back. */
class TrialEnd extends Error {}

/** Subscribers by the list. */
@Injectable()
export class SubscriberImportStore {
  constructor(
    private readonly prisma: PrismaStore,
    private readonly targets: TargetStore,
  ) {}

  /** Some rows at a time, wholly or not at all; `kept` hears of them once they are there. */
  async importRows(rows: readonly WantedRow[], kept: (results: RowResult[]) => Promise<void>): Promise<RowResult[]> {
    const all: RowResult[] = [];
    for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
      const some = rows.slice(from, from + ROWS_AT_ONCE);
      const results = await this.prisma.$transaction((transaction) => this.takeAll(transaction, some), TRANSACTION);
      all.push(...results);
      await kept(results);
    }
    return all;
  }

  /** What importing the rows would come to, by doing it and taking all of it back. */
  async tryRows(rows: readonly WantedRow[]): Promise<RowResult[]> {
    let results: RowResult[] = [];
    try {
      await this.prisma.$transaction(async (transaction) => {
        results = await this.takeAll(transaction, rows);
        throw new TrialEnd();
      }, TRANSACTION);
    } catch (error) {
      if (!(error instanceof TrialEnd)) throw error;
    }
    return results;
  }

  async topicIds(): Promise<Map<string, string>> {
    const topics = await this.prisma.topic.findMany({ where: { ownerId: null }, select: { id: true, slug: true } });
    return new Map(topics.map(({ id, slug }) => [slug, id]));
  }

  private async takeAll(transaction: Transaction, rows: readonly WantedRow[]): Promise<RowResult[]> {
    await transaction.$executeRaw`SELECT pg_advisory_xact_lock(${IMPORT_LOCK})`;
    const results: RowResult[] = [];
    for (const row of rows) results.push(await this.take(transaction, row));
    return results;
  }

  /**
   * What is there stays as it is: the settings of a subscription of that name, and that its reader has ended it. Nobody is
   * subscribed again against their will.
   */
  private async take(transaction: Transaction, { row, email, topicIds }: WantedRow): Promise<RowResult> {
    const { label, canEdit } = email;
    const { address, addressHash } = this.targets.fieldsOf({
      subscriberId: '',
      kind: 'email',
      address: email.address,
      label,
      canEdit,
    });
    const [subscriberId, targetId, subscriptionId] = [newId(), newId(), newId()];
    const name = row.subscription ?? DEFAULT_NAME;
    const [result] = await transaction.$queryRaw<RowResult[]>`
      WITH found AS (
        SELECT id, subscriber_id FROM targets WHERE kind = 'email' AND address_hash = ${addressHash} ORDER BY id LIMIT 1
      ), made_subscriber AS (
        INSERT INTO subscribers (id, name, kind, locale, time_zone)
        SELECT ${subscriberId}::uuid, ${row.name ?? label}, ${row.kind ?? 'person'}::"SubscriberKind", ${row.locale ?? 'en'},
               ${row.time_zone ?? 'UTC'}
        WHERE NOT EXISTS (SELECT FROM found)
      ), made_target AS (
        INSERT INTO targets (id, subscriber_id, kind, label, address, address_hash, can_edit)
        SELECT ${targetId}::uuid, ${subscriberId}::uuid, 'email', ${label}, ${address}, ${addressHash}, ${canEdit}
        WHERE NOT EXISTS (SELECT FROM found) RETURNING id, subscriber_id
      ), target AS (SELECT * FROM found UNION ALL SELECT * FROM made_target
      ), there AS (
        SELECT s.id FROM subscriptions s JOIN target ON target.subscriber_id = s.subscriber_id
        WHERE s.name = ${name} AND ${topicIds.length > 0} ORDER BY s.id LIMIT 1
      ), made AS (
        INSERT INTO subscriptions (id, subscriber_id, name, cadence, digest_time, digest_weekday, quiet_from, quiet_until)
        SELECT ${subscriptionId}::uuid, subscriber_id, ${name}, ${row.cadence ?? 'immediate'}::"Cadence", ${row.digest_time ?? '08:00'},
               ${row.digest_weekday ?? 1}::int, ${row.quiet_from ?? null}, ${row.quiet_until ?? null}
        FROM target WHERE ${topicIds.length > 0} AND NOT EXISTS (SELECT FROM there) RETURNING id
      ), linked_topics AS (
        INSERT INTO subscription_topics (subscription_id, topic_id) SELECT made.id, topic_id FROM made, unnest(${topicIds}::uuid[]) AS topic_id
      ), linked_target AS (
        INSERT INTO subscription_targets (subscription_id, target_id) SELECT made.id, target.id FROM made, target
      )
      SELECT CASE WHEN EXISTS (SELECT FROM made_target) OR EXISTS (SELECT FROM made) THEN 'created' ELSE 'already-there' END AS outcome,
             target.subscriber_id AS "subscriberId", target.id AS "targetId",
             coalesce((SELECT id FROM made), (SELECT id FROM there)) AS "subscriptionId",
             EXISTS (SELECT FROM made_target) AS "isNewTarget"
      FROM target`;
    if (!result) throw new Error('A row of a list came to nothing');
    return result;
  }

  /** A row for each subscription of each email target, and for each that has none. */
  async exportRows(): Promise<ExportedRow[]> {
    const rows = await this.prisma.$queryRaw<ExportedRow[]>`
      SELECT p.name, p.kind::text AS kind, p.locale, p.time_zone, t.label AS email, coalesce(s.name, '') AS subscription,
             coalesce((SELECT string_agg(x.slug, ' ' ORDER BY x.slug) FROM subscription_topics l JOIN topics x ON x.id = l.topic_id
                       WHERE l.subscription_id = s.id AND x.owner_id IS NULL), '') AS topics,
             coalesce(s.cadence::text, '') AS cadence, coalesce(s.digest_time, '') AS digest_time,
             coalesce(s.digest_weekday::text, '') AS digest_weekday, coalesce(s.quiet_from, '') AS quiet_from,
             coalesce(s.quiet_until, '') AS quiet_until
      FROM targets t JOIN subscribers p ON p.id = t.subscriber_id
      LEFT JOIN subscription_targets l ON l.target_id = t.id LEFT JOIN subscriptions s ON s.id = l.subscription_id
      WHERE t.kind = 'email' ORDER BY t.id, s.id`;
    return rows.map((row) => Object.fromEntries(COLUMNS.map((column) => [column, row[column]])) as ExportedRow);
  }
}
