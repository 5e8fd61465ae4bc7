const DAY_MS = 24 * 60 * 60_000;

/** The day, as YYYY-MM-DD, that a time falls on in a time zone. */
export function dayIn(timeZone: string): (at: Date) => string {
  if (timeZone === 'UTC') return (at) => at.toISOString().slice(0, 10);
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  return (at) => format.format(at);
}

/** Every day from the first to the last, both as YYYY-MM-DD; of too many, the last ones. */
export function daysBetween(first: string, last: string, most: number): string[] {
  const days: string[] = [];
  for (let at = Date.parse(last); at >= Date.parse(first) && days.length < most; at -= DAY_MS) {
    days.push(new Date(at).toISOString().slice(0, 10));
  }
  return days.reverse();
}
