import type { TargetKind } from './channel.js';

/** What comes of asking for a delivery: it is sent only where it is claimed. */
export type SendClaim =
  | { fate: 'claimed'; id: string; attempt: number }
  /** Not its time, or somebody has it, or it has ended. */
  | { fate: 'not-due' }
  /** Its target has enough under way: the next one that ends there calls it. */
  | { fate: 'held-back' }
  /** Its turn comes later: its address is left alone until then, or the message that it follows is still on its way. */
  | { fate: 'put-off'; until: Date; attemptCount: number; kind: TargetKind; isFailing: boolean }
  /** Its target is in trouble, and this queue is for those that are not. */
  | { fate: 'elsewhere'; attemptCount: number };

/** A delivery under way, and which attempt it is. */
export interface HeldDelivery {
  id: string;
  attempt: number;
}
