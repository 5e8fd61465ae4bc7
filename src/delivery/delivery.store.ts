import { Inject, Injectable } from '@nestjs/common';
import { type PageQuery, pageArguments } from '../api/page.js';
import { SECRET_BOX, type SecretBox } from '../auth/secret-box.js';
import type { Prisma } from '../database/generated/client.js';
import { PrismaStore } from '../database/prisma.store.js';
import type { MailboxEntry } from './mailbox/mailbox-entry.js';

export interface ClaimedDelivery {
  id: string;
  attempt: number;
}

export interface AttemptRecord {
  state: 'pending' | 'sent' | 'rejected' | 'dead';
  outcome: 'sent' | 'retry' | 'rejected';
  reason: string | null;
  detail: string | null;
  nextAttemptAt: Date | null;
  /** Set when the channel says that the target is no more. */
  disableTarget: boolean;
}

const listed = {
  target: { select: { id: true, kind: true, label: true } },
  alert: { select: { id: true, story: { select: { id: true, title: true } } } },
} as const satisfies Prisma.DeliveryInclude;

const readable = {
  target: { include: { subscriber: true } },
  alert: {
    include: {
      subscription: {
        select: {
          id: true,
          state: true,
          topics: { select: { topicId: true } },
          targets: { select: { targetId: true } },
        },
      },
      story: { include: { feed: true, matches: { include: { topic: true } } } },
    },
  },
} as const satisfies Prisma.DeliveryInclude;

export type ReadableDelivery = Prisma.DeliveryGetPayload<{ include: typeof readable }>;

@Injectable()
export class DeliveryStore {
  constructor(
    private readonly prisma: PrismaStore,
    @Inject(SECRET_BOX) private readonly box: SecretBox,
  ) {}

  list(page: PageQuery, filter: Prisma.DeliveryWhereInput) {
    const { where, ...rest } = pageArguments(page);
    return this.prisma.delivery.findMany({ ...rest, where: { AND: [filter, where ?? {}] }, include: listed });
  }

  find(id: string) {
    return this.prisma.delivery.findUnique({
      where: { id },
      include: { ...listed, attempts: { orderBy: { number: 'asc' } } },
    });
  }

  createConfirmation(targetId: string, at: Date) {
    return this.prisma.delivery.create({ data: { kind: 'confirmation', targetId, nextAttemptAt: at, createdAt: at } });
  }

  /**
   * Takes a due delivery for one attempt. Whoever else holds its id gets nothing until the lease runs out without an outcome,
   * as after a crash; then the next attempt carries the same message id.
   */
  async claim(id: string, now: Date, leaseMs: number): Promise<ClaimedDelivery | undefined> {
    return this.prisma.$transaction(async (transaction) => {
      const [row] = await transaction.$queryRaw<{ attempt: number }[]>`
        UPDATE deliveries
        SET state = 'sending', leased_until = ${new Date(now.getTime() + leaseMs)}, attempt_count = attempt_count + 1
        WHERE id = ${id}::uuid AND ((state = 'pending' AND next_attempt_at <= ${now}) OR (state = 'sending' AND leased_until <= ${now}))
        RETURNING attempt_count AS attempt`;
      if (!row) return undefined;
      await transaction.attempt.create({ data: { deliveryId: id, number: row.attempt, startedAt: now } });
      return { id, attempt: row.attempt };
    });
  }

  read(id: string): Promise<ReadableDelivery | null> {
    return this.prisma.delivery.findUnique({ where: { id }, include: readable });
  }

  openAddress(target: { address: string }): unknown {
    return JSON.parse(this.box.open(target.address));
  }

  /** Other sources that tell of the same event, earliest first. */
  otherSources(eventId: string, exceptStoryId: string, limit: number) {
    return this.prisma.story.findMany({
      where: { eventId, id: { not: exceptStoryId } },
      select: { url: true, feed: { select: { title: true } } },
      orderBy: { fetchedAt: 'asc' },
      take: limit,
    });
  }

