import { type FetchOutcome } from '../fetch/fetch-outcome.js';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

export interface NextFetchInput {
  outcome: FetchOutcome;
  /** Fetches that failed in a row, this one included. */
  consecutiveFailures: number;
  baseIntervalMs: number;
  now: Date;
  /** Uniform in [0, 1). */
  random: () => number;
}

/**
 * When to fetch again, between a minute and a day from now. Jitter of ±10 % keeps feeds that were added together from being
 * fetched together for ever. What the server asked for (Retry-After, max-age) is a floor that jitter does not undercut.
 */
export function nextFetchAt({ outcome, consecutiveFailures, baseIntervalMs, now, random }: NextFetchInput): Date {
  const jittered = waitMs(outcome, consecutiveFailures, baseIntervalMs) * (0.9 + 0.2 * random());
  const waited = Math.max(jittered, askedForMs(outcome));
  return new Date(now.getTime() + Math.round(Math.min(Math.max(waited, MINUTE_MS), DAY_MS)));
}

function waitMs(outcome: FetchOutcome, failures: number, baseIntervalMs: number): number {
  switch (outcome.kind) {
    case 'fresh':
    case 'not-modified':
      return baseIntervalMs;
    case 'gone':
      return DAY_MS;
    case 'retry-later':
    case 'failed':
      // From ten doublings on even a minute's interval is beyond the cap.
      return Math.min(baseIntervalMs * 2 ** Math.min(Math.max(failures, 1), 11), DAY_MS);
  }
}

function askedForMs(outcome: FetchOutcome): number {
  switch (outcome.kind) {
    case 'fresh':
    case 'not-modified':
      return outcome.maxAgeMs ?? 0;
    case 'retry-later':
      return outcome.afterMs ?? 0;
    case 'gone':
    case 'failed':
      return 0;
  }
}
