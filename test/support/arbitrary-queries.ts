import fc from 'fast-check';
import { type EntityDefinition, type StoryText } from '../../src/matching/definitions.js';
import { allOf, anyOf, type QueryNode } from '../../src/matching/query-node.js';

export const WORDS = [
  'treaty',
  'treaties',
  'Pact',
  'allow',
  'Россия',
  'договором',
  'договір',
  '북한',
  '조약',
  '朝鲜',
  '条約',
  'ロシア',
  'U.S.',
  'Kyiv',
];
export const SLUGS = ['russia', 'korea', 'pact'];
export const ENTITIES: EntityDefinition[] = [
  {
    slug: 'russia',
    name: 'Russia',
    kind: 'place',
    forms: { en: [{ text: 'Russia' }], ru: [{ text: 'Россия' }], ja: [{ text: 'ロシア' }] },
  },
  {
    slug: 'korea',
    name: 'North Korea',
    kind: 'place',
    forms: { en: [{ text: 'N. Korea' }], ko: [{ text: '북한' }], 'zh-Hans': [{ text: '朝鲜' }] },
  },
  {
    slug: 'pact',
    name: 'Pact',
    kind: 'treaty',
    forms: {
      en: [
        { text: 'Pact', exactCase: true },
        { text: 'treaty pact' },
        { text: 'U.S.', exactCase: true, inflect: true },
      ],
      ru: [{ text: 'договор' }, { text: 'Договором', exactCase: true, inflect: true }, { text: 'дого', prefix: true }],
      uk: [{ text: 'договір' }],
      ko: [{ text: '조약', compound: true }, { text: '북한 조약' }],
      ja: [{ text: 'ロシア条約' }],
      'zh-Hans': [{ text: '朝' }, { text: '朝鲜 Russia' }],
    },
  },
];

/** One word, phrase, exact form, prefix or entity. */
export const term: fc.Arbitrary<QueryNode> = fc.oneof(
  fc.constantFrom(...WORDS).map((text): QueryNode => ({ kind: 'word', text })),
  fc.constantFrom(...SLUGS).map((slug): QueryNode => ({ kind: 'entity', slug })),
  fc
    .array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 3 })
    .map((words): QueryNode => ({ kind: 'phrase', text: words.join(' ') })),
  fc.constantFrom(...WORDS, 'Storm Shadow', 'AND', 'a:b').map((text): QueryNode => ({ kind: 'exact', text })),
  fc.constantFrom('tre', 'дого', '조').map((text): QueryNode => ({ kind: 'prefix', text })),
);

export const query = fc.letrec<{ near: QueryNode; any: QueryNode }>((tie) => ({
  near: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    term,
    fc.array(tie('near'), { minLength: 2, maxLength: 3 }).map(anyOf),
    fc.record({
      kind: fc.constant('field' as const),
      field: fc.constantFrom('title' as const, 'body' as const),
      child: tie('near'),
    }),
    fc.record({
      kind: fc.constant('near' as const),
      unit: fc.constantFrom('words' as const, 'sentences' as const),
      within: fc.integer({ min: 1, max: 9 }),
      ordered: fc.boolean(),
      negated: fc.boolean(),
      left: tie('near'),
      right: tie('near'),
    }),
  ),
  any: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    tie('near'),
    fc.array(tie('any'), { minLength: 2, maxLength: 3 }).map(allOf),
    fc.array(tie('any'), { minLength: 2, maxLength: 3 }).map(anyOf),
    tie('any').map((child): QueryNode => ({ kind: 'not', child })),
    fc.constantFrom<QueryNode>(
      { kind: 'lang', value: 'en' },
      { kind: 'source', value: 'Yonhap News' },
      { kind: 'feed', value: 'AND' },
    ),
  ),
}));

const common = fc
  .constantFrom('treaty', 'Pact', 'Russia', '북한', 'U.S.', '朝鲜')
  .map((text): QueryNode => ({ kind: 'word', text }));
const nearOf = (left: fc.Arbitrary<QueryNode>, right: fc.Arbitrary<QueryNode>): fc.Arbitrary<QueryNode> =>
  fc.record({
    kind: fc.constant('near' as const),
    unit: fc.constantFrom('words' as const, 'sentences' as const),
    within: fc.integer({ min: 1, max: 6 }),
    ordered: fc.boolean(),
    negated: fc.boolean(),
    left,
    right,
  });
/** A NEAR over a NEAR, of words that dense stories have: what one covers is measured by the other. */
export const nestedNear = fc.oneof(
  nearOf(nearOf(common, common), common),
  nearOf(common, nearOf(common, common)),
  nearOf(nearOf(common, common), nearOf(common, common)),
);

/** Text that is likely to hold what the queries ask for, and text that is likely to break things. */
export const wire = fc
  .array(
    fc.constantFrom(
      ...WORDS,
      'Russia',
      'N. Korea',
      'России',
      '조약은',
      'and',
      '.',
      '. ',
      '\n',
      ' — ',
      ', ',
      '。',
      '&#8217;s',
      '&nbsp;',
      '\u00AD',
    ),
    {
      maxLength: 30,
    },
  )
  .chain((parts) => fc.constantFrom(' ', '').map((glue) => parts.join(glue)));
export const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 }).map((codes) => String.fromCharCode(...codes)),
  fc
    .array(
      fc.constantFrom(
        '\u0301',
        '\u3099',
        '\u1161',
        '\u200D',
        'İ',
        'ς',
        'ﾊﾞ',
        'ﬁ',
        '&#x1F600;',
        '&#xD800;',
        'й'.normalize('NFD'),
        '북'.normalize('NFD'),
        "'",
        '-',
      ),
      { maxLength: 30 },
    )
    .map((parts) => parts.join('')),
);
/** Few different words, sentence after sentence: here NEARs within NEARs find something to disagree about. */
export const dense = fc
  .array(fc.constantFrom('treaty', 'Pact', 'Russia', '북한', 'U.S.', 'the', '. The', '.\n', '朝鲜'), {
    minLength: 5,
    maxLength: 120,
  })
  .map((words) => words.join(' '));
export const story: fc.Arbitrary<StoryText> = fc.record(
  {
    title: fc.oneof(wire, hostile),
    text: fc.oneof(
      wire,
      dense,
      fc.tuple(wire, hostile).map((parts) => parts.join(' ')),
    ),
    language: fc.constantFrom('en', 'ko'),
  },
  { requiredKeys: ['title', 'text'] },
);
