const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
/** The latest items tell how a feed publishes now; what it did last month does not. */
const LOOKED_AT = 20;
/** Fewer dates than this are no rhythm. */
const ENOUGH = 5;

export interface Rhythm {
  /** The usual time between two items, in milliseconds; null while too little was seen. */
  publicationGapMs: number | null;
  /** The longest silence ever seen. */
  longestGapMs: number | null;
  newestItemAt: Date | null;
}

/**
 * What a fetched document adds to what is known of its feed's rhythm. Items without a date, or dated in the future, say nothing;
 * a feed without dates has no rhythm.
 */
export function observeRhythm(known: Rhythm, dates: readonly (Date | undefined)[], now: Date): Rhythm {
  const times = [...new Set(dates.flatMap((date) => (date && date <= now ? [date.getTime()] : [])))]
    .sort((a, b) => b - a)
    .slice(0, LOOKED_AT);
  const [newest] = times;
  const oldest = times.at(-1);
  if (newest === undefined || oldest === undefined) return known;
  const newestItemAt = new Date(Math.max(newest, known.newestItemAt?.getTime() ?? 0));
  if (times.length < ENOUGH) return { ...known, newestItemAt };
  const gaps = times.slice(1).map((time, index) => (times[index] ?? time) - time);
  return {
    publicationGapMs: (newest - oldest) / gaps.length,
    longestGapMs: Math.max(...gaps, known.longestGapMs ?? 0),
    newestItemAt,
  };
}

/**
 * Silent for longer than ever before, by far: something has broken, on their side or ours, that looks like an ordinary answer. A
 * night or a weekend is not silence once it has been seen.
 */
export function isQuiet(rhythm: Rhythm, now: Date): boolean {
  const { publicationGapMs, longestGapMs, newestItemAt } = rhythm;
  if (publicationGapMs === null || longestGapMs === null || newestItemAt === null) return false;
  return now.getTime() - newestItemAt.getTime() > Math.max(DAY_MS, 2 * longestGapMs, 10 * publicationGapMs);
}
