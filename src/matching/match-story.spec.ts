import { type CompiledMatcher, Percolator } from './percolator/percolator.js';
import { type EntityDefinition, type StoryText, type TopicDefinition } from './definitions.js';
import { explainNonMatch, type NonMatch } from './explain.js';
import { matchStory } from './match-story.js';

const ENTITIES: EntityDefinition[] = [
  { slug: 'russia', name: 'Russia', kind: 'place', forms: { en: [{ text: 'Russia' }], 'zh-Hans': [{ text: '俄' }] } },
  {
    slug: 'korea',
    name: 'North Korea',
    kind: 'place',
    forms: { en: [{ text: 'North Korea' }], ko: [{ text: '북한' }] },
  },
  {
    slug: 'pact',
    name: 'the pact',
    kind: 'treaty',
    forms: { en: [{ text: 'treaty' }, { text: 'partnership treaty' }] },
  },
];

function matcherOf(...topics: TopicDefinition[]): CompiledMatcher {
  return Percolator.compile({ topics, entities: ENTITIES });
}

const STORY: StoryText = {
  title: 'Russia, 북한은 signed',
  text: 'Russia&#8217;s partnership treaty is old. Nothing else. More. North Korea waits.',
  language: 'en',
};

describe('evidence', () => {
  it('says where, by which form, of which entity and language, for which clause', () => {
    const { matcher } = matcherOf({ slug: 'topic', query: '@russia NEAR/s @korea AND @pact AND old' });
    const [match] = matchStory(matcher, STORY).matches;
    const near = '@russia NEAR/s @korea';
    expect(match?.evidence).toEqual([
      { field: 'title', start: 0, end: 6, form: 'Russia', language: 'en', entity: 'russia', clause: near },
      { field: 'title', start: 8, end: 11, form: '북한', language: 'ko', entity: 'korea', clause: near },
      {
        field: 'text',
        start: 15,
        end: 33,
        form: 'partnership treaty',
        language: 'en',
        entity: 'pact',
        clause: '@pact',
      },
      { field: 'text', start: 37, end: 40, form: 'old', clause: 'old' },
    ]);
  });

  it('names a place and term once, however many clauses it satisfies', () => {
    const { matcher } = matcherOf({
      slug: 'topic',
      query: '(@russia NEAR/s @pact) AND (@russia NEAR/s old) AND @russia',
    });
    const evidence = matchStory(matcher, STORY).matches[0]?.evidence ?? [];
    expect(evidence.map(({ field, start }) => `${field} ${start}`)).toEqual([
      'title 0',
      'text 0',
      'text 15',
      'text 37',
    ]);
    expect(evidence[1]?.clause).toBe('@russia NEAR/s @pact');
  });

  it('stops at twenty', () => {
    const { matcher } = matcherOf({ slug: 'topic', query: 'x' });
    expect(matchStory(matcher, { title: '', text: 'x '.repeat(100) }).matches[0]?.evidence).toHaveLength(20);
  });

  it('is empty for a match by absence, whose score is 0', () => {
    const { matcher } = matcherOf({ slug: 'topic', query: 'NOT missile' });
    expect(matchStory(matcher, STORY).matches).toEqual([{ topic: 'topic', score: 0, evidence: [] }]);
  });
});

describe('the score', () => {
  const padding = 'Something else went on there. '.repeat(20);
  const score = (title: string, text: string): number =>
    matchStory(matcherOf({ slug: 'topic', query: '@russia OR @pact' }).matcher, { title, text }).matches[0]?.score ??
    -1;

  it.each([
    ['in the title than in the text', score('Russia', padding), score('Other', `Russia. ${padding}`)],
    ['early than late', score('', `Russia. ${padding}`), score('', `${padding} Russia.`)],
    ['of several roles than of one', score('', `Russia treaty. ${padding}`), score('', `Russia Russia. ${padding}`)],
    ['dense than sparse', score('', `Russia Russia. ${padding}`), score('', `Russia. ${padding}`)],
  ])('is higher for finds %s', (_what, higher, lower) => {
    expect(higher).toBeGreaterThan(lower);
    expect(higher).toBeLessThanOrEqual(1);
    expect(lower).toBeGreaterThan(0);
  });
});

