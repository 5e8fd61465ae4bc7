import type { SendableDelivery } from './sendable-delivery.js';

/** What came between the decision and the sending, by name: someone stopped it. Null where nothing did. */
export function findSendObstacle(delivery: SendableDelivery, now: Date): string | null {
  const { target, kind } = delivery;
  if (target.state === 'disabled') return 'target-disabled';
  if (kind === 'confirmation') return null;
  if (target.state !== 'active') return 'target-unverified';
  if (kind === 'notice') return null;
  const { subscription } = delivery;
  if (!subscription.isLinked || subscription.state === 'stopped') return 'unsubscribed';
  if (subscription.state === 'paused') return 'paused';
  if (subscription.mutedUntil && subscription.mutedUntil > now) return 'muted';
  if (kind === 'edit' && !delivery.earlier) return 'nothing-to-edit';
  return null;
}
