import { commitLater } from '../database/commit-later.js';
import { Prisma } from '../database/generated/client.js';
import { planAnew } from '../database/plan-anew.js';

/**
 * Holds the targets of these deliveries until the transaction ends, in one order for everybody: what is counted of a target by a
 * later statement is then still true when it is acted upon.
 */
export function lockTargetsOf(deliveryIds: readonly string[], options: { commitLater?: boolean } = {}): Prisma.Sql {
  return Prisma.sql`
    WITH held AS (
      SELECT id FROM targets WHERE id IN (SELECT target_id FROM deliveries WHERE id = ANY(${deliveryIds}::uuid[]))
      ORDER BY id FOR NO KEY UPDATE
    )
    SELECT count(*)::int AS held, ${planAnew} AS plans${options.commitLater ? Prisma.sql`, ${commitLater} AS commits` : Prisma.empty}
    FROM held`;
}
