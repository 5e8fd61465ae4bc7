import type { QueueName } from '../queues/queues.js';
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
