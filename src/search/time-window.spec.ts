import fc from 'fast-check';
import { idAt, timeLexemesOf, timeOf, windowBefore } from './time-window.js';

const HOUR = 60 * 60_000;
const now = Date.parse('2026-11-24T12:00:00Z');

describe('a window of time', () => {
  it('has a lexeme of every story from its first id to its end, of any length', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 40, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (exponent, share) => {
          const window = windowBefore(now, 2 ** exponent);
          if (!window) return;
          const from = timeOf(window.fromId);
          expect(from).toBeLessThanOrEqual(now - 2 ** exponent);
          expect(window.lexemes.length).toBeLessThanOrEqual(17);
          for (const at of [from, now, from + share * (now - from)]) {
            const own = timeLexemesOf(idAt(at));
            expect(window.lexemes.filter((lexeme) => own.includes(lexeme))).toHaveLength(1);
          }
          const before = timeLexemesOf(idAt(from - 1));
          expect(window.lexemes.some((lexeme) => before.includes(lexeme))).toBe(false);
        },
      ),
    );
  });

  it.each([
    [Infinity, 'all of them'],
    [now, 'since 1970'],
    [20_000 * 24 * HOUR, 'more than the longest stretches make'],
  ])('of %s ms is none: it takes whatever there is', (length) => {
    expect(windowBefore(now, length)).toBeUndefined();
  });

  it('an id tells its time', () => {
    expect(timeOf(idAt(now))).toBe(now);
    expect(idAt(now) < idAt(now + 1)).toBe(true);
  });
});
