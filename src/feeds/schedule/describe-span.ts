const units = [
  ['day', 24 * 60 * 60_000],
  ['hour', 60 * 60_000],
  ['minute', 60_000],
] as const;

/** A span of milliseconds in words, by its largest unit: "3 hours". */
export function describeSpan(ms: number): string {
  for (const [unit, unitMs] of units) {
    const count = Math.round(ms / unitMs);
    if (count >= 2 || (count === 1 && ms >= unitMs)) return `${count} ${unit}${count === 1 ? '' : 's'}`;
  }
  return 'less than a minute';
}
