import { nextAttemptAt, RETRY_DELAYS_MS } from './retry-schedule.js';

const now = new Date('2026-03-01T12:00:00Z');
const SECOND_MS = 1_000;
const HOUR_MS = 3_600_000;
const after = (attempt: number, random: number, afterMs?: number) => {
  const outcome = {
    kind: 'retry',
    reason: 'server-error',
    detail: '',
    ...(afterMs === undefined ? {} : { afterMs }),
  } as const;
  const at = nextAttemptAt({ attempt, outcome, now, random: () => random });
  return at && (at.getTime() - now.getTime()) / SECOND_MS;
};

describe('nextAttemptAt', () => {
  it.each([
    [1, 5],
    [2, 60],
    [3, 300],
    [4, 1_800],
    [5, 7_200],
    [6, 18_000],
    [7, 36_000],
  ])('after attempt %i waits %i seconds, a fifth more or less', (attempt, seconds) => {
    expect(after(attempt, 0.5)).toBeCloseTo(seconds, 3);
    expect(after(attempt, 0)).toBeCloseTo(seconds * 0.8, 3);
    expect(after(attempt, 0.999999)).toBeCloseTo(seconds * 1.2, 0);
  });

  it.each([8, 9, 100])('gives up after attempt %i, whatever the receiver asks', (attempt) => {
    expect(after(attempt, 0.5)).toBeNull();
    expect(after(attempt, 0.5, 1_000)).toBeNull();
  });

  it.each([
    ['a longer wish is kept', 1, 90 * SECOND_MS, 90],
    ['a shorter one changes nothing', 2, 10 * SECOND_MS, 60],
    ['one of days is cut to ten hours', 1, 72 * HOUR_MS, 36_000],
  ])('%s', (_, attempt, afterMs, seconds) => {
    expect(after(attempt, 0.5, afterMs)).toBe(seconds);
  });

  it('lets seven retries span most of a day', () => {
    const total = RETRY_DELAYS_MS.reduce((sum, delay) => sum + delay, 0);
    expect(total / HOUR_MS).toBeGreaterThan(17);
  });
});
