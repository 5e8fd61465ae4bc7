import { localDayAt, momentOf, nextFullHourAt, weekdayOf } from './local-time.js';

export interface DigestPolicy {
  cadence: 'hourly' | 'daily' | 'weekly';
  /** HH:MM in the time zone, for daily and weekly digests. */
  digestTime: string;
  /** ISO: 1 is Monday. For weekly digests. */
  digestWeekday: number;
  /** IANA */
  timeZone: string;
}

/**
 * When the digest that gathers from `now` on is due, always after `now`: at the next full hour of the reader's clock, or when it next
 * shows the digest's time. A time that is skipped comes right after the gap, one that comes twice fires once, the first time.
 */
export function nextDigestAt({ cadence, digestTime, digestWeekday, timeZone }: DigestPolicy, now: Date): Date {
  if (cadence === 'hourly') return nextFullHourAt(timeZone, now);
  let day = localDayAt(timeZone, now);
  const step = cadence === 'daily' ? 1 : 7;
  if (cadence === 'weekly') day += (digestWeekday - weekdayOf(day) + 7) % 7;
  for (; ; day += step) {
    const moment = momentOf(timeZone, day, digestTime);
    if (moment > now) return moment;
  }
}
