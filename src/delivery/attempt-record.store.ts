import { Inject, Injectable } from '@nestjs/common';
import { gathered } from '../database/gathered.js';
import { Prisma } from '../database/generated/client.js';
import { PrismaStore } from '../database/prisma.store.js';
import type { AttemptRecord } from './attempt-record.js';
import { CHANNELS, type Channels } from './channels.js';
import type { QueuedDelivery } from './send-queue.js';
import { lockTargetsOf } from './target-lock.js';
import { explainGivingUp } from './explain-giving-up.js';
import { TargetTroubleStore, type TroubleOutcome } from './target-trouble.store.js';

/** What the end of an attempt sets going. */
export interface RecordedAttempt {
  /** Deliveries to the same target that were held back: it is their turn. */
  released: QueuedDelivery[];
  /** Set when the target was given up with it. */
  trouble: TroubleOutcome | null;
}

interface ReleasedRow extends QueuedDelivery {
  endedId: string;
}

/** Ends attempts: what they came to, in the ledger and for the target, and whose turn it is then. */
@Injectable()
export class AttemptRecordStore {
  private readonly records = gathered((records: readonly AttemptRecord[]) => this.writeAll(records));
  private readonly paces: string;

  constructor(
    private readonly prisma: PrismaStore,
    private readonly troubles: TargetTroubleStore,
    @Inject(CHANNELS) channels: Channels,
  ) {
    this.paces = JSON.stringify(Object.values(channels).map(({ kind, pace }) => ({ kind, at_once: pace.atOnce })));
  }

  /**
   * Ends the attempt. That a message was sent counts whoever holds it now; anything else only for its holder: a claim that was
   * lost meanwhile (its lease ran out) records its attempt, and leaves the state to the new holder.
   */
  record(record: AttemptRecord): Promise<RecordedAttempt> {
    return record.givesUp ? this.giveUp(record) : this.records(record);
  }

  private async writeAll(records: readonly AttemptRecord[]): Promise<RecordedAttempt[]> {
    const released = await this.prisma.$transaction(async (transaction) => {
      await transaction.$queryRaw(lockTargetsOf(records.map(({ id }) => id)));
      return transaction.$queryRaw<ReleasedRow[]>(this.recordStatement(records));
    });
    return records.map(({ id }) => ({ released: releasedBy(id, released), trouble: null }));
  }

  private giveUp(record: AttemptRecord): Promise<RecordedAttempt> {
    return this.prisma.$transaction(async (transaction) => {
      await transaction.$queryRaw(lockTargetsOf([record.id]));
      const released = await transaction.$queryRaw<ReleasedRow[]>(this.recordStatement([record]));
      const delivery = await transaction.delivery.findUnique({
        where: { id: record.id },
        select: { targetId: true, target: { select: { failingSince: true } } },
      });
      if (!delivery) return { released: releasedBy(record.id, released), trouble: null };
      const { reason, message } = explainGivingUp(record, delivery.target.failingSince);
      const trouble = await this.troubles.disable(transaction, delivery.targetId, reason, message, record.at);
      return { released: releasedBy(record.id, released), trouble };
    });
  }

