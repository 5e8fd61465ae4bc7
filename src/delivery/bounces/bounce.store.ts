import { Injectable } from '@nestjs/common';
import { PrismaStore } from '../../database/prisma.store.js';
import { lockTargetsOf } from '../target-lock.js';
import { type TroubleOutcome, TargetTroubleStore } from '../target-trouble.store.js';

export interface BounceRecord {
  deliveryId: string;
  status: string;
  isFinal: boolean;
  isComplaint: boolean;
  detail: string;
}

export type BounceOutcome =
  | { kind: 'recorded'; trouble: TroubleOutcome }
  /** The same report came before. */
  | { kind: 'known' }
  /** No mail of ours has this id. */
  | { kind: 'unknown-delivery' };

/** Mails that came back. */
@Injectable()
export class BounceStore {
  constructor(
    private readonly prisma: PrismaStore,
    private readonly troubles: TargetTroubleStore,
  ) {}

  /**
   * Keeps a report, once. A final one marks its delivery as bounced and gives the target up, in the same transaction; whoever
   * must be told of that is in the outcome.
   */
  async record(bounce: BounceRecord, now: Date): Promise<BounceOutcome> {
    const { deliveryId, status, isFinal, isComplaint, detail } = bounce;
    return this.prisma.$transaction(async (transaction): Promise<BounceOutcome> => {
      // Two reports of one delivery at a time would both be the first.
      await transaction.$queryRaw(lockTargetsOf([deliveryId]));
      const delivery = await transaction.delivery.findUnique({
        where: { id: deliveryId, target: { kind: 'email' } },
        select: { targetId: true, target: { select: { label: true } } },
      });
      if (!delivery) return { kind: 'unknown-delivery' };
      const known = await transaction.bounce.findFirst({
        where: { deliveryId, status, isFinal, detail },
        select: { id: true },
      });
      if (known) return { kind: 'known' };
      await transaction.bounce.create({ data: { deliveryId, status, isFinal, detail, receivedAt: now } });
      if (!isFinal) return { kind: 'recorded', trouble: { kind: 'unchanged' } };
      const reason = isComplaint ? 'complaint' : 'bounced';
      await transaction.delivery.updateMany({
        where: { id: deliveryId, state: 'sent' },
        data: { state: 'bounced', lastReason: reason, lastDetail: detail },
      });
      const message = isComplaint
        ? `The reader of ${delivery.target.label} reported an alert as spam, so it gets nothing more.`
        : `Mail to ${delivery.target.label} comes back, so it gets nothing more: ${detail}`;
      return {
        kind: 'recorded',
        trouble: await this.troubles.disable(transaction, delivery.targetId, reason, message, now),
      };
    });
  }
}
