import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { CLOCK, type Clock } from '../config/clock.js';
import { SETTINGS, type Settings } from '../config/settings.js';
import { type AttemptRecord, toAttemptRecord, toCancelledRecord } from '../delivery/attempt-record.js';
import { AttemptRecordStore, type RecordedAttempt } from '../delivery/attempt-record.store.js';
import { CHANNELS, type Channels } from '../delivery/channels.js';
import { ComposeService } from '../delivery/compose.service.js';
import { findSendObstacle } from '../delivery/find-send-obstacle.js';
import type { HeldDelivery } from '../delivery/send-claim.js';
import { SendLeaseStore } from '../delivery/send-lease.store.js';
import type { SendOutcome } from '../delivery/send-outcome.js';
import { type QueuedDelivery, sendQueue, sendRequests } from '../delivery/send-queue.js';
import { type SendableDelivery } from '../delivery/sendable-delivery.js';
import { SendableStore } from '../delivery/sendable.store.js';
import { QueueService } from '../queues/queue.service.js';
import type { QueueName } from '../queues/queues.js';

/** How long the record of an attempt is tried for, and how often: a database that restarts is back within it. */
const RECORD_PATIENCE_MS = 10 * 60_000;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2_000;

/** Deliver: one attempt to bring one message to one target, with its outcome in the ledger. */
@Injectable()
export class SendDeliveryProcessor {
  private readonly logger = new Logger('Delivery');
  private readonly underWay = new Set<string>();

  constructor(
    private readonly leases: SendLeaseStore,
    private readonly sendables: SendableStore,
    private readonly records: AttemptRecordStore,
    private readonly compose: ComposeService,
    private readonly queues: QueueService,
    @Inject(CHANNELS) private readonly channels: Channels,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @param queue the one that asks. */
  async process(deliveryId: string, queue: QueueName): Promise<void> {
    // Its lease may seem over, by a clock that was put forward; but whoever holds it here is at work.
    if (this.underWay.has(deliveryId)) return;
    this.underWay.add(deliveryId);
    try {
      await this.attempt(deliveryId, queue);
    } finally {
      this.underWay.delete(deliveryId);
    }
  }

  private async attempt(deliveryId: string, queue: QueueName): Promise<void> {
    const timeoutMs = this.settings.SEND_TIMEOUT_MS;
    const controller = new AbortController();
    // Begun before the lease, so that it ends before it. Not cut short by a shutdown: a message broken off after its
    // acceptance would go out twice.
    const timer = setTimeout(() => controller.abort(new DOMException('no answer in time', 'TimeoutError')), timeoutMs);
    try {
      const claim = await this.leases.claim(deliveryId, queue === 'send-to-failing');
      switch (claim.fate) {
        case 'not-due':
        case 'held-back':
          return;
        case 'elsewhere':
          await this.queues.enqueue('send-to-failing', [{ id: deliveryId, version: claim.attemptCount }]);
          return;
        case 'put-off': {
          const now = this.clock.now().getTime();
          const delayMs = Math.max(0, claim.until.getTime() - now);
          // The job that is running now, perhaps before its time, stands in the way of another of its version.
          const version = `${claim.attemptCount}-put-off-${now}`;
          await this.queues.enqueue(sendQueue(claim), [{ id: deliveryId, version, delayMs }]);
          return;
        }
        case 'claimed':
          await this.deliver(claim, controller.signal);
      }
    } finally {
      clearTimeout(timer);
    }
  }

  private async deliver(held: HeldDelivery, signal: AbortSignal): Promise<void> {
    const delivery = await this.sendables.read(held.id);
    if (!delivery) return;
    const obstacle = findSendObstacle(delivery, this.clock.now());
    const record = obstacle
      ? toCancelledRecord(held, obstacle, this.clock.now())
      : await this.send(held, delivery, signal);
    const recorded = await this.keep(record);
    if (record.state === 'rejected' || record.state === 'dead') {
      const { kind, label } = delivery.target;
      this.logger.warn(`${kind} to ${label} failed for good: ${record.detail ?? record.reason}`);
    }
    await this.followUp(delivery, record, recorded);
  }

  /** An error of our own (a key that was changed, a bug) is an attempt like any other: it is kept, spaced out, and comes to an end. */
  private async send(held: HeldDelivery, delivery: SendableDelivery, signal: AbortSignal): Promise<AttemptRecord> {
    let outcome: SendOutcome;
    try {
      const message = this.compose.compose(delivery);
      if (!message) return toCancelledRecord(held, 'nothing-to-say', this.clock.now());
      const address = this.sendables.openAddress(delivery.target);
      outcome = await this.channels[delivery.target.kind].send(message, address, signal);
    } catch (error) {
      this.logger.error(
        `Delivery ${delivery.id}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
      outcome = { kind: 'retry', reason: 'internal-error', detail: 'an error of Wirewatch itself; the log tells more' };
    }
    return toAttemptRecord({ ...held, kind: delivery.kind, target: delivery.target }, outcome, {
      now: this.clock.now(),
      random: () => this.clock.random(),
      giveUpMs: this.settings.TARGET_GIVE_UP_MS,
    });
  }

  /** What was sent and is not recorded would be sent again: while the database is away, the record waits for it. */
  private async keep(record: AttemptRecord): Promise<RecordedAttempt> {
    const begunAt = performance.now();
    for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
      try {
        return await this.records.record(record);
      } catch (error) {
        if (performance.now() - begunAt > RECORD_PATIENCE_MS) throw error;
        if (pauseMs === FIRST_PAUSE_MS) {
          this.logger.warn(
            `The outcome of delivery ${record.id} cannot be kept yet: ${error instanceof Error ? error.message : String(error)}`,
          );
        }
      }
      await pause(pauseMs);
    }
  }

  private async followUp(
    { target }: SendableDelivery,
    record: AttemptRecord,
    recorded: RecordedAttempt,
  ): Promise<void> {
    const { id, attempt, at, nextAttemptAt } = record;
    const { released, trouble } = recorded;
    if (nextAttemptAt) {
      await this.enqueue([{ id, attemptCount: attempt, nextAttemptAt, kind: target.kind, isFailing: true }], at);
    }
    // The job that found the target busy may not have ended yet: this is another.
    for (const [queue, requests] of sendRequests(released, at)) {
      await this.queues.enqueue(
        queue,
        requests.map((request) => ({ ...request, version: `${request.version}-after-${id}.${attempt}` })),
      );
    }
    if (trouble?.kind !== 'disabled') return;
    this.logger.warn(`${target.kind} to ${target.label} is given up: ${record.detail ?? record.reason}`);
    if (trouble.notices.length === 0) {
      this.logger.warn(`Nobody could be told that ${target.label} was given up: no operator has an active target`);
    }
    await this.enqueue(trouble.notices, at);
  }

  private async enqueue(deliveries: readonly QueuedDelivery[], now: Date): Promise<void> {
    for (const [queue, requests] of sendRequests(deliveries, now)) await this.queues.enqueue(queue, requests);
  }
}
