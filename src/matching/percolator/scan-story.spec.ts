import fc from 'fast-check';
import { tokenizeStory } from '../tokenize.js';
import { isNear } from '../span.js';
import { Lexicon } from './lexicon.js';
import { StoryScanner } from './scan-story.js';
import { UNIT, UNIT_FLAGS, unitTable } from './unit-table.js';

const { LETTER, DIGIT, HAN, HANGUL, HIRAGANA, KATAKANA } = UNIT_FLAGS;

/** Pieces that have parted the two readers, or look as though they could. */
const PIECES = [
  'treaty', 'Kyiv’s', "'s", 's', 'S', "об'єкт", 'п’ять', 'U.S.', 'N.K', 'u.s.a', 'a.b', 'www.a.b.com', '3.5', '1,000', '3.5a', '12.34b',
  '1.', '.5', 'e.g.', 'Mr.', 'the', 'The', ' ', ' ', ' ', ' ', '\n', '\u00A0', '\u3000', '.', '. ', ', ', '! ', '?"', '…', '—', '-', ':', '(', ')', '"', '“', '”', '«', '»',
  '&amp;', '&#39;', '&#39;s', '&rsquo;', '&nbsp;', '&#769;', '&', 'R&D', 'й', 'и\u0306', 'ё', 'Ё', 'е\u0308', 'é', 'e\u0301', 'ﬁ', 'ß', 'İ', 'ς', 'Σ', 'ΟΔΟΣ', '²', '½', 'Ⅳ', '™', '№',
  '朝', '鲜', '条約', '北朝鮮', 'が', 'ガ', 'カ\u3099', 'ｶﾞ', 'パート', 'ナー', 'ー', 'ロシア', '북한', '북한은', '조약', '\u1107\u116E\u11A8', 'ㄱ', '한\u200B국', '\u200B', '\u00AD', '\u200D', '\uFE0F',
  '，', '。', '、', '．', '「', '」', '·', '‧', '😀', '👨\u200D👩\u200D👧', '𠮷', '𝐀', '\uD800', '\uDC00', '\u0301', '\u064E', 'كتاب', 'מֶלֶך', 'हिन्दी', 'ไทย', '１２', 'Ａ', '，000', '1，000', '٣', '_', '`', '´', 'ʼ', "'", '$', '%', '/', '@', '#', '*',
]; // prettier-ignore

const text = fc
  .array(
    fc.oneof(
      { weight: 12, arbitrary: fc.constantFrom(...PIECES) },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 3 }) },
    ),
    {
      maxLength: 30,
    },
  )
  .map((pieces) => pieces.join(''));

const lexicon = new Lexicon();
const scanner = new StoryScanner(lexicon);

function asScanned(story: { title: string; text: string }) {
  const scan = scanner.read(story);
  return Array.from({ length: scan.count }, (_, token) => ({
    field: scan.fieldOf(token),
    text: lexicon.text(scan.words[token] ?? -1),
    cased: scan.casedOf(token),
    start: scan.startOf(token),
    end: scan.endOf(token),
    gap: scan.gapBefore(token),
  }));
}

function asReference(story: { title: string; text: string }) {
  return tokenizeStory(story).map(({ field, text, cased, start, end, gap }) => ({
    field,
    text,
    cased,
    start,
    end,
    gap,
  }));
}

describe('the unit table', () => {
  it('folds what is folded to itself', () => {
    const { entries } = unitTable();
    const unsettled = [...entries].flatMap((entry, unit) => {
      const again = entries[entry & UNIT] ?? 0;
      return entry & (LETTER | DIGIT | HANGUL | KATAKANA | HAN | HIRAGANA) && (again & UNIT) !== (entry & UNIT)
        ? [unit.toString(16) + ':' + again.toString(16)]
        : [];
    });
    expect(unsettled).toEqual([]);
  });
});

describe('the scanner', () => {
  it('reads any story as the reference tokenizer does', () => {
    fc.assert(
      fc.property(fc.record({ title: text, text }), (story) => {
        expect(asScanned(story)).toEqual(asReference(story));
      }),
      { numRuns: 8_000 },
    );
  });

  it('measures distances as the reference does', () => {
    fc.assert(
      fc.property(
        fc.record({ title: text, text }),
        fc.nat(),
        fc.nat(),
        fc.integer({ min: 1, max: 9 }),
        fc.constantFrom(1, 1, 20),
        (part, one, other, within, times) => {
          const story = { ...part, text: part.text.repeat(times) };
          const tokens = tokenizeStory(story);
          fc.pre(tokens.length > 0);
          const [first, last] = [one % tokens.length, other % tokens.length].sort((left, right) => left - right) as [
            number,
            number,
          ];
          const scan = scanner.read(story);
          const [left, right] = [first, last].map((token) => ({ first: token, last: token, parts: [] })) as [
            never,
            never,
          ];
          const near = (unit: 'words' | 'sentences') => isNear(left, right, { unit, within, ordered: false }, tokens);
          expect(scan.isWithinWords(first, last, within)).toBe(near('words'));
          expect(scan.isWithinSentences(first, last, within)).toBe(near('sentences'));
        },
      ),
      { numRuns: 4_000 },
    );
  });
});
