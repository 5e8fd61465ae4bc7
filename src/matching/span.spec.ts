import fc from 'fast-check';
import { isNear, joinNear, minimal, withoutNear, type Nearness, type Span } from './span.js';
import { tokenizeStory } from './tokenize.js';

const TOKENS = tokenizeStory({ title: 'a b c d', text: 'e f g. H i 俄朝鲜 j. K l m n. O p. Q r s t u v w x' });

const spans = fc
  .array(fc.record({ first: fc.nat(TOKENS.length - 1), length: fc.nat(4) }), { maxLength: 8 })
  .map((places) =>
    minimal(
      places.map(({ first, length }): Span => ({
        first,
        last: Math.min(first + length, TOKENS.length - 1),
        parts: [],
      })),
    ),
  );
const nearness: fc.Arbitrary<Nearness> = fc.record({
  unit: fc.constantFrom('words' as const, 'sentences' as const),
  within: fc.integer({ min: 1, max: 5 }),
  ordered: fc.boolean(),
});
const places = (found: Span[]): string[] => found.map(({ first, last }) => `${first}-${last}`);

describe('spans that are near each other', () => {
  it('are those that trying every pair finds, without any that contains another', () => {
    fc.assert(
      fc.property(spans, spans, nearness, (left, right, how) => {
        const pairs = left.flatMap((one) =>
          right.filter((other) => isNear(one, other, how, TOKENS)).map((other) => [one, other] as const),
        );
        const united = pairs.map(([one, other]): Span => ({
          first: Math.min(one.first, other.first),
          last: Math.max(one.last, other.last),
          parts: [],
        }));
        const smallest = united.filter(
          (span) =>
            !united.some(
              (other) =>
                other.first >= span.first &&
                other.last <= span.last &&
                (other.first > span.first || other.last < span.last),
            ),
        );
        const expected = [...new Set(places(smallest.sort((one, other) => one.first - other.first)))];
        expect(places(joinNear(left, right, how, TOKENS))).toEqual(expected);
        const apart = left.filter((one) => !right.some((other) => isNear(one, other, how, TOKENS)));
        expect(places(withoutNear(left, right, how, TOKENS))).toEqual(places(apart));
      }),
      { numRuns: 5_000 },
    );
  });
});