  /** To be run after the targets are locked, as a statement of its own: only then does it see what else is under way there. */
  private recordStatement(records: readonly AttemptRecord[]): Prisma.Sql {
    const now = records.reduce((latest, { at }) => (at > latest ? at : latest), new Date(0));
    return Prisma.sql`
      WITH r AS MATERIALIZED (
        SELECT r.*, d.target_id, d.kind, d.alert_id, t.kind::text AS channel, t.address_hash, t.failure_count
        FROM jsonb_to_recordset(${JSON.stringify(records.map(toRow))}::jsonb) AS r(
          id uuid, attempt int, at timestamptz, state text, outcome text, reason text, detail text, reference text,
          next_attempt_at timestamptz, is_fault boolean, rest_until timestamptz, verifies boolean)
        JOIN deliveries d ON d.id = r.id JOIN targets t ON t.id = d.target_id
      ), ended AS (
        UPDATE attempts a SET ended_at = r.at, outcome = r.outcome, reason = r.reason, detail = r.detail
        FROM r WHERE a.delivery_id = r.id AND a.number = r.attempt
      ), fated AS MATERIALIZED (
        -- An edit that is tried again would stand beside a newer one: that one says the same, and more.
        SELECT r.*, r.state = 'pending' AND r.kind = 'edit' AND EXISTS (
          SELECT FROM deliveries n WHERE n.alert_id = r.alert_id AND n.target_id = r.target_id AND n.kind = 'edit' AND n.state = 'pending'
            AND n.id <> r.id) AS is_outdated
        FROM r
      ), told AS (
        UPDATE deliveries d SET
          state = (CASE WHEN f.is_outdated THEN 'cancelled' ELSE f.state END)::"DeliveryState",
          leased_until = NULL, held_back = false,
          last_reason = CASE WHEN f.is_outdated THEN 'outdated' ELSE f.reason END, last_detail = f.detail,
          reference = coalesce(f.reference, d.reference),
          next_attempt_at = coalesce(f.next_attempt_at, d.next_attempt_at),
          scheduled_at = CASE WHEN f.next_attempt_at IS NULL THEN d.scheduled_at ELSE f.at END,
          sent_at = CASE WHEN f.state = 'sent' THEN f.at ELSE d.sent_at END
        FROM fated f
        WHERE d.id = f.id AND CASE WHEN f.state = 'sent' THEN d.state <> 'bounced' ELSE d.state = 'sending' AND d.attempt_count = f.attempt END
        RETURNING d.id
      ), tally AS MATERIALIZED (
        SELECT target_id, channel, address_hash, count(*) AS ends, bool_or(state = 'sent') AS took, bool_or(verifies) AS verified,
               count(*) FILTER (WHERE is_fault) AS faults, min(at) FILTER (WHERE is_fault) AS failed_at, max(at) AS at,
               max(rest_until) AS rest_until, min(id::text)::uuid AS ended_id, failure_count
        FROM r WHERE id IN (SELECT id FROM told) GROUP BY target_id, channel, address_hash, failure_count
      ), judged AS (
        UPDATE targets t SET
          failure_count = CASE WHEN took THEN 0 ELSE t.failure_count + faults END,
          failing_since = CASE WHEN took THEN NULL ELSE coalesce(t.failing_since, failed_at) END,
          state = CASE WHEN verified AND t.state = 'unverified' THEN 'active'::"TargetState" ELSE t.state END,
          verified_at = CASE WHEN verified THEN tally.at ELSE t.verified_at END
        FROM tally WHERE t.id = tally.target_id AND (verified OR CASE WHEN took THEN t.failure_count > 0 ELSE faults > 0 END)
      ), rested AS (
        INSERT INTO send_gates (address_hash, next_send_at)
        SELECT address_hash, max(rest_until) FROM tally WHERE rest_until IS NOT NULL GROUP BY address_hash ORDER BY address_hash
        ON CONFLICT (address_hash) DO UPDATE SET next_send_at = greatest(send_gates.next_send_at, excluded.next_send_at)
      ), next AS (
        SELECT held.id, tally.target_id, tally.ended_id, tally.channel, NOT took AND failure_count + faults > 0 AS is_failing
        FROM tally
        JOIN jsonb_to_recordset(${this.paces}::jsonb) AS pace(kind text, at_once int) ON pace.kind = tally.channel
        CROSS JOIN LATERAL (
          SELECT CASE WHEN NOT took AND failure_count + faults > 0 THEN 1 ELSE pace.at_once END - count(*) AS room
          FROM deliveries b WHERE b.target_id = tally.target_id AND b.state = 'sending' AND b.leased_until > ${now} AND b.id NOT IN (SELECT id FROM told)
        ) free
        CROSS JOIN LATERAL (
          SELECT h.id FROM deliveries h
          WHERE h.held_back AND h.target_id = tally.target_id AND h.state::text = 'pending' AND h.next_attempt_at <= ${now} AND h.id NOT IN (SELECT id FROM r)
          -- One more than have ended: after trouble the target works its way up again.
          ORDER BY h.created_at, h.id LIMIT greatest(0, least(free.room, ends + 1))
        ) held
      )
      UPDATE deliveries d SET held_back = false FROM next WHERE d.id = next.id
      RETURNING d.id, d.attempt_count AS "attemptCount", d.next_attempt_at AS "nextAttemptAt", next.channel AS kind,
                (next.is_failing OR d.attempt_count > 0) AS "isFailing", next.ended_id AS "endedId"`;
  }
}

function releasedBy(endedId: string, rows: readonly ReleasedRow[]): QueuedDelivery[] {
  return rows.filter((row) => row.endedId === endedId).map(({ endedId: _, ...released }) => released);
}

function toRow(record: AttemptRecord): Prisma.InputJsonObject {
  return {
    id: record.id,
    attempt: record.attempt,
    at: record.at.toISOString(),
    state: record.state,
    outcome: record.outcome,
    reason: record.reason,
    // PostgreSQL keeps no such character, and a server may answer with any.
    detail: record.detail?.replaceAll('\0', '') ?? null,
    reference: record.reference?.replaceAll('\0', '') ?? null,
    next_attempt_at: record.nextAttemptAt?.toISOString() ?? null,
    is_fault: record.isTargetFault,
    rest_until: record.restUntil?.toISOString() ?? null,
    verifies: record.verifiesTarget,
  };
}
