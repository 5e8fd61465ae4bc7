import { localDayAt, momentOf } from './local-time.js';

export interface QuietPolicy {
  /** HH:MM in the time zone; `quietFrom` may be later than `quietUntil`: over midnight. Both or none, and not the same. */
  quietFrom: string | null;
  quietUntil: string | null;
  /** IANA */
  timeZone: string;
}

/**
 * The end of the quiet hours that hold now, or null when it is not quiet. They begin and end when the reader's clock first shows
 * their times; a time that is skipped counts as the first moment after the gap.
 */
export function quietUntil({ quietFrom, quietUntil: quietTo, timeZone }: QuietPolicy, now: Date): Date | null {
  if (quietFrom === null || quietTo === null) return null;
  const lastDay = quietFrom > quietTo ? 1 : 0;
  let end: Date | null = null;
  for (let day = localDayAt(timeZone, now) - 1; momentOf(timeZone, day, quietFrom) <= (end ?? now); day++) {
    const until = momentOf(timeZone, day + lastDay, quietTo);
    // Over a day that is left out, one night's quiet hours pass into the next one's.
    if (until > (end ?? now)) end = until;
  }
  return end;
}
