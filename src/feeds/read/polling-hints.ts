import { type PollingHints } from './parsed-feed.js';
import { type Fields, firstText, textOf } from './xml-node.js';

const HOUR_MS = 60 * 60_000;
/** https://web.resource.org/rss/1.0/modules/syndication/ */
const periods = new Map(
  Object.entries({
    hourly: HOUR_MS,
    daily: 24 * HOUR_MS,
    weekly: 7 * 24 * HOUR_MS,
    monthly: 30 * 24 * HOUR_MS,
    yearly: 365 * 24 * HOUR_MS,
  }),
);
const days = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/** What says nothing that makes sense is as if it were not there. */
export function readPollingHints(fields: Fields): PollingHints {
  const ttlMs = Number(firstText(fields('ttl'))) * 60_000;
  const period = periods.get(firstText(fields('sy:updateperiod'))?.toLowerCase() ?? '');
  const frequency = Number(firstText(fields('sy:updatefrequency')) ?? 1);
  const hours = (fields('hour') ?? []).map((node) => Number(textOf(node).trim() || Number.NaN));
  const names = (fields('day') ?? []).map((node) => textOf(node).trim().toLowerCase());
  return {
    ...(ttlMs > 0 && Number.isFinite(ttlMs) && { ttlMs }),
    ...(period !== undefined && { updateMs: frequency > 0 && frequency < 1e6 ? period / frequency : period }),
    // Midnight is 0 in RSS 2.0 and was 24 in RSS 0.91.
    skipHours: distinct(
      hours.filter((hour) => Number.isInteger(hour) && hour >= 0 && hour <= 24).map((hour) => hour % 24),
    ),
    skipDays: distinct(names.map((name) => days.indexOf(name)).filter((day) => day !== -1)),
  };
}

function distinct(numbers: number[]): number[] {
  return [...new Set(numbers)].sort((a, b) => a - b);
}
