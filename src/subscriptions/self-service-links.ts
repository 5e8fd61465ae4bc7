import type { LinkSigner } from '../auth/signed-link.js';

const DAY_MS = 24 * 60 * 60_000;
const CONFIRM_MS = 7 * DAY_MS;
/** A message may be read, and regretted, long after it came. */
const CHANGE_MS = 400 * DAY_MS;

export const CONFIRM_PATH = 'targets/confirm';
export const UNSUBSCRIBE_PATH = 'subscriptions/unsubscribe';
export const PREFERENCES_PATH = 'preferences';

/** One subscription's messages to one target: what an unsubscribe link ends. */
export interface SubscriptionTargetId {
  subscriptionId: string;
  targetId: string;
}

export function confirmUrl(publicUrl: string, signer: LinkSigner, targetId: string, now: Date): string {
  const token = signer.sign({ purpose: 'confirm-target', subject: targetId }, new Date(now.getTime() + CONFIRM_MS));
  return `${publicUrl}/${CONFIRM_PATH}?token=${token}`;
}

export function unsubscribeUrl(publicUrl: string, signer: LinkSigner, link: SubscriptionTargetId, now: Date): string {
  const subject = `${link.subscriptionId}~${link.targetId}`;
  const token = signer.sign({ purpose: 'unsubscribe', subject }, new Date(now.getTime() + CHANGE_MS));
  return `${publicUrl}/${UNSUBSCRIBE_PATH}?token=${token}`;
}

/** Where whoever reads a target's messages changes them. */
export function preferencesUrl(publicUrl: string, signer: LinkSigner, targetId: string, now: Date): string {
  const token = signer.sign({ purpose: 'preferences', subject: targetId }, new Date(now.getTime() + CHANGE_MS));
  return `${publicUrl}/${PREFERENCES_PATH}?token=${token}`;
}

export function parseUnsubscribeSubject(subject: string): SubscriptionTargetId | undefined {
  const [subscriptionId, targetId] = subject.split('~');
  return subscriptionId && targetId ? { subscriptionId, targetId } : undefined;
}
