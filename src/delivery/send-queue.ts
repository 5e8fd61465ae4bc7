import type { JobRequest, QueueName } from '../queues/queues.js';
import type { TargetKind } from '../subscriptions/target-channels.js';

/** The queue that a delivery goes through: targets in trouble stand apart, so that no other waits for their time-outs. */
export function sendQueue({ kind, isFailing }: { kind: TargetKind; isFailing: boolean }): QueueName {
  if (isFailing) return 'send-to-failing';
  switch (kind) {
    case 'email':
    case 'mailbox':
      return 'send-email';
    case 'slack':
      return 'send-slack';
    case 'webhook':
      return 'send-webhook';
  }
}

/** A delivery that waits to be sent, and what its queue depends on. */
export interface QueuedDelivery {
  id: string;
  attemptCount: number;
  nextAttemptAt: Date;
  kind: TargetKind;
  isFailing: boolean;
}

/** What to ask of which queue, so that the deliveries go out when they are due. */
export function sendRequests(deliveries: readonly QueuedDelivery[], now: Date): [QueueName, JobRequest[]][] {
  const byQueue = new Map<QueueName, JobRequest[]>();
  for (const delivery of deliveries) {
    const queue = sendQueue(delivery);
    const requests = byQueue.get(queue) ?? [];
    byQueue.set(queue, requests);
    const delayMs = Math.max(0, delivery.nextAttemptAt.getTime() - now.getTime());
    requests.push({ id: delivery.id, version: delivery.attemptCount, ...(delayMs > 0 ? { delayMs } : {}) });
  }
  return [...byQueue];
}
