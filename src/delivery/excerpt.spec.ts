import fc from 'fast-check';
import { plainText, toExcerpt, toSegments } from './excerpt.js';

const show = (segments: ReturnType<typeof toSegments>) =>
  segments.map(({ text, isEvidence }) => (isEvidence ? `[${text}]` : text)).join('');

describe('toSegments', () => {
  it.each([
    [
      'in order',
      [
        { start: 0, end: 1 },
        { start: 4, end: 5 },
      ],
      '[a] b [c] d e',
    ],
    [
      'out of order',
      [
        { start: 4, end: 5 },
        { start: 0, end: 1 },
      ],
      '[a] b [c] d e',
    ],
    [
      'overlapping',
      [
        { start: 0, end: 3 },
        { start: 2, end: 5 },
      ],
      '[a b c] d e',
    ],
    [
      'one within another',
      [
        { start: 0, end: 9 },
        { start: 2, end: 3 },
      ],
      '[a b c d e]',
    ],
    [
      'touching',
      [
        { start: 0, end: 1 },
        { start: 1, end: 3 },
      ],
      '[a b] c d e',
    ],
    ['beyond the end', [{ start: 8, end: 99 }], 'a b c d [e]'],
    ['negative', [{ start: -5, end: 1 }], '[a] b c d e'],
    [
      'empty or backwards',
      [
        { start: 2, end: 2 },
        { start: 5, end: 1 },
      ],
      'a b c d e',
    ],
    ['not numbers', [{ start: NaN, end: NaN }], 'a b c d e'],
    ['all', [{ start: 0, end: 9 }], '[a b c d e]'],
  ])('marks spans that are %s', (_, spans, expected) => {
    expect(show(toSegments('a b c d e', spans, 100))).toBe(expected);
  });

  it('does not cut a character in half', () => {
    expect(show(toSegments('x😀y', [{ start: 2, end: 3 }], 100))).toBe('x[😀]y');
    expect(show(toSegments('😀'.repeat(50), [], 30))).toBe(`${'😀'.repeat(14)}…`);
  });
});

describe('toExcerpt', () => {
  const filler = 'one two three four five six seven eight nine ten '.repeat(40);
  const find = (text: string, words: string) => ({
    start: text.indexOf(words),
    end: text.indexOf(words) + words.length,
  });

  it('gives a short text whole', () => {
    expect(show(toExcerpt('Short  text.\nTwo lines.', [], 400))).toBe('Short text. Two lines.');
  });

  it('starts at the start where there is no evidence', () => {
    const excerpt = show(toExcerpt(filler, [], 60));
    expect(excerpt).toMatch(/^one two three/);
    expect(excerpt).toMatch(/…$/);
  });

  it('stands where most evidence is', () => {
    const text = `treaty ${filler} missile and launch ${filler}`;
    const spans = ['treaty', 'missile', 'launch'].map((words) => find(text, words));
    const excerpt = show(toExcerpt(text, spans, 100));
    expect(excerpt).toMatch(/^…\S.* \[missile\] and \[launch\] .*\S…$/);
    expect(excerpt.length).toBeLessThan(115);
  });

  it('stays full where the evidence is at the end', () => {
    const text = `${filler}treaty`;
    const excerpt = show(toExcerpt(text, [find(text, 'treaty')], 100));
    expect(excerpt).toMatch(/\[treaty\]$/);
    expect(excerpt.length).toBeGreaterThan(75);
  });

  it('always shows some evidence, little more than asked, and only what the text says', () => {
    const words = fc.array(fc.constantFrom('один', 'two', '三', '😀', 'five,\n', ' ', 'wordwithoutend'), {
      maxLength: 300,
    });
    const offsets = fc.array(fc.tuple(fc.nat(3_000), fc.integer({ min: 1, max: 30 })), { maxLength: 20 });
    fc.assert(
      fc.property(words, offsets, fc.integer({ min: 120, max: 500 }), (parts, pairs, maxLength) => {
        const text = parts.join('');
        const spans = pairs.map(([start, length]) => ({ start, end: start + length }));
        const segments = toExcerpt(text, spans, maxLength);
        expect(plainText(segments).length).toBeLessThanOrEqual(maxLength + 30);
        const isInside = spans.some(({ start, end }) => text.slice(start, end).trim() !== '');
        if (isInside) expect(segments.some(({ isEvidence }) => isEvidence)).toBe(true);
        const squeezed = (value: string) => value.replace(/[\s…]+/g, '');
        expect(squeezed(text)).toContain(squeezed(plainText(segments)));
        expect(plainText(segments)).not.toMatch(/\p{Cs}|\uFFFD/u);
      }),
      { numRuns: 500 },
    );
  });
});
