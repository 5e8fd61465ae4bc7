import fc from 'fast-check';
import { ENTITIES, hostile, nestedNear, query, SLUGS, story, WORDS } from '../../test/support/arbitrary-queries.js';
import { FormBook } from '../matching/compile-forms.js';
import { compileQuery } from '../matching/compile-query.js';
import { evaluate, readStory } from '../matching/evaluate.js';
import { parseQuery } from '../matching/parse-query.js';
import { type QueryNode } from '../matching/query-node.js';
import { requiredLexemes } from './required-lexemes.js';
import { storyWords } from './story-words.js';
import { holds, printTsQuery } from './ts-query.js';

const book = new FormBook(ENTITIES);
const where = { id: '019aa000-0000-7000-8000-000000000001', feedId: '019aa000-0000-7000-8000-000000000002' };
const required = (node: QueryNode) => requiredLexemes(compileQuery(node, book));
const lexemes = (of: { title: string; text: string; language?: string }) =>
  new Set(storyWords({ ...where, language: null, ...of }).words);
const readQuery = (text: string) => {
  const parsed = parseQuery(text, { entitySlugs: new Set(SLUGS) });
  if (!parsed.ok) throw new Error(parsed.errors[0]?.message);
  return parsed.query;
};

describe('the lexemes that a query requires', () => {
  it('are there in every story that it holds of, whatever the query and the story', () => {
    let held = 0;
    let narrowed = 0;
    fc.assert(
      fc.property(
        fc.oneof(query.any, nestedNear),
        fc.array(story, { minLength: 4, maxLength: 12 }),
        (node, stories) => {
          const compiled = compileQuery(node, book);
          const wanted = requiredLexemes(compiled);
          for (const one of stories) {
            const isFound = wanted === undefined || holds(wanted, lexemes(one));
            if (!isFound) narrowed++;
            if (!evaluate(compiled, readStory(one)).holds) continue;
            held++;
            expect({ isFound, one }).toEqual({ isFound: true, one });
          }
        },
      ),
      { numRuns: 1_500 },
    );
    expect(held).toBeGreaterThan(1_000);
    expect(narrowed).toBeGreaterThan(1_000);
  });

  it.each(['en', 'ru', 'uk', 'ko', 'zh-Hant', 'ja', 'ar'])('find each word of any text by itself: %s', (language) => {
    const texts: Record<string, string> = {
      en: 'Allowed treaties; the U.S. said 1,000.5 tonnes, Kyiv’s café — naïve I’m',
      ru: 'Договорённости России с КНДР, подъезд',
      uk: 'Об’єкт договору з Україною',
      ko: '북한은 방위조약을 비준했다, 군사개입',
      'zh-Hant': '條約規定，朝鮮與俄羅斯。𠮷野家',
      ja: 'ロシアとの条約、キム・ジョンウンは言った',
      ar: 'قالت روسيا إنَّ المعاهدة',
    };
    const text = texts[language] ?? '';
    const words = lexemes({ title: '', text, language });
    for (const [word] of text.matchAll(/[\p{L}\p{M}\p{N}.,'’]+/gu)) {
      const compiled = compileQuery({ kind: 'phrase', text: word }, book);
      const wanted = requiredLexemes(compiled);
      expect([word, wanted && holds(wanted, words)]).toEqual([word, true]);
    }
    expect(holds(required(readQuery(`lang:${language.slice(0, 2)}`)) ?? { kind: 'or', parts: [] }, words)).toBe(true);
  });

  it.each<[string, string, string | undefined]>([
    ['treaty', 'a word, by its stem', `(('treati' | '$treati') | '*')`],
    ['"North Korea"', 'a phrase, by each of its words', `(('north' & 'korea') | '*')`],
    ['朝鲜', 'a word without spaces, by its pairs', `('&朝鲜' | '*')`],
    ['조약', 'Hangul, by its syllables', `('&조약' | '*')`],
    ['title:=Pact', 'a word of the title', `('^pact' | '*')`],
    ['strateg*', 'a prefix', `('strateg':* | '*')`],
    ['treaty NOT pact', 'nothing of what must not be there', `(('treati' | '$treati') | '*')`],
    ["об'єкт", 'an apostrophe, quoted', undefined],
    ['NOT pact', 'nothing where nothing must be there', ''],
    ['pact OR NOT treaty', 'nothing where one side requires nothing', ''],
  ])('%s: %s', (text, _, expected) => {
    const wanted = required(readQuery(text));
    const printed = wanted ? printTsQuery(wanted) : '';
    if (expected === undefined) expect(printed).toContain("об''єкт");
    else expect(printed).toBe(expected);
  });

  it('hold anything of a story with more words than an index row takes', () => {
    const text = Array.from({ length: 60_000 }, (_, number) => `w${number.toString(36)}`).join(' ');
    const words = lexemes({ title: 'pact', text });
    expect(words.size).toBeLessThan(20);
    const wanted = required(readQuery('pact'));
    expect(wanted && holds(wanted, words)).toBe(true);
  });

  it('can be stored, whatever the story', () => {
    fc.assert(
      fc.property(hostile, fc.constantFrom(...WORDS), (text, word) => {
        const { title, words } = storyWords({ ...where, language: null, title: `${text}${word}`, text });
        expect([title, ...words].join('')).not.toMatch(/\0|\p{Surrogate}/u);
        expect(words.every((one) => one !== '' && Buffer.byteLength(one) < 2_046)).toBe(true);
        expect(new Set(words).size).toBe(words.length);
      }),
    );
    const long = `${'ж'.repeat(5_000)} ${'가'.repeat(5_000)} ${'ア'.repeat(5_000)}`;
    expect(Math.max(...[...lexemes({ title: long, text: long })].map((one) => Buffer.byteLength(one)))).toBeLessThan(
      2_046,
    );
  });
});
