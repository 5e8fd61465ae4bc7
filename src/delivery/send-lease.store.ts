import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../config/clock.js';
import { SETTINGS, type Settings } from '../config/settings.js';
import { gathered } from '../database/gathered.js';
import { Prisma } from '../database/generated/client.js';
import { PrismaStore } from '../database/prisma.store.js';
import type { TargetKind } from './channel.js';
import { CHANNELS, type Channels } from './channels.js';
import type { SendClaim } from './send-claim.js';
import type { QueuedDelivery } from './send-queue.js';
import { lockTargetsOf } from './target-lock.js';

/** How much longer than a send a lease lasts: time to record the outcome. */
const LEASE_MARGIN_MS = 5_000;
/** A time that was set this far in the future was set before the clock was put back; less is how clocks of two hosts differ. */
const CLOCK_SLACK_MS = 10_000;
/** A job may come this much before its time, by the clock of another host; then it is not worth another. */
const EARLY_MS = 1_000;
/** How long a message waits, each time, for the one that it follows. */
const FOLLOW_MS = 5_000;
const MAX_FOLLOW_MS = 60_000;

interface Asked {
  id: string;
  /** Asked for by the queue of targets in trouble, which takes any. */
  isPatient: boolean;
}

interface FateRow {
  id: string;
  fate: 'claimed' | 'held-back' | 'put-off' | 'elsewhere';
  attemptCount: number;
  until: Date;
  kind: TargetKind;
  isFailing: boolean;
}

/** Who sends which delivery, and when: to one target only so many at once, and to one address never without its pause. */
@Injectable()
export class SendLeaseStore {
  private readonly claims = gathered((asked: readonly Asked[]) => this.claimAll(asked));
  private readonly paces: string;
  private readonly leaseMs: number;
  private latest = 0;

  constructor(
    private readonly prisma: PrismaStore,
    @Inject(CHANNELS) channels: Channels,
    @Inject(SETTINGS) settings: Settings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.leaseMs = settings.SEND_TIMEOUT_MS + LEASE_MARGIN_MS;
    this.paces = JSON.stringify(
      Object.values(channels).map(({ kind, pace }) => ({ kind, at_once: pace.atOnce, spacing_ms: pace.spacingMs })),
    );
  }

  /**
   * Takes a due delivery for one attempt. Of any number who ask at once one gets it; whoever asks later gets nothing until its
   * holder was silent for the length of the lease, as after a crash; then the next attempt carries the same message id. It waits
   * while its target has enough under way, while its address is left alone, or for the message that it follows; none of these
   * costs an attempt.
   */
  claim(id: string, isPatient: boolean): Promise<SendClaim> {
    return this.claims({ id, isPatient });
  }

  /**
   * Deliveries whose time has come and that nobody holds: their job was lost, or its process died. Of those held back, the first
   * of each target: the others follow when it ends.
   */
  findStranded(dueBefore: Date, now: Date, limit: number): Promise<QueuedDelivery[]> {
    return this.prisma.$queryRaw<QueuedDelivery[]>`
      WITH late AS (
        SELECT id, target_id FROM deliveries
        WHERE state IN ('pending', 'sending') AND next_attempt_at < ${dueBefore} AND NOT held_back
          AND (state = 'pending' OR ${this.isOver(now)})
        ORDER BY next_attempt_at LIMIT ${limit}
      ), misdated AS (
        SELECT id, target_id FROM deliveries
        WHERE state IN ('pending', 'sending') AND NOT held_back AND scheduled_at > ${slackAfter(now)} AND (state = 'pending' OR ${this.isOver(now)})
        LIMIT ${limit}
      ), held AS (
        SELECT DISTINCT ON (target_id) id, target_id FROM deliveries
        WHERE held_back AND state = 'pending' AND (next_attempt_at < ${dueBefore} OR scheduled_at > ${slackAfter(now)})
        ORDER BY target_id, created_at
      ), found AS (SELECT * FROM late UNION SELECT * FROM misdated UNION SELECT * FROM held)
      SELECT d.id, d.attempt_count AS "attemptCount", least(d.next_attempt_at, ${now}) AS "nextAttemptAt", t.kind::text AS kind,
             (t.failure_count > 0 OR d.attempt_count > 0) AS "isFailing"
      FROM found JOIN deliveries d ON d.id = found.id JOIN targets t ON t.id = found.target_id
      LIMIT ${limit}`;
  }

