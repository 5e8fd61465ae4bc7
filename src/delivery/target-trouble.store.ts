import { Injectable } from '@nestjs/common';
import type { Transaction } from '../database/transaction.js';
import { uuidV7 } from '../database/uuid-v7.js';
import type { QueuedDelivery } from './send-queue.js';

export type TroubleOutcome =
  /** The notices that tell of it are to be put in their queues, once the transaction has ended; none where nobody can be told. */
  | { kind: 'disabled'; label: string; notices: QueuedDelivery[] }
  /** It was before, or there is no such target. */
  | { kind: 'unchanged' };

/** What becomes of targets that cannot be reached. */
@Injectable()
export class TargetTroubleStore {
  /**
   * Gives a target up. Told of it are its owner, on the oldest other target that works, and each operator on theirs; nobody
   * twice on the same.
   * @param reason as it is stored, for code too. @param message one sentence or two, for people.
   */
  async disable(
    transaction: Transaction,
    targetId: string,
    reason: string,
    message: string,
    now: Date,
  ): Promise<TroubleOutcome> {
    const [target] = await transaction.$queryRaw<{ label: string; subscriberId: string }[]>`
      UPDATE targets SET state = 'disabled', disabled_reason = ${reason} WHERE id = ${targetId}::uuid AND state <> 'disabled'
      RETURNING label, subscriber_id AS "subscriberId"`;
    if (!target) return { kind: 'unchanged' };
    const notices = await transaction.$queryRaw<QueuedDelivery[]>`
      WITH raised AS (
        INSERT INTO target_notices (id, target_id, message, raised_at) VALUES (${uuidV7(now)}, ${targetId}::uuid, ${message}, ${now})
        RETURNING id
      ), told AS (
        SELECT DISTINCT ON (t.subscriber_id) t.id, t.kind, t.failure_count
        FROM targets t JOIN subscribers s ON s.id = t.subscriber_id
        WHERE t.state = 'active' AND t.id <> ${targetId}::uuid AND (s.is_operator OR s.id = ${target.subscriberId}::uuid)
        ORDER BY t.subscriber_id, t.created_at, t.id
      ), written AS (
        INSERT INTO deliveries (id, kind, notice_id, target_id, next_attempt_at, scheduled_at, created_at)
        SELECT ${uuidV7(now)}, 'notice', raised.id, told.id, ${now}, ${now}, ${now} FROM raised, told
        RETURNING id, target_id, attempt_count, next_attempt_at
      )
      SELECT written.id, attempt_count AS "attemptCount", next_attempt_at AS "nextAttemptAt", told.kind::text AS kind,
             told.failure_count > 0 AS "isFailing"
      FROM written JOIN told ON told.id = written.target_id`;
    return { kind: 'disabled', label: target.label, notices };
  }
}
