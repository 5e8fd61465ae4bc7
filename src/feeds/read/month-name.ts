/**
 * Months as news feeds name them, in full or abbreviated: English, German, Dutch, French, Spanish, Portuguese, Italian, the Nordic
 * languages, Polish, Russian, Ukrainian, Serbian, Greek, Hungarian, Turkish. Several of them decline the names, so a name is known by
 * its beginning; without accents, which are often left out.
 */
const beginnings: string[][] = [
  'jan gen ene янв січ sty ιαν oca ocak'.split(' '),
  'feb fev фев лют lut φεβ sub'.split(' '),
  'mar mrt мар бер μαρ'.split(' '),
  'apr avr abr апр кві kwi απρ nis'.split(' '),
  'may mai mag maj mei мая маи мај тра μαι'.split(' '),
  'jun juin giu cze июн чер јун ιουν ιον haz'.split(' '),
  'jul juil lug lip июл лип јул ιουλ ιολ tem'.split(' '),
  'aug aou ago sie авг сер αυγ agu'.split(' '),
  'sep set wrz сен вер σεπ eyl'.split(' '),
  'oct okt out ott paz окт жов οκτ eki'.split(' '),
  'nov lis ноя лис νοε kas'.split(' '),
  'dec dez dic des gru дек гру δεκ ara'.split(' '),
];

const numbers = new Map<string, number>();
for (const [index, names] of beginnings.entries()) {
  for (const name of names) numbers.set(foldName(name), index + 1);
}

/** @returns 1 to 12, or undefined for what is no month's name. */
export function monthNumber(name: string): number | undefined {
  const known = numbers.get(name.toLowerCase());
  if (known !== undefined) return known;
  const folded = foldName(name);
  // The longest beginning decides: "juin" and "juil" begin alike.
  for (let length = Math.min(folded.length, 9); length >= 3; length -= 1) {
    const number = numbers.get(folded.slice(0, length));
    if (number !== undefined) return number;
  }
  return undefined;
}

function foldName(name: string): string {
  return name.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ł', 'l');
}
