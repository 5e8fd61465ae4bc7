import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { ENTITIES, nestedNear, query, story } from '../../../test/support/arbitrary-queries.js';
import { type StoryText } from '../definitions.js';
import { evaluate, readStory } from '../evaluate.js';
import { matchStory } from '../match-story.js';
import { matchTopic } from '../match-topic.js';
import { printQuery } from '../print-query.js';
import { Percolator } from './percolator.js';
import { QueryEvaluator } from './query-evaluator.js';

/** FUZZ_PAIRS sets how many query–story pairs are compared; the long run that a release wants is a million. */
const PAIRS = Number(process.env.FUZZ_PAIRS ?? 40_000);
const QUERIES = 40;

/** What the reference says of every query: the places in the stored strings, each once, or nothing. */
function byReference(matcher: Percolator, slugs: string[], read: StoryText) {
  const reading = readStory(read);
  return slugs.flatMap((topic) => {
    const compiled = matcher.topic(topic);
    if (!compiled) return [];
    const { holds, spans } = evaluate(compiled.query, reading);
    if (!holds) return [];
    const places = new Map<string, unknown>();
    for (const { first, last } of [...spans].sort(
      (left, right) => left.first - right.first || right.last - left.last,
    )) {
      const [from, to] = [reading.index.tokens[first], reading.index.tokens[last]];
      places.set(`${first} ${last}`, { field: from?.field, start: from?.start, end: to?.end });
    }
    return [{ topic, spans: [...places.values()] }];
  });
}

const queries = fc.array(fc.oneof(query.any, query.any, nestedNear), { minLength: 1, maxLength: QUERIES });
const stored = (nodes: Parameters<typeof printQuery>[0][], from = 0) =>
  nodes.map((node, at) => ({ slug: `q${from + at}`, query: printQuery(node) }));

function expectAgreement(matcher: Percolator, slugs: string[], read: StoryText): void {
  const { finds, errors } = matcher.percolate(read);
  expect(errors).toEqual([]);
  const found = new Map(finds.map(({ topic, spans }) => [topic, spans]));
  expect(found.size).toBe(finds.length);
  expect(found).toEqual(new Map(byReference(matcher, slugs, read).map(({ topic, spans }) => [topic, spans])));
}

const TEN = Array.from({ length: 10 }, (_, at) => `q${at}`);

