import type { z } from 'zod';
import type { TargetKind } from '../subscriptions/target-channels.js';
import type { Message } from './message.js';
import type { SendOutcome } from './send-outcome.js';

export type { TargetKind };

/**
 * A way out of the house. What each channel keeps, and the channel contract tests:
 * - `send` resolves to an outcome whatever the receiver or the network does; it rejects for a bug or a failure of our own database.
 * - `sent` means that the receiver has taken the message; anything less is not `sent`.
 * - `send` ends soon after its signal aborts, and nothing goes out for it later.
 * - Sending one delivery again sends the same message under the same id.
 * - No secret of the address or of the configuration is in an outcome, an error or a description.
 */
export interface Channel<Address = unknown> {
  readonly kind: TargetKind;
  readonly addressSchema: z.ZodType<Address>;
  /** How the address is shown to people: secrets masked, and two addresses told apart. */
  describe(address: Address): string;
  /** @param address what `addressSchema` gave. */
  send(message: Message, address: Address, signal: AbortSignal): Promise<SendOutcome>;
  /** How much one address can take: messages under way at once, and milliseconds between two. */
  readonly pace: { atOnce: number; spacingMs: number };
  /** Whether a message that the address has got can be changed later: only then do edits go there. */
  canEdit(address: Address): boolean;
  close?(): Promise<void>;
}
