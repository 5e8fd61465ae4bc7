import fc from 'fast-check';
import { ENTITIES, hostile, query, SLUGS, story, term, wire } from '../../test/support/arbitrary-queries.js';
import { Percolator } from './percolator/percolator.js';
import { type StoryText } from './definitions.js';
import { explainNonMatch } from './explain.js';
import { matchStory } from './match-story.js';
import { foldCase, normalizeText } from './normalize.js';
import { parseQuery } from './parse-query.js';
import { printQuery } from './print-query.js';
import { allOf, type QueryNode } from './query-node.js';
import { tokenizeField, tokenizeStory } from './tokenize.js';

function holds(node: QueryNode, read: StoryText): boolean {
  const { matcher, errors } = Percolator.compile({
    topics: [{ slug: 'topic', query: printQuery(node) }],
    entities: ENTITIES,
  });
  expect(errors).toEqual([]);
  const outcome = matchStory(matcher, read);
  expect(outcome.errors).toEqual([]);
  return outcome.matches.length > 0;
}

const RUNS = { numRuns: 400 };

describe('for any query', () => {
  it('parsing what was printed gives the query back', () => {
    fc.assert(
      fc.property(query.any, (node) => {
        expect(parseQuery(printQuery(node))).toEqual({ ok: true, query: node });
      }),
      RUNS,
    );
  });

  it('any text parses or says why, at places inside it', () => {
    const pieces = fc.constantFrom(
      '(',
      ')',
      '"',
      'AND',
      'OR',
      'NOT',
      'NEAR/s',
      'ONEAR/2',
      'title:',
      'lang:',
      '@russia',
      '=A',
      'a*',
      '#',
      '\n',
      '“',
      '*',
      ':',
    );
    const scribble = fc
      .array(fc.oneof(pieces, fc.string({ maxLength: 4 })), { maxLength: 25 })
      .chain((parts) => fc.constantFrom(' ', '').map((glue) => parts.join(glue)));
    fc.assert(
      fc.property(fc.oneof(scribble, hostile), (text) => {
        const parsed = parseQuery(text, { entitySlugs: new Set(SLUGS) });
        if (parsed.ok) {
          expect(parseQuery(printQuery(parsed.query))).toEqual(parsed);
        } else {
          expect(parsed.errors.length).toBeGreaterThan(0);
          for (const error of parsed.errors) {
            expect(error.offset + error.length).toBeLessThanOrEqual(text.length);
            expect(text.split('\n')[error.line - 1]?.length ?? -1).toBeGreaterThanOrEqual(error.column - 1);
          }
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('for any story and query', () => {
  it('matching never throws, and evidence lies inside the story', () => {
    fc.assert(
      fc.property(query.any, story, (node, read) => {
        const { matcher } = Percolator.compile({
          topics: [{ slug: 'topic', query: printQuery(node) }],
          entities: ENTITIES,
        });
        const { matches, errors } = matchStory(matcher, read);
        expect(errors).toEqual([]);
        for (const { score, evidence } of matches) {
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(1);
          for (const { field, start, end } of evidence) {
            expect(start).toBeLessThan(end);
            expect(end).toBeLessThanOrEqual(read[field].length);
          }
        }
        expect(explainNonMatch(matcher, 'topic', read).kind).toBe(matches.length > 0 ? 'matches' : 'fails');
      }),
      RUNS,
    );
  });

  it('NOT is the complement', () => {
    fc.assert(
      fc.property(query.any, story, (node, read) => {
        expect(holds({ kind: 'not', child: node }, read)).toBe(!holds(node, read));
      }),
      RUNS,
    );
  });

  it('NEAR implies AND, a wider NEAR follows from a narrower, and NEAR from ONEAR', () => {
    const distances = fc.record({
      unit: fc.constantFrom('words' as const, 'sentences' as const),
      within: fc.integer({ min: 1, max: 6 }),
    });
    fc.assert(
      fc.property(query.near, query.near, distances, wire, wire, (left, right, distance, title, text) => {
        const near = { kind: 'near' as const, ...distance, ordered: false, negated: false, left, right };
        const read = { title, text };
        if (holds({ ...near, ordered: true }, read)) expect(holds(near, read)).toBe(true);
        if (!holds(near, read)) return;
        expect(holds(allOf([left, right]), read)).toBe(true);
        expect(holds({ ...near, within: near.within + 1 }, read)).toBe(true);
      }),
      RUNS,
    );
  });

  it('a left that no right is near is a left, and NEAR covers the others', () => {
    fc.assert(
      fc.property(term, term, fc.integer({ min: 1, max: 6 }), wire, (left, right, within, text) => {
        const near = {
          kind: 'near' as const,
          unit: 'words' as const,
          within,
          ordered: false,
          negated: false,
          left,
          right,
        };
        const apart = holds({ ...near, negated: true }, { title: '', text });
        expect(apart || holds(near, { title: '', text })).toBe(holds(left, { title: '', text }));
      }),
      RUNS,
    );
  });

  it('the stretch that evidence shows holds the same term by itself', () => {
    fc.assert(
      fc.property(term, wire, wire, (node, title, text) => {
        const read = { title, text };
        const { matcher } = Percolator.compile({
          topics: [{ slug: 'topic', query: printQuery(node) }],
          entities: ENTITIES,
        });
        for (const { field, start, end } of matchStory(matcher, read).matches[0]?.evidence ?? []) {
          expect([
            read[field].slice(start, end),
            holds(node, { title: read[field].slice(start, end), text: '' }),
          ]).toContain(true);
        }
      }),
      RUNS,
    );
  });
});

describe('for any text', () => {
  it('tokens lie in order inside it', () => {
    fc.assert(
      fc.property(hostile, wire, (title, text) => {
        let last = { field: 'title', start: 0, end: 0, sentence: 0, place: 0 };
        for (const token of tokenizeStory({ title, text })) {
          // Not after the last one's end: one stored character may be several words (㍿).
          if (token.field === last.field)
            expect([token.start >= last.start, token.end >= last.end]).toEqual([true, true]);
          expect(token.end).toBeGreaterThan(token.start);
          expect(token.sentence).toBeGreaterThanOrEqual(last.sentence);
          expect(token.place).toBeGreaterThan(last.place);
          last = token;
        }
      }),
      RUNS,
    );
  });

  it('composed and decomposed writing give the same words', () => {
    const said = (text: string): string[] =>
      tokenizeField(text, 'text', { sentence: 0, place: 0 }).map((token) => token.text);
    fc.assert(
      fc.property(wire, (text) => {
        expect(said(text.normalize('NFD'))).toEqual(said(text.normalize('NFC')));
      }),
      RUNS,
    );
  });

  it('normalising keeps one range for each unit', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const { text: normal, starts, ends } = normalizeText(text);
        expect([starts.length, ends.length]).toEqual([normal.length, normal.length]);
        expect(foldCase(foldCase(normal))).toBe(foldCase(normal));
      }),
      RUNS,
    );
  });
});
