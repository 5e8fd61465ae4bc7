import type { FieldError } from '../api/problem.js';

export type TargetKind = 'email' | 'slack' | 'webhook' | 'mailbox';

export type AddressReading =
  | {
      ok: true;
      address: unknown;
      /** Shown to people: secrets masked. */
      label: string;
      /** Whether a message that it has got can be changed later. */
      canEdit: boolean;
    }
  | { ok: false; errors: FieldError[] };

/** Injection token of {@link TargetChannels}. */
export const TARGET_CHANNELS = Symbol('target channels');

/** What subscriptions ask of the channels, which lie further down the flow. */
export interface TargetChannels {
  readAddress(kind: TargetKind, address: unknown): AddressReading;
  /** Sends what proves that each target is wanted: a link by email, a test message to Slack or a webhook. */
  requestConfirmation(...targetIds: string[]): Promise<void>;
}