describe('the percolator', () => {
  it('says of every query and story what the reference says, whatever the sample', () => {
    const stories = fc.array(story, { minLength: 1, maxLength: 25 });
    fc.assert(
      fc.property(queries, stories, fc.boolean(), (nodes, read, sampled) => {
        const topics = stored(nodes);
        const { matcher, errors } = Percolator.compile({
          topics,
          entities: ENTITIES,
          ...(sampled && { sample: read }),
        });
        expect(errors).toEqual([]);
        const slugs = topics.map(({ slug }) => slug);
        for (const one of read) expectAgreement(matcher, slugs, one);
      }),
      { numRuns: Math.ceil(PAIRS / 250) },
    );
  });

  it('has the evidence and the score that evaluating every query gives', () => {
    fc.assert(
      fc.property(queries, story, (nodes, read) => {
        const topics = stored(nodes);
        const { matcher } = Percolator.compile({ topics, entities: ENTITIES });
        const reading = readStory(read);
        const everyTopic = topics.flatMap(({ slug }) => {
          const topic = matcher.topic(slug);
          return (topic && matchTopic(topic, reading)) ?? [];
        });
        expect(matchStory(matcher, read)).toEqual({ matches: everyTopic, errors: [] });
      }),
      { numRuns: 100 },
    );
  });

  it('says the same after any changes, merged or not', async () => {
    const change = fc.oneof(
      fc.record({ kind: fc.constant('put' as const), at: fc.nat(9), node: query.any }),
      fc.record({ kind: fc.constant('remove' as const), at: fc.nat(9) }),
      fc.record({ kind: fc.constantFrom('merge' as const, 'rest' as const) }),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(change, { maxLength: 15 }),
        fc.array(story, { minLength: 1, maxLength: 4 }),
        fc.constantFrom(10, 100, undefined),
        async (changes, read, mostWords) => {
          // With a lexicon of ten words nearly every story finds it full, and all is learnt again.
          const matcher = new Percolator(ENTITIES, [], mostWords);
          const merges: Promise<void>[] = [];
          for (const step of changes) {
            if (step.kind === 'put') matcher.put([{ slug: `q${step.at}`, query: printQuery(step.node) }]);
            else if (step.kind === 'remove') matcher.remove([`q${step.at}`]);
            else if (step.kind === 'merge') merges.push(matcher.merge(0));
            // A merge that is under way takes its next slice.
            else await setImmediate();
            for (const one of read) expectAgreement(matcher, TEN, one);
          }
          await Promise.all(merges);
          for (const one of read) expectAgreement(matcher, TEN, one);
        },
      ),
      { numRuns: 300 },
    );
  });

  const topicsFound = (queries: string[], read: StoryText): string[] => {
    const topics = queries.map((query) => ({ slug: query, query }));
    const { matcher, errors } = Percolator.compile({ topics, entities: ENTITIES });
    expect(errors).toEqual([]);
    expectAgreement(matcher, queries, read);
    return matcher.percolate(read).finds.map(({ topic }) => topic);
  };

  it.each([
    ['(aaa NEAR/9 bbb) NEAR/s ccc', 'Aaa ccc one. The two bbb.', false],
    ['(aaa NEAR/3s bbb) NOT NEAR/s ccc', 'Aaa ccc one. The two bbb.', true],
    ['"north korea" AND korea', 'north korea', true],
  ])('evaluates %s on “%s”', (query, text, matches) => {
    expect(topicsFound([query], { title: '', text })).toEqual(matches ? [query] : []);
  });

  it('tells a source from a feed of the same name', () => {
    const read = { title: 'A treaty', text: '', source: 'Reuters', feed: 'elsewhere' };
    expect(topicsFound(['treaty AND source:reuters', 'treaty AND feed:reuters'], read)).toEqual([
      'treaty AND source:reuters',
    ]);
  });

  it('finds a word first met after thousands of others', () => {
    const { matcher } = Percolator.compile({ topics: [{ slug: 'zebra', query: 'zebra' }], entities: [] });
    const many = Array.from({ length: 10_000 }, (_, at) => `w${at}x`).join(' ');
    expect(matcher.percolate({ title: '', text: many }).finds).toEqual([]);
    expect(matcher.percolate({ title: 'A zebra', text: '' }).finds).toHaveLength(1);
  });

  it('takes one word that stands in more phrases than sixteen bits can count', () => {
    const topics = Array.from({ length: 70_000 }, (_, at) => ({
      slug: `${at}`,
      query: `"international ${10_000 + at}"`,
    }));
    const { matcher } = Percolator.compile({ topics, entities: [] });
    expect(matcher.percolate({ title: 'An international 10005 event', text: '' }).finds).toMatchObject([
      { topic: '5' },
    ]);
  });

  it('forgets what was put and removed', async () => {
    const matcher = new Percolator([]);
    matcher.put([{ slug: 'one', query: 'treaty' }]);
    expect([matcher.size, matcher.unmerged]).toEqual([1, 1]);
    matcher.remove(['one']);
    expect([matcher.size, matcher.unmerged]).toEqual([0, 0]);
    matcher.put([{ slug: 'two', query: 'treaty' }]);
    await matcher.merge();
    expect([matcher.size, matcher.unmerged]).toEqual([1, 0]);
    expect(matcher.percolate({ title: 'treaty', text: '' }).finds).toHaveLength(1);
  });

  it('leaves spans out where they are not wanted', () => {
    const { matcher } = Percolator.compile({ topics: [{ slug: 'one', query: 'treaty NEAR/3 pact' }], entities: [] });
    const read = { title: 'A treaty, a pact', text: '' };
    expect(matcher.percolate(read, { spans: false }).finds).toMatchObject([{ topic: 'one', spans: [] }]);
    expect(matcher.percolate(read).finds).toMatchObject([{ spans: [{ start: 2, end: 16 }] }]);
  });

  it('reports a query that fails at a story, and the others are found', () => {
    const { matcher } = Percolator.compile({
      topics: ['one', 'two', 'three'].map((slug) => ({ slug, query: 'treaty' })),
      entities: [],
    });
    jest.spyOn(QueryEvaluator.prototype, 'holds').mockImplementationOnce(() => {
      throw new Error('broken');
    });
    const story = { title: 'A treaty', text: '' };
    const { finds, errors } = matcher.percolate(story);
    expect(errors).toEqual([{ topic: 'one', message: 'broken' }]);
    expect(finds.map(({ topic }) => topic).sort()).toEqual(['three', 'two']);
    expect(matcher.percolate(story)).toMatchObject({ finds: { length: 3 }, errors: [] });
  });

  it('has room for a text of nothing but finds', () => {
    const text = 'treaty pact '.repeat(10_000);
    const queries = ['treaty NEAR/3 pact', 'treaty NEAR/s (pact OR Russia)', '"treaty pact"', 'treaty NOT NEAR/s Russia', '(treaty NEAR/2 pact) NEAR/s pact']; // prettier-ignore
    const { matcher } = Percolator.compile({
      topics: queries.map((query, at) => ({ slug: `q${at}`, query })),
      entities: [],
    });
    const { finds } = matcher.percolate({ title: '', text });
    expect(finds.map(({ spans }) => spans.length > 9_000)).toEqual([true, true, true, true, true]);
  });
});
