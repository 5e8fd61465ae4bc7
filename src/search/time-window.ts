import { timeLexeme } from './lexeme.js';

/**
 * Ids are UUIDv7: their first 12 hex digits are milliseconds, so ids that begin alike belong to one stretch of time: with seven
 * digits 17 minutes, with six 4.7 hours, with five 3.1 days, with four 50 days.
 */
const LEVELS = [7, 6, 5, 4] as const;
const TIME_DIGITS = 12;
/** A window is made of at most so many stretches, and one more that is cut off by its end. */
const MOST_STRETCHES = 16;

/** Stories from `fromId` (inclusive) to wherever the search stands; `lexemes` are theirs, and of a few more. */
export interface TimeWindow {
  fromId: string;
  lexemes: string[];
}

export function timeLexemesOf(id: string): string[] {
  const digits = id.replaceAll('-', '');
  return LEVELS.map((level) => timeLexeme(digits.slice(0, level)));
}

/** The window of about `lengthMs` that ends before `beforeId`, or at `now`. Undefined where it reaches back to the beginning of time. */
export function windowBefore(beforeMs: number, lengthMs: number): TimeWindow | undefined {
  const start = Math.max(0, beforeMs - lengthMs);
  const level = LEVELS.find((digits) => lengthMs / stretchMs(digits) <= MOST_STRETCHES - 1);
  if (level === undefined || start === 0) return undefined;
  const stretch = stretchMs(level);
  const lexemes: string[] = [];
  const first = Math.floor(start / stretch);
  for (let at = first; at * stretch <= beforeMs; at++) lexemes.push(timeLexeme(digitsOf(at, level)));
  return { fromId: firstId(digitsOf(first, level)), lexemes };
}

/** The least id of the millisecond. */
export function idAt(ms: number): string {
  return firstId(digitsOf(Math.max(0, Math.floor(ms)), TIME_DIGITS));
}

export function timeOf(id: string): number {
  return parseInt(id.replaceAll('-', '').slice(0, TIME_DIGITS), 16);
}

function stretchMs(digits: number): number {
  return 16 ** (TIME_DIGITS - digits);
}

function digitsOf(number: number, digits: number): string {
  return number.toString(16).padStart(digits, '0');
}

function firstId(prefix: string): string {
  const digits = prefix.padEnd(32, '0');
  return [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20), digits.slice(20)].join(
    '-',
  );
}