describe('one bad topic', () => {
  it('is reported when it is compiled, and the others match on', () => {
    const { matcher, errors } = matcherOf(
      { slug: 'bad', query: '(russia' },
      { slug: 'good', query: 'russia' },
      { slug: 'worse', query: '@rusia' },
    );
    expect(errors.map(({ topic, errors: [first] }) => [topic, first?.code])).toEqual([
      ['bad', 'unclosed-group'],
      ['worse', 'unknown-entity'],
    ]);
    expect(matchStory(matcher, STORY).matches.map(({ topic }) => topic)).toEqual(['good']);
  });

  it('is reported when it fails at a story, and the others match on', () => {
    const { matcher } = matcherOf(
      { slug: 'good', query: 'russia' },
      { slug: 'broken', query: 'russia' },
      { slug: 'also-good', query: 'waits' },
    );
    const broken = { slug: 'broken', query: { kind: 'and' as const, clause: '', children: undefined as never } };
    const { matches, errors } = matchStory(
      {
        percolate: (story) => matcher.percolate(story),
        topic: (slug) => (slug === 'broken' ? broken : matcher.topic(slug)),
      },
      STORY,
    );
    expect(errors.map(({ topic }) => topic)).toEqual(['broken']);
    expect(matches.map(({ topic }) => topic)).toEqual(['good', 'also-good']);
  });
});

describe('a non-match is explained', () => {
  const explain = (query: string): NonMatch =>
    explainNonMatch(matcherOf({ slug: 'topic', query }).matcher, 'topic', STORY);

  it.each<[string, string, string, string[]]>([
    ['russia AND missile', 'missile', 'missile is not in the story', []],
    ['title:treaty', 'treaty', 'treaty is not in the title, only outside it', ['treaty']],
    ['russia NOT old', 'NOT old', 'old is excluded, and the story has it', ['old']],
    [
      'body:(@pact NEAR/2s @korea)',
      '@pact NEAR/2s @korea',
      '@pact and @korea are in sentences too far apart: 4 cover them, 2 may',
      ['partnership treaty', 'North Korea'],
    ],
    [
      'waits NEAR/3 @pact',
      'waits NEAR/3 @pact',
      'waits and @pact are 8 words apart, more than 3',
      ['waits', 'partnership treaty'],
    ],
    [
      'waits ONEAR/3 @korea',
      'waits ONEAR/3 @korea',
      'waits and @korea stand in the other order',
      ['waits', 'North Korea'],
    ],
    ['old NOT NEAR/s @pact', 'old NOT NEAR/s @pact', 'each old has @pact near it', ['old', 'partnership treaty']],
    ['@russia NEAR/s (missile OR iran)', 'missile OR iran', 'none of missile OR iran is in the story', ['Russia']],
    ['(missile AND x) OR (missile NEAR/s @korea)', 'missile', 'missile is not in the story', ['북한은']],
    ['lang:ru', 'lang:ru', "the story's language is en", []],
    ['source:tass', 'source:tass', "the story's source is unknown", []],
  ])('%s', (query, clause, reason, nearest) => {
    const explained = explain(query);
    expect(explained).toMatchObject({ kind: 'fails', clause, reason });
    expect(explained.kind === 'fails' && explained.nearest.map(({ text }) => text)).toEqual(nearest);
  });

  it('unless it is a match, or no topic of that name is known', () => {
    expect(explain('russia')).toEqual({ kind: 'matches' });
    expect(explainNonMatch(matcherOf().matcher, 'nothing', STORY)).toEqual({ kind: 'unknown-topic' });
  });
});
