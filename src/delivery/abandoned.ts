import type { RetryOutcome } from './send-outcome.js';

/** What a send comes to that its signal ended. */
export function abandoned({ reason }: AbortSignal): RetryOutcome {
  // By name: AbortSignal.timeout gives a DOMException, of whichever realm made the signal.
  const isTimeout = (reason as { name?: unknown } | undefined)?.name === 'TimeoutError';
  return isTimeout
    ? { kind: 'retry', reason: 'timeout', detail: 'no answer in time' }
    : { kind: 'retry', reason: 'aborted', detail: 'given up' };
}
