import { parseQuery } from './parse-query.js';
import { printQuery } from './print-query.js';
import { QUERY_LIMITS } from './query-error.js';

function normal(text: string): string {
  const parsed = parseQuery(text);
  return parsed.ok
    ? printQuery(parsed.query)
    : parsed.errors.map((error) => `${error.code}@${error.line}:${error.column}`).join(' ');
}

describe('a query reads', () => {
  it.each([
    ['words side by side as AND', 'a b c', 'a AND b AND c'],
    ['AND closer than OR', 'a b OR c AND d', 'a AND b OR c AND d'],
    ['NEAR closer than AND', 'a AND b NEAR/5 c', 'a AND b NEAR/5 c'],
    ['parentheses only where they matter', '((a OR (b)) AND (c AND d))', '(a OR b) AND c AND d'],
    ['NEAR from the left', 'a NEAR/3 b NEAR/s c', 'a NEAR/3 b NEAR/s c'],
    ['NEAR on the right in parentheses', 'a NEAR/3 (b NEAR/s c)', 'a NEAR/3 (b NEAR/s c)'],
    ['NEAR/1s as NEAR/s', 'a NEAR/1s b ONEAR/2s c', 'a NEAR/s b ONEAR/2s c'],
    ['NOT as a part of AND', 'a NOT b AND NOT (c d)', 'a AND NOT b AND NOT (c AND d)'],
    ['a query of NOT alone', 'NOT a', 'NOT a'],
    ['NOT of a NEAR', 'a AND NOT (b NEAR/s c)', 'a AND NOT (b NEAR/s c)'],
    ['NOT NEAR as an operator', '@a NOT NEAR/s b c', '@a NOT NEAR/s b AND c'],
    ['fields before a term and a group', 'title:a body:(b OR "c d")', 'title:a AND body:(b OR "c d")'],
    [
      'origins',
      'lang:(en OR ru) source:"Yonhap News" feed:x',
      '(lang:en OR lang:ru) AND source:"Yonhap News" AND feed:x',
    ],
    [
      'exact forms and phrases',
      '=Pact ="Storm Shadow" "in quotes" strateg*',
      '=Pact AND ="Storm Shadow" AND "in quotes" AND strateg*',
    ],
    [
      'typographic quotation marks',
      '“one two” «три четыре» „fünf sechs“',
      '"one two" AND "три четыре" AND "fünf sechs"',
    ],
    ['comments and lines', 'a # the first\n# nothing\nAND b', 'a AND b'],
    ['lower-case operators as words', 'cats and dogs', 'cats AND and AND dogs'],
    [
      'words with marks inside',
      "Kyiv's long-range U.S. 10:30 북·러",
      "Kyiv's AND long-range AND U.S. AND 10:30 AND 북·러",
    ],
  ])('%s', (_what, query, expected) => {
    expect(normal(query)).toBe(expected);
  });
});

describe('a query that cannot be read says where and why', () => {
  it.each([
    ['nothing', '  # only a comment', 'empty-query@1:19'],
    ['empty parentheses', 'a AND ()', 'empty-group@1:7'],
    ['an operator without its right side', 'a AND', 'missing-operand@1:3'],
    ['an operator without its left side', 'OR a', 'missing-operand@1:1'],
    ['two operators', 'a AND OR b', 'missing-operand@1:7'],
    ['an open group', '(a OR b', 'unclosed-group@1:1'],
    ['a closing too many', 'a) b', 'unopened-group@1:2'],
    ['an open quotation', 'a\n"b c', 'unclosed-quote@2:1'],
    ['an open quotation hides no later error', 'a "b\nAND c)', 'unclosed-quote@1:3 unopened-group@2:6'],
    ['errors in the order of their places', '(a "b', 'unclosed-group@1:1 unclosed-quote@1:4'],
    ['NEAR without a distance', 'a NEAR b', 'near-distance@1:3'],
    ['NEAR/0', 'a NEAR/0 b', 'near-distance@1:3'],
    ['NEAR/9999', 'a NEAR/9999 b', 'near-distance@1:3'],
    ['lower-case near', 'a near/5 b', 'operator-case@1:3'],
    ['NOT inside NEAR', 'a NEAR/s NOT b', 'not-inside-near@1:10'],
    ['NOT deep inside NEAR', 'a NEAR/s (b OR title:(c OR NOT d))', 'not-inside-near@1:10'],
    ['AND inside NEAR', 'a NEAR/s (b c)', 'and-inside-near@1:10'],
    ['an origin inside NEAR', 'a NEAR/s lang:en', 'origin-inside-near@1:10'],
    ['an unknown field', 'tilte:a', 'unknown-field@1:1'],
    ['an unknown field in another', 'a:OR:0', 'unknown-field@1:1 unknown-field@1:3'],
    ['a field without a term', 'title: AND a', 'missing-operand@1:8'],
    ['a star inside', 'a*b AND "c* d"', 'wildcard-place@1:1 wildcard-place@1:9'],
    ['a prefix of one letter', 'a*', 'prefix-too-short@1:1'],
    ['a term without letters', 'a AND —', 'empty-term@1:7'],
    [
      'everything at once',
      '(a AND\n  OR b) NEAR c\n AND "d',
      'missing-operand@2:3 near-distance@2:9 unclosed-quote@3:6',
    ],
  ])('%s', (_what, query, expected) => {
    expect(normal(query)).toBe(expected);
  });

  it.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])('takes %s for a word', (word) => {
    expect(parseQuery(word)).toEqual({ ok: true, query: { kind: 'word', text: word } });
  });

  it.each([
    ['north-koera', 'Did you mean @north-korea?'],
    ['korea-north', undefined],
    ['dprk-arm-trasnfer', 'Did you mean @dprk-arms-transfers?'],
    ['zzz', undefined],
  ])('names the entity nearest to @%s', (slug, suggestion) => {
    const parsed = parseQuery(`@${slug}`, {
      entitySlugs: new Set(['south-korea', 'north-korea', 'dprk-arms-transfers']),
    });
    expect(parsed.ok ? [] : parsed.errors.map((error) => [error.code, error.found, error.suggestion])).toEqual([
      ['unknown-entity', `@${slug}`, suggestion],
    ]);
  });

  it.each([
    ['length', 'a '.repeat(QUERY_LIMITS.length), 'query-too-long'],
    ['depth', '('.repeat(5_000) + 'a' + ')'.repeat(5_000), 'too-deep'],
    ['depth of NOT', 'NOT '.repeat(4_000) + 'a', 'too-deep'],
    ['depth of fields', 'title:'.repeat(3_000) + 'a', 'too-deep'],
    ['terms', 'a '.repeat(QUERY_LIMITS.terms + 5), 'too-many-terms'],
    ['nested NEAR', 'a NEAR/s '.repeat(QUERY_LIMITS.nearNesting + 3) + 'a', 'near-too-nested'],
  ])('has a limit of %s', (_what, query, code) => {
    const parsed = parseQuery(query);
    expect(parsed.ok ? [] : parsed.errors.map((error) => error.code)).toEqual([code]);
  });
});
