import { clockSpanAt } from './clock-span.js';

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
/** Further than any zone is from UTC. */
const FAR_MS = 26 * HOUR_MS;

/** The date that a clock on the wall shows: days since 1970-01-01. */
export function localDayAt(timeZone: string, at: Date): number {
  return Math.floor((at.getTime() + clockSpanAt(timeZone, at.getTime()).offsetMs) / DAY_MS);
}

/** ISO: 1 is Monday. Days since 1970-01-01, a Thursday. */
export function weekdayOf(day: number): number {
  return modulo(day + 3, 7) + 1;
}

/**
 * When a clock on the wall first shows this time (HH:MM) of this day, or one after it. So a time that is skipped (clocks are put
 * forward, or a whole day is left out) comes at the first moment after the gap; of one that comes twice, the first counts.
 */
export function momentOf(timeZone: string, day: number, time: string): Date {
  const [hours, minutes] = time.split(':');
  const shown = day * DAY_MS + (Number(hours) * 60 + Number(minutes)) * 60_000;
  // The clock cannot have come to it yet, whatever the zone.
  for (let span = clockSpanAt(timeZone, shown - FAR_MS); ; span = clockSpanAt(timeZone, span.until)) {
    const moment = Math.max(shown - span.offsetMs, span.from);
    if (moment < span.until) return new Date(moment);
  }
}

/**
 * When a clock on the wall next shows a full hour, after `now`: also where zones differ by half an hour or three quarters. An hour
 * that comes twice counts twice, one that is skipped does not.
 */
export function nextFullHourAt(timeZone: string, now: Date): Date {
  let span = clockSpanAt(timeZone, now.getTime());
  let from = now.getTime() + 1;
  for (;;) {
    const moment = from + modulo(-(from + span.offsetMs), HOUR_MS);
    if (moment < span.until) return new Date(moment);
    from = span.until;
    span = clockSpanAt(timeZone, from);
  }
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}