  /** Forgets pauses that are long over. */
  async pruneGates(before: Date): Promise<void> {
    await this.prisma.sendGate.deleteMany({ where: { nextSendAt: { lt: before } } });
  }

  /** A lease that ran out, or that was taken before the clock was put back: it ends later than any taken now by any clock of ours. */
  private isOver(now: Date): Prisma.Sql {
    const latest = new Date(now.getTime() + this.leaseMs + CLOCK_SLACK_MS);
    return Prisma.sql`(leased_until <= ${now} OR leased_until > ${latest})`;
  }

  private async claimAll(asked: readonly Asked[]): Promise<SendClaim[]> {
    const now = this.clock.now();
    await this.followClock(now);
    const wanted = new Map<string, boolean>();
    for (const { id, isPatient } of asked) wanted.set(id, isPatient || (wanted.get(id) ?? false));
    const fates = await this.prisma.$transaction(async (transaction) => {
      // A claim that is lost with the database server is no claim; the record of what was sent brings it to the disk.
      await transaction.$queryRaw(lockTargetsOf([...wanted.keys()], { commitLater: true }));
      return transaction.$queryRaw<FateRow[]>(this.claimStatement(wanted, now));
    });
    const byId = new Map(fates.map((row) => [row.id, row]));
    // Two jobs for one delivery: the first has it.
    return asked.map(({ id }) => {
      const row = byId.get(id);
      byId.delete(id);
      return row ? toClaim(row) : { fate: 'not-due' };
    });
  }

  /** Pauses that were set before the clock was put back would last as long as it was put back by. */
  private async followClock(now: Date): Promise<void> {
    if (now.getTime() < this.latest - CLOCK_SLACK_MS) {
      await this.prisma.sendGate.deleteMany({ where: { nextSendAt: { gt: now } } });
      this.latest = 0;
    }
    this.latest = Math.max(this.latest, now.getTime());
  }

