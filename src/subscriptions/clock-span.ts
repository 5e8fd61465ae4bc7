import { Temporal } from 'temporal-polyfill';

/** From one change of a zone's clock to the next: milliseconds since 1970, open at the far ends. */
export interface ClockSpan {
  from: number;
  until: number;
  /** What the clock shows, less UTC. */
  offsetMs: number;
}

/** Looking up a change costs a millisecond, and is asked for each subscription of each story; zones change twice a year at most. */
const known = new Map<string, ClockSpan[]>();

/** The span that a moment lies in. Throws a RangeError for a time zone that is none. */
export function clockSpanAt(timeZone: string, at: number): ClockSpan {
  let spans = known.get(timeZone);
  const held = spans?.find(({ from, until }) => from <= at && at < until);
  if (held) return held;
  const found = findSpan(timeZone, at);
  if (!spans) known.set(timeZone, (spans = []));
  spans.push(found);
  return found;
}

function findSpan(timeZone: string, at: number): ClockSpan {
  const here = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
  // `previous` leaves out a change at this very moment.
  const previous = here.add({ milliseconds: 1 }).getTimeZoneTransition('previous');
  return {
    from: previous?.epochMilliseconds ?? -Infinity,
    until: here.getTimeZoneTransition('next')?.epochMilliseconds ?? Infinity,
    offsetMs: Math.round(here.offsetNanoseconds / 1e6),
  };
}
