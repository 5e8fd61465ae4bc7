import type { SendOutcome } from './send-outcome.js';

/** What an edit comes to where a message that has arrived cannot be changed. */
export const editRefused = {
  kind: 'rejected',
  reason: 'invalid-target',
  detail: 'a message that has arrived here cannot be changed',
} as const satisfies SendOutcome;