  /**
   * To be run after the targets are locked, as a statement of its own: only then does it see what others have just claimed. States
   * are compared as text where an index on something else is to be used.
   */
  private claimStatement(wanted: ReadonlyMap<string, boolean>, now: Date): Prisma.Sql {
    const patient = [...wanted].filter(([, isPatient]) => isPatient).map(([id]) => id);
    const plus = (ms: number) => new Date(now.getTime() + ms);
    return Prisma.sql`
      WITH found AS MATERIALIZED (
        SELECT * FROM deliveries WHERE id = ANY(${[...wanted.keys()]}::uuid[]) FOR NO KEY UPDATE
      ), due AS MATERIALIZED (
        SELECT d.id, d.target_id, d.created_at, d.attempt_count, t.kind::text AS channel, t.address_hash, t.failure_count > 0 AS is_failing,
               CASE WHEN t.failure_count > 0 THEN 1 ELSE pace.at_once END AS at_once, pace.spacing_ms,
               d.id = ANY(${patient}::uuid[]) OR (t.failure_count = 0 AND d.attempt_count = 0) AS is_at_home,
               CASE WHEN d.kind IN ('update', 'edit') THEN greatest(
                 (SELECT e.next_attempt_at FROM deliveries e
                  WHERE e.alert_id = d.alert_id AND e.target_id = d.target_id AND e.kind = 'alert' AND e.state::text IN ('pending', 'sending')),
                 (SELECT e.next_attempt_at FROM alerts a JOIN deliveries e ON e.digest_id = a.digest_id
                  WHERE a.id = d.alert_id AND e.target_id = d.target_id AND e.state::text IN ('pending', 'sending'))) END AS earlier_at
        FROM found d
        JOIN targets t ON t.id = d.target_id
        JOIN jsonb_to_recordset(${this.paces}::jsonb) AS pace(kind text, at_once int, spacing_ms int) ON pace.kind = t.kind::text
        WHERE (d.state = 'pending' AND (d.next_attempt_at <= ${plus(EARLY_MS)} OR d.scheduled_at > ${slackAfter(now)}))
           OR (d.state = 'sending' AND ${this.isOver(now)})
      ), busy AS (
        SELECT target_id, count(*) AS sends FROM deliveries
        WHERE state = 'sending' AND NOT ${this.isOver(now)} AND target_id IN (SELECT target_id FROM due)
        GROUP BY target_id
      ), placed AS (
        SELECT due.*, gate.next_send_at, coalesce(gate.next_send_at > ${now}, false) AS is_shut,
               row_number() OVER (PARTITION BY due.target_id ORDER BY due.created_at, due.id) + coalesce(busy.sends, 0) <= at_once AS has_room
        FROM due LEFT JOIN busy ON busy.target_id = due.target_id LEFT JOIN send_gates gate ON gate.address_hash = due.address_hash
        WHERE is_at_home AND earlier_at IS NULL
      ), ready AS (
        SELECT *, row_number() OVER (PARTITION BY address_hash ORDER BY created_at, id) AS turn FROM placed WHERE has_room
      ), passed AS (
        INSERT INTO send_gates (address_hash, next_send_at)
        SELECT address_hash, ${now}::timestamptz + spacing_ms * interval '1 millisecond' FROM ready WHERE turn = 1 AND spacing_ms > 0 ORDER BY address_hash
        ON CONFLICT (address_hash) DO UPDATE SET next_send_at = excluded.next_send_at WHERE send_gates.next_send_at <= ${now}
        RETURNING address_hash
      ), judged AS (
        SELECT ready.*, CASE WHEN spacing_ms > 0 THEN turn = 1 AND passed.address_hash IS NOT NULL ELSE NOT is_shut END AS passes
        FROM ready LEFT JOIN passed ON passed.address_hash = ready.address_hash
      ), waiting AS (
        SELECT id, CASE WHEN is_shut THEN next_send_at ELSE ${now}::timestamptz + spacing_ms * interval '1 millisecond' END AS until,
               row_number() OVER (PARTITION BY target_id ORDER BY created_at, id) = 1 AND NOT EXISTS (
                 SELECT FROM deliveries w WHERE w.target_id = judged.target_id AND w.held_back AND w.state::text = 'pending'
                   AND w.next_attempt_at > ${now} AND w.id NOT IN (SELECT id FROM due)) AS is_first
        FROM judged WHERE NOT passes
      ), fates AS MATERIALIZED (
        SELECT due.id, due.attempt_count, due.channel, due.is_failing OR due.attempt_count > 0 AS is_failing,
               CASE WHEN NOT due.is_at_home THEN 'elsewhere'
                    WHEN due.earlier_at IS NOT NULL OR waiting.is_first THEN 'put-off'
                    WHEN judged.passes THEN 'claimed'
                    ELSE 'held-back' END AS fate,
               CASE WHEN due.earlier_at IS NOT NULL THEN least(greatest(due.earlier_at, ${plus(FOLLOW_MS)}), ${plus(MAX_FOLLOW_MS)})
                    WHEN waiting.is_first THEN waiting.until
                    ELSE ${now} END AS until,
               due.earlier_at IS NULL AS is_held_back
        FROM due LEFT JOIN judged ON judged.id = due.id LEFT JOIN waiting ON waiting.id = due.id
      ), begun AS (
        INSERT INTO attempts (delivery_id, number, started_at) SELECT id, attempt_count + 1, ${now} FROM fates WHERE fate = 'claimed'
      ), taken AS (
        UPDATE deliveries d SET state = 'sending', leased_until = ${plus(this.leaseMs)}, attempt_count = d.attempt_count + 1, held_back = false
        FROM fates WHERE d.id = fates.id AND fates.fate = 'claimed'
      ), left_waiting AS (
        UPDATE deliveries d SET state = 'pending', leased_until = NULL, held_back = fates.is_held_back,
               next_attempt_at = CASE fates.fate WHEN 'put-off' THEN fates.until ELSE least(d.next_attempt_at, fates.until) END, scheduled_at = ${now}
        FROM fates WHERE d.id = fates.id AND fates.fate IN ('held-back', 'put-off')
      )
      SELECT id, fate, attempt_count AS "attemptCount", until, channel AS kind, is_failing AS "isFailing" FROM fates`;
  }
}

function slackAfter(now: Date): Date {
  return new Date(now.getTime() + CLOCK_SLACK_MS);
}

function toClaim({ id, fate, attemptCount, until, kind, isFailing }: FateRow): SendClaim {
  switch (fate) {
    case 'claimed':
      return { fate, id, attempt: attemptCount + 1 };
    case 'put-off':
      return { fate, until, attemptCount, kind, isFailing };
    case 'elsewhere':
      return { fate, attemptCount };
    case 'held-back':
      return { fate };
  }
}
