import type { RetryOutcome } from './send-outcome.js';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** The schedule of Svix and Standard Webhooks: soon at first, then over a day, so that a night's outage loses nothing. */
export const RETRY_DELAYS_MS: readonly number[] = [
  5 * SECOND_MS,
  MINUTE_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  5 * HOUR_MS,
  10 * HOUR_MS,
];
const MAX_AFTER_MS = 10 * HOUR_MS;
/** Share of the delay that it is moved by at most, either way: targets that failed together must not come back together. */
const JITTER = 0.2;

/**
 * When to try again, or null when all attempts are used up.
 * @param attempt how many attempts there were, this one included: 1 after the first.
 * @param random in [0, 1).
 */
export function nextAttemptAt(failure: {
  attempt: number;
  outcome: RetryOutcome;
  now: Date;
  random: () => number;
}): Date | null {
  const { attempt, outcome, now, random } = failure;
  const delayMs = RETRY_DELAYS_MS[attempt - 1];
  if (delayMs === undefined) return null;
  const jitteredMs = delayMs * (1 - JITTER + 2 * JITTER * random());
  // A receiver's wish is kept, but not for so long that the alert is forgotten.
  const askedMs = Math.min(outcome.afterMs ?? 0, MAX_AFTER_MS);
  return new Date(now.getTime() + Math.round(Math.max(jitteredMs, askedMs)));
}
