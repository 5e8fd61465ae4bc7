import type { TargetKind } from './channel.js';
import type { SendOutcome } from './send-outcome.js';

/**
 * Whether an outcome speaks against the target: one that fails for days is given up, and meanwhile is tried alone. What is our
 * own fault, or that of our mail server, which stands between us and every reader, or of one message only, does not count.
 */
export function isTargetFault(kind: TargetKind, outcome: SendOutcome): boolean {
  if (outcome.kind === 'sent') return false;
  switch (outcome.reason) {
    case 'internal-error':
    case 'aborted':
    case 'sign-in-refused':
    case 'refused':
      return false;
    case 'timeout':
    case 'connection':
      return kind !== 'email';
    case 'rate-limited':
    case 'server-error':
    case 'greylisted':
    case 'bad-address':
    case 'http-status':
    case 'gone':
    case 'blocked-address':
    case 'invalid-target':
      return true;
  }
}
