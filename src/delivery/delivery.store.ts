import { Injectable } from '@nestjs/common';
import { createdWithin, type PageQuery, pageArguments } from '../api/page.js';
import { type DeliveryKind, type DeliveryState, Prisma } from '../database/generated/client.js';
import { PrismaStore } from '../database/prisma.store.js';
import type { QueuedDelivery } from './send-queue.js';

/** How a delivery can have ended without its message being with the reader. */
export const FAILED_STATES = ['rejected', 'dead', 'cancelled', 'bounced'] as const;
export type FailedState = (typeof FAILED_STATES)[number];

export interface DeliveryFilter {
  state?: DeliveryState | undefined;
  kind?: DeliveryKind | undefined;
  targetId?: string | undefined;
  subscriberId?: string | undefined;
  subscriptionId?: string | undefined;
  alertId?: string | undefined;
  digestId?: string | undefined;
  /** ISO 8601: made then or later, and before. */
  from?: string | undefined;
  to?: string | undefined;
}

export interface FailedDeliveries {
  /** Made then, or later. */
  since: Date;
  targetId?: string;
  states: readonly FailedState[];
}

/** With what a list says of it. */
export const listedDelivery = {
  target: { select: { id: true, kind: true, label: true } },
  alert: { select: { id: true, storyId: true, snapshot: { select: { content: true } } } },
} as const satisfies Prisma.DeliveryInclude;

export type DeliveryRow = Prisma.DeliveryGetPayload<{ include: typeof listedDelivery }>;
export type WholeDeliveryRow = NonNullable<Awaited<ReturnType<DeliveryStore['find']>>>;

const AGAIN_BATCH = 1_000;

/** The ledger of what was sent to whom, and what came of it. */
@Injectable()
export class DeliveryStore {
  constructor(private readonly prisma: PrismaStore) {}

  async list(page: PageQuery, filter: DeliveryFilter): Promise<DeliveryRow[]> {
    const { where, ...rest } = pageArguments(page);
    const AND: Prisma.DeliveryWhereInput[] = [toWhere(filter), where ?? {}];
    if (isFailed(filter.state)) AND.push({ id: { in: await this.failedIds(page, filter, filter.state) } });
    return this.prisma.delivery.findMany({ ...rest, where: { AND }, include: listedDelivery });
  }

  count(filter: DeliveryFilter): Promise<number> {
    return this.prisma.delivery.count({ where: toWhere(filter) });
  }

  find(id: string) {
    return this.prisma.delivery.findUnique({
      where: { id },
      include: {
        ...listedDelivery,
        attempts: { orderBy: { number: 'asc' } },
        bounces: { orderBy: { receivedAt: 'asc' } },
      },
    });
  }

  /** What proves that each target is wanted, on its way to it. */
  async createConfirmations(targetIds: readonly string[], at: Date): Promise<QueuedDelivery[]> {
    const created = await this.prisma.delivery.createManyAndReturn({
      data: targetIds.map((targetId) => ({
        kind: 'confirmation' as const,
        targetId,
        nextAttemptAt: at,
        scheduledAt: at,
        createdAt: at,
      })),
      include: { target: { select: { kind: true, failureCount: true } } },
    });
    return created.map(({ id, attemptCount, nextAttemptAt, target }) => {
      return { id, attemptCount, nextAttemptAt, kind: target.kind, isFailing: target.failureCount > 0 };
    });
  }

  /** Up for sending again, as the same message; only what has ended without being with its reader. */
  async sendAgain(id: string, at: Date): Promise<QueuedDelivery | undefined> {
    const [again] = await this.revive(Prisma.sql`d.id = ${id}::uuid AND ${isIn(FAILED_STATES)}`, at);
    return again;
  }

  /**
   * The same for all since a time, as far as their targets still take messages: some at a time, until none is left.
   */
  sendSomeAgain({ since, targetId, states }: FailedDeliveries, at: Date): Promise<QueuedDelivery[]> {
    const ofTarget = targetId ? Prisma.sql`AND d.target_id = ${targetId}::uuid` : Prisma.empty;
    return this.revive(
      Prisma.sql`d.created_at >= ${since} AND ${isIn(states)} AND t.state <> 'disabled' ${ofTarget}`,
      at,
    );
  }