  entityNames(slugs: string[]) {
    return this.prisma.entity.findMany({ where: { slug: { in: slugs } }, select: { slug: true, name: true } });
  }

  /** Ends the attempt. A claim that was lost meanwhile (its lease ran out) records its attempt, and leaves the state to the new holder. */
  async recordAttempt(claim: ClaimedDelivery, record: AttemptRecord, at: Date): Promise<void> {
    await this.prisma.$transaction(async (transaction) => {
      await transaction.attempt.updateMany({
        where: { deliveryId: claim.id, number: claim.attempt },
        data: { endedAt: at, outcome: record.outcome, reason: record.reason, detail: record.detail },
      });
      await transaction.delivery.updateMany({
        // That it was sent counts whoever holds it now; anything else only for its holder.
        where:
          record.state === 'sent' ? { id: claim.id } : { id: claim.id, state: 'sending', attemptCount: claim.attempt },
        data: {
          state: record.state,
          leasedUntil: null,
          lastReason: record.reason,
          lastDetail: record.detail,
          ...(record.nextAttemptAt ? { nextAttemptAt: record.nextAttemptAt } : {}),
          ...(record.state === 'sent' ? { sentAt: at } : {}),
        },
      });
      if (!record.disableTarget) return;
      const delivery = await transaction.delivery.findUnique({ where: { id: claim.id }, select: { targetId: true } });
      if (!delivery) return;
      await transaction.target.updateMany({
        where: { id: delivery.targetId },
        data: { state: 'disabled', disabledReason: record.reason },
      });
    });
  }

  async cancel(claim: ClaimedDelivery, reason: string, at: Date): Promise<void> {
    await this.prisma.$transaction([
      this.prisma.attempt.updateMany({
        where: { deliveryId: claim.id, number: claim.attempt },
        data: { endedAt: at, outcome: 'cancelled', reason },
      }),
      this.prisma.delivery.updateMany({
        where: { id: claim.id, state: 'sending', attemptCount: claim.attempt },
        data: { state: 'cancelled', leasedUntil: null, lastReason: reason },
      }),
    ]);
  }

  /** Up for sending again, as the same message; only what has ended without being sent. */
  async sendAgain(id: string, at: Date): Promise<{ attemptCount: number } | undefined> {
    const [row] = await this.prisma.delivery.updateManyAndReturn({
      where: { id, state: { in: ['rejected', 'dead', 'cancelled'] } },
      data: { state: 'pending', nextAttemptAt: at },
      select: { attemptCount: true },
    });
    return row;
  }

  /** Deliveries whose time has come and that nobody holds: their job was lost, or its process died. */
  findStranded(dueBefore: Date, now: Date, limit: number) {
    return this.prisma.delivery.findMany({
      where: {
        OR: [
          { state: 'pending', nextAttemptAt: { lt: dueBefore } },
          { state: 'sending', leasedUntil: { lt: now } },
        ],
      },
      select: { id: true, attemptCount: true },
      orderBy: { nextAttemptAt: 'asc' },
      take: limit,
    });
  }

  listMailbox(page: PageQuery) {
    return this.prisma.mailboxMessage.findMany(pageArguments(page));
  }

  findMailboxMessage(id: string) {
    return this.prisma.mailboxMessage.findUnique({ where: { id } });
  }

  /** Keeps a message instead of sending it; a second time for the same delivery changes nothing. */
  async storeInMailbox(entry: MailboxEntry, at: Date): Promise<void> {
    const { headers, deliveryId, ...message } = entry;
    const delivery = await this.prisma.delivery.findUniqueOrThrow({
      where: { id: deliveryId },
      select: { targetId: true },
    });
    await this.prisma.mailboxMessage.createMany({
      data: [{ ...message, headers, deliveryId, targetId: delivery.targetId, receivedAt: at }],
      skipDuplicates: true,
    });
  }
}
