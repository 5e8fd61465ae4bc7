import { type FetchOutcome } from '../fetch/fetch-outcome.js';
import { nextFetchAt } from './next-fetch-at.js';

const now = new Date('2026-03-01T12:00:00Z');
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const unchanged = (maxAgeMs?: number): FetchOutcome => ({ kind: 'not-modified', maxAgeMs });
const failed: FetchOutcome = { kind: 'failed', reason: 'timeout', message: 'slow' };
const busy = (afterMs?: number): FetchOutcome => ({ kind: 'retry-later', status: 429, afterMs });

function waitMs(outcome: FetchOutcome, consecutiveFailures = 0, baseIntervalMs = 10 * minute, random = 0.5): number {
  const at = nextFetchAt({ outcome, consecutiveFailures, baseIntervalMs, now, random: () => random });
  return at.getTime() - now.getTime();
}

describe('nextFetchAt', () => {
  it.each<[string, number, number]>([
    ['waits the interval after an answer', waitMs(unchanged()), 10 * minute],
    ['waits for max-age where that is longer', waitMs(unchanged(hour)), hour],
    ['does not undercut max-age by jitter', waitMs(unchanged(10 * minute), 0, 10 * minute, 0), 10 * minute],
    ['takes no notice of a shorter max-age', waitMs(unchanged(minute)), 10 * minute],
    ['does not wait for a max-age of a year', waitMs(unchanged(365 * day)), day],
    ['spreads downwards', waitMs(unchanged(), 0, 10 * minute, 0), 9 * minute],
    ['spreads upwards', waitMs(unchanged(), 0, 10 * minute, 0.999_999_999), 11 * minute],
    ['never asks more than once a minute', waitMs(unchanged(), 0, 1_000), minute],
    ['doubles after the first failure', waitMs(failed, 1), 20 * minute],
    ['doubles again after the third', waitMs(failed, 3), 80 * minute],
    ['stays at a day after hundreds', waitMs(failed, 900), day],
    ['honours Retry-After', waitMs(busy(3 * hour), 1), 3 * hour],
    ['backs off further than a short Retry-After', waitMs(busy(minute), 2), 40 * minute],
    ['backs off without Retry-After', waitMs(busy(), 2), 40 * minute],
    ['does not wait for a Retry-After of a week', waitMs(busy(7 * day), 1), day],
    ['asks a gone feed tomorrow at the soonest', waitMs({ kind: 'gone', status: 410 }), day],
  ])('%s', (_, actual, expected) => {
    expect(actual).toBe(expected);
  });
});
