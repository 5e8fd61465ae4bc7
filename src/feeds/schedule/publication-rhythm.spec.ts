import { isQuiet, observeRhythm, type Rhythm } from './publication-rhythm.js';

const now = new Date('2026-03-02T12:00:00Z');
const hour = 60 * 60_000;
const ago = (hours: number) => new Date(now.getTime() - hours * hour);
const unknown: Rhythm = { publicationGapMs: null, longestGapMs: null, newestItemAt: null };

describe('observeRhythm', () => {
  it.each<[string, Rhythm, (Date | undefined)[], Rhythm]>([
    [
      'takes the mean of the gaps, and the longest',
      unknown,
      [1, 2, 3, 6, 9].map(ago),
      { publicationGapMs: 2 * hour, longestGapMs: 3 * hour, newestItemAt: ago(1) },
    ],
    [
      'takes no notice of order, doubles, missing dates and the future',
      unknown,
      [ago(9), ago(1), undefined, ago(3), ago(-5), ago(2), ago(2), ago(6)],
      { publicationGapMs: 2 * hour, longestGapMs: 3 * hour, newestItemAt: ago(1) },
    ],
    [
      'looks at the latest twenty',
      unknown,
      [...Array.from({ length: 20 }, (_, index) => ago(index + 1)), ago(9_000)],
      { publicationGapMs: hour, longestGapMs: hour, newestItemAt: ago(1) },
    ],
    [
      'remembers a longer silence from before',
      { publicationGapMs: hour, longestGapMs: 60 * hour, newestItemAt: ago(30) },
      [1, 2, 3, 4, 5].map(ago),
      { publicationGapMs: hour, longestGapMs: 60 * hour, newestItemAt: ago(1) },
    ],
    ['knows no rhythm of four items', unknown, [1, 2, 3, 4].map(ago), { ...unknown, newestItemAt: ago(1) }],
    [
      'learns nothing from no dates',
      { ...unknown, newestItemAt: ago(7) },
      [undefined],
      { ...unknown, newestItemAt: ago(7) },
    ],
    [
      'does not go back to an older newest item',
      { ...unknown, newestItemAt: ago(1) },
      [ago(7)],
      { ...unknown, newestItemAt: ago(1) },
    ],
  ])('%s', (_, known, dates, expected) => {
    expect(observeRhythm(known, dates, now)).toEqual(expected);
  });
});

describe('isQuiet', () => {
  const rhythm = (silentHours: number, longestHours: number, gapHours = 1): Rhythm => ({
    publicationGapMs: gapHours * hour,
    longestGapMs: longestHours * hour,
    newestItemAt: ago(silentHours),
  });
  it.each<[string, Rhythm, boolean]>([
    ['after twice the longest silence', rhythm(49, 24), true],
    ['not within twice the longest silence', rhythm(48, 24), false],
    ['not within a day, however busy', rhythm(24, 1), false],
    ['not within ten usual gaps', rhythm(60, 8, 8), false],
    ['not while the rhythm is unknown', { ...unknown, newestItemAt: ago(10_000) }, false],
  ])('%s', (_, known, expected) => {
    expect(isQuiet(known, now)).toBe(expected);
  });
});
