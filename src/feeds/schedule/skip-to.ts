import { type PollingHints } from '../read/parsed-feed.js';

const HOUR_MS = 60 * 60_000;
const SPREAD_MS = 5 * 60_000;
/** Whoever skips every hour of every day does not mean it. */
const MAX_SKIPPED = 24;

/**
 * The first moment from `at` on that is in none of the hours and days that a document asks its readers to skip (RSS 2.0
 * `skipHours`, `skipDays`, both in GMT), but at most a day later. `spread`, in [0, 1), keeps readers from coming back all at once.
 */
export function skipTo(at: Date, hints: Pick<PollingHints, 'skipHours' | 'skipDays'>, spread: number): Date {
  if (hints.skipHours.length === 0 && hints.skipDays.length === 0) return at;
  const isSkipped = (date: Date) =>
    hints.skipHours.includes(date.getUTCHours()) || hints.skipDays.includes(date.getUTCDay());
  if (!isSkipped(at)) return at;
  const hour = Math.floor(at.getTime() / HOUR_MS);
  for (let later = 1; later <= MAX_SKIPPED; later++) {
    const start = new Date((hour + later) * HOUR_MS);
    if (!isSkipped(start)) return new Date(start.getTime() + Math.round(spread * SPREAD_MS));
  }
  // A whole day is skipped: the next one is soon enough to look again.
  return hints.skipDays.length > 0 ? new Date(at.getTime() + MAX_SKIPPED * HOUR_MS) : at;
}
