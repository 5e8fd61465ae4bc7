import { Inject, Injectable, Logger } from '@nestjs/common';
import { CLOCK, type Clock } from '../config/clock.js';
import { SETTINGS, type Settings } from '../config/settings.js';
import { CHANNELS, type Channels } from '../delivery/channels.js';
import { ComposeService } from '../delivery/compose.service.js';
import {
  type AttemptRecord,
  type ClaimedDelivery,
  DeliveryStore,
  type ReadableDelivery,
} from '../delivery/delivery.store.js';
import { nextAttemptAt } from '../delivery/retry-schedule.js';
import type { SendOutcome } from '../delivery/send-outcome.js';
import { QueueService } from '../queues/queue.service.js';
import { TargetStore } from '../subscriptions/target.store.js';

/** How much longer than a send a lease lasts: time to record the outcome. */
const LEASE_MARGIN_MS = 5_000;

/** Deliver: one attempt to bring one message to one target, with its outcome in the ledger. */
@Injectable()
export class SendDeliveryProcessor {
  private readonly logger = new Logger('Delivery');

  constructor(
    private readonly deliveries: DeliveryStore,
    private readonly targets: TargetStore,
    private readonly compose: ComposeService,
    private readonly queues: QueueService,
    @Inject(CHANNELS) private readonly channels: Channels,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async process(deliveryId: string): Promise<void> {
    const timeoutMs = this.settings.SEND_TIMEOUT_MS;
    // Begun before the lease, so that it ends before it. Not cut short by a shutdown: a message broken off after its
    // acceptance would go out twice.
    const signal = AbortSignal.timeout(timeoutMs);
    const claim = await this.deliveries.claim(deliveryId, this.clock.now(), timeoutMs + LEASE_MARGIN_MS);
    if (!claim) return;
    const delivery = await this.deliveries.read(deliveryId);
    if (!delivery) return;
    const obstacle = findObstacle(delivery);
    if (obstacle) {
      await this.deliveries.cancel(claim, obstacle, this.clock.now());
      return;
    }
    await this.record(claim, delivery, await this.send(delivery, signal));
  }

  /** An error of our own (a key that was changed, a bug) is an attempt like any other: it is kept, spaced out, and comes to an end. */
  private async send(delivery: ReadableDelivery, signal: AbortSignal): Promise<SendOutcome> {
    try {
      const message = await this.compose.compose(delivery);
      const address = this.deliveries.openAddress(delivery.target);
      return await this.channels[delivery.target.kind].send(message, address, signal);
    } catch (error) {
      this.logger.error(
        `Delivery ${delivery.id}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
      return { kind: 'retry', reason: 'internal-error', detail: 'an error of Wirewatch itself; the log tells more' };
    }
  }

  private async record(claim: ClaimedDelivery, delivery: ReadableDelivery, outcome: SendOutcome): Promise<void> {
    const now = this.clock.now();
    const record = this.toRecord(claim, outcome, now);
    // A test message that was taken is the proof; for email the proof is the click on its link. Before the record: a crash
    // between the two would leave the target waiting for ever.
    if (record.state === 'sent' && delivery.kind === 'confirmation' && delivery.target.kind !== 'email') {
      await this.targets.markVerified(delivery.targetId);
    }
    await this.deliveries.recordAttempt(claim, record, now);
    if (record.state === 'rejected' || record.state === 'dead') {
      this.logger.warn(
        `${delivery.target.kind} to ${delivery.target.label} failed for good: ${record.detail ?? record.reason}`,
      );
    }
    if (record.nextAttemptAt) {
      const delayMs = Math.max(0, record.nextAttemptAt.getTime() - now.getTime());
      await this.queues.enqueue('send-delivery', [{ id: claim.id, version: claim.attempt, delayMs }]);
    }
  }

  private toRecord(claim: ClaimedDelivery, outcome: SendOutcome, now: Date): AttemptRecord {
    switch (outcome.kind) {
      case 'sent':
        return {
          state: 'sent',
          outcome: 'sent',
          reason: null,
          detail: null,
          nextAttemptAt: null,
          disableTarget: false,
        };
      case 'rejected':
        return {
          state: 'rejected',
          outcome: 'rejected',
          reason: outcome.reason,
          detail: outcome.detail,
          nextAttemptAt: null,
          disableTarget: outcome.disableTarget ?? false,
        };
      case 'retry': {
        const next = nextAttemptAt({ attempt: claim.attempt, outcome, now, random: () => this.clock.random() });
        return {
          state: next ? 'pending' : 'dead',
          outcome: 'retry',
          reason: outcome.reason,
          detail: outcome.detail,
          nextAttemptAt: next,
          disableTarget: false,
        };
      }
    }
  }
}

/** What came between the decision and the sending: someone stopped it. */
function findObstacle({ kind, targetId, target, alert }: ReadableDelivery): string | null {
  if (target.state === 'disabled') return 'target-disabled';
  if (kind === 'alert' && target.state !== 'active') return 'target-unverified';
  if (alert && !alert.subscription.targets.some((link) => link.targetId === targetId)) return 'unsubscribed';
  if (alert?.subscription.state === 'paused') return 'paused';
  if (alert?.subscription.state === 'stopped') return 'unsubscribed';
  return null;
}
