import { Injectable } from '@nestjs/common';
import { PrismaStore } from '../../database/prisma.store.js';
import type { LiveKind } from './live-kind.js';
import type { LivePosition } from './live-position.js';

export interface LiveUpdate {
  position: LivePosition;
  kind: LiveKind;
  subjectId: string;
  at: Date;
}

export interface LiveUpdates {
  /** In their order. */
  updates: LiveUpdate[];
  /** From where to read on. */
  position: LivePosition;
  /** Whether these were all that can be read by now. */
  isComplete: boolean;
}

interface Row {
  horizon: bigint;
  transactionId: bigint | null;
  number: bigint | null;
  kind: LiveKind | null;
  subjectId: string | null;
  at: Date | null;
}

const PRUNED_AT_ONCE = 5_000;

/**
 * What triggers wrote of each change, in its very transaction. Read below the oldest transaction that is still under way: of those
 * before it, none can write any more, so one that commits late is waited for and never passed over.
 */
@Injectable()
export class LiveUpdateStore {
  constructor(private readonly prisma: PrismaStore) {}

  /** Behind everything that can be read by now. */
  async end(): Promise<LivePosition> {
    const [row] = await this.prisma.$queryRaw<[{ horizon: bigint }]>`
      SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS horizon`;
    return { transactionId: row.horizon, number: 0n };
  }

  async read(after: LivePosition, limit: number): Promise<LiveUpdates> {
    const rows = await this.prisma.$queryRaw<Row[]>`
      WITH horizon AS MATERIALIZED (SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS id)
      SELECT h.id AS horizon, u.transaction_id AS "transactionId", u.number, u.kind::text AS kind, u.subject_id AS "subjectId", u.at
      FROM horizon h LEFT JOIN LATERAL (
        SELECT * FROM live_updates
        WHERE (transaction_id, number) > (${after.transactionId}, ${after.number}) AND transaction_id < h.id
        ORDER BY transaction_id, number LIMIT ${limit}
      ) u ON true
      ORDER BY u.transaction_id, u.number`;
    const updates = rows.flatMap(({ transactionId, number, kind, subjectId, at }) =>
      transactionId !== null && number !== null && kind && subjectId && at
        ? [{ position: { transactionId, number }, kind, subjectId, at }]
        : [],
    );
    const isComplete = updates.length < limit;
    const horizon = rows[0]?.horizon ?? after.transactionId;
    const last = updates.at(-1)?.position ?? after;
    const position = isComplete && horizon > last.transactionId ? { transactionId: horizon, number: 0n } : last;
    return { updates, position, isComplete };
  }

  /** Forgets updates of before, some at a time; of several processes, each takes others. */
  async prune(before: Date): Promise<void> {
    let count: number;
    do {
      count = await this.prisma.$executeRaw`
        DELETE FROM live_updates u USING (
          SELECT transaction_id, number FROM live_updates WHERE at < ${before} LIMIT ${PRUNED_AT_ONCE} FOR UPDATE SKIP LOCKED
        ) o WHERE u.transaction_id = o.transaction_id AND u.number = o.number`;
    } while (count === PRUNED_AT_ONCE);
  }
}