  /**
   * Those that a page can have, by the index that has only what was not delivered: few among millions. PostgreSQL uses it where the
   * states stand in the statement, as no parameter does.
   */
  private async failedIds({ limit, cursor }: PageQuery, filter: DeliveryFilter, state: FailedState): Promise<string[]> {
    const { kind, targetId, alertId, digestId, subscriberId, subscriptionId, from, to } = filter;
    const rows = await this.prisma.$queryRaw<{ id: string }[]>`
      SELECT d.id FROM deliveries d
      WHERE d.state IN ('rejected', 'dead', 'bounced', 'cancelled') AND d.state = ${state}::text::"DeliveryState"
        AND (${cursor ?? null}::uuid IS NULL OR d.id < ${cursor ?? null}::uuid)
        AND (${kind ?? null}::text IS NULL OR d.kind = ${kind ?? null}::text::"DeliveryKind")
        AND (${targetId ?? null}::uuid IS NULL OR d.target_id = ${targetId ?? null}::uuid)
        AND (${alertId ?? null}::uuid IS NULL OR d.alert_id = ${alertId ?? null}::uuid)
        AND (${digestId ?? null}::uuid IS NULL OR d.digest_id = ${digestId ?? null}::uuid)
        AND (${from ?? null}::timestamptz IS NULL OR d.created_at >= ${from ?? null}::timestamptz)
        AND (${to ?? null}::timestamptz IS NULL OR d.created_at < ${to ?? null}::timestamptz)
        AND (${subscriberId ?? null}::uuid IS NULL
          OR EXISTS (SELECT FROM targets t WHERE t.id = d.target_id AND t.subscriber_id = ${subscriberId ?? null}::uuid))
        AND (${subscriptionId ?? null}::uuid IS NULL
          OR EXISTS (SELECT FROM alerts a WHERE a.id = d.alert_id AND a.subscription_id = ${subscriptionId ?? null}::uuid)
          OR EXISTS (SELECT FROM digests g WHERE g.id = d.digest_id AND g.subscription_id = ${subscriptionId ?? null}::uuid))
      ORDER BY d.id DESC LIMIT ${limit + 1}`;
    return rows.map(({ id }) => id);
  }

  /** An edit is never sent again: the next one says the same, and more. */
  private revive(condition: Prisma.Sql, at: Date): Promise<QueuedDelivery[]> {
    return this.prisma.$queryRaw<QueuedDelivery[]>`
      WITH chosen AS MATERIALIZED (
        SELECT d.id, t.kind::text AS kind FROM deliveries d JOIN targets t ON t.id = d.target_id
        WHERE ${condition} AND d.kind <> 'edit' ORDER BY d.id LIMIT ${AGAIN_BATCH} FOR NO KEY UPDATE OF d
      )
      UPDATE deliveries d SET state = 'pending', held_back = false, leased_until = NULL, next_attempt_at = ${at}, scheduled_at = ${at}
      FROM chosen WHERE d.id = chosen.id
      RETURNING d.id, d.attempt_count AS "attemptCount", d.next_attempt_at AS "nextAttemptAt", chosen.kind, true AS "isFailing"`;
  }
}

function isFailed(state: DeliveryState | undefined): state is FailedState {
  return FAILED_STATES.some((failed) => failed === state);
}

function toWhere({ from, to, subscriberId, subscriptionId, ...same }: DeliveryFilter): Prisma.DeliveryWhereInput {
  return {
    ...same,
    ...createdWithin({ from, to }),
    ...(subscriberId && { target: { subscriberId } }),
    ...(subscriptionId && { OR: [{ alert: { subscriptionId } }, { digest: { subscriptionId } }] }),
  };
}

function isIn(states: readonly FailedState[]): Prisma.Sql {
  return Prisma.sql`d.state = ANY(${[...states]}::text[]::"DeliveryState"[])`;
}
