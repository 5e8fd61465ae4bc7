import { Percolator } from './percolator/percolator.js';
import { type StoryText } from './definitions.js';
import { matchStory } from './match-story.js';

const ENTITIES = [
  {
    slug: 'russia',
    name: 'Russia',
    kind: 'place' as const,
    forms: { en: [{ text: 'Russia' }, { text: 'Moscow' }], 'zh-Hans': [{ text: '俄' }] },
  },
  {
    slug: 'korea',
    name: 'North Korea',
    kind: 'place' as const,
    forms: { en: [{ text: 'North Korea' }], 'zh-Hans': [{ text: '朝鲜' }] },
  },
];

function matches(query: string, story: Partial<StoryText>): boolean {
  const { matcher, errors } = Percolator.compile({ topics: [{ slug: 'topic', query }], entities: ENTITIES });
  expect(errors).toEqual([]);
  return matchStory(matcher, { title: '', text: '', ...story }).matches.length > 0;
}

const STORY: StoryText = {
  title: 'Moscow and Pyongyang sign',
  text: 'The treaty was signed. Russia and North Korea allowed nothing else. China, wary, watched. Ties with Iran go on.',
  language: 'en',
  source: 'Reuters World News',
  feed: 'world',
};

describe('a query holds or does not', () => {
  it.each([
    ['plain words find plural, past and -ing forms', 'allow AND sign AND treaties', true],
    ['plain words find no derived words', 'allowance', false],
    ['phrases find only themselves', '"was sign"', false],
    ['phrases run over words in a row', '"treaty was signed"', true],
    ['phrases end with the sentence', '"signed russia"', false],
    ['prefixes', 'pyong*', true],
    ['exact case, as written', '=Treaty', false],
    ['exact case, found', '=China', true],
    ['exact phrases', '="North Korea" NOT ="north korea"', true],
    ['AND wants all', 'treaty AND missile', false],
    ['OR wants one', 'treaty OR missile', true],
    ['NOT', 'treaty NOT china', false],
    ['NOT of what is absent', 'treaty NOT missile', true],
    ['NOT alone', 'NOT missile', true],
    ['NEAR in either order', 'korea NEAR/3 russia', true],
    ['NEAR counts words', 'korea NEAR/2 russia', false],
    ['NEAR/1 is the next word', 'treaty NEAR/1 was', true],
    ['ONEAR in its order only', 'korea ONEAR/5 russia', false],
    ['ONEAR', 'russia ONEAR/5 korea', true],
    ['ONEAR never of what overlaps', '@korea ONEAR/5 korea', false],
    ['NEAR/s within the sentence', 'russia NEAR/s allowed', true],
    ['NEAR/s not beyond', 'treaty NEAR/s russia', false],
    ['NEAR/2s in the next sentence', 'treaty NEAR/2s russia', true],
    ['NEAR/2s not in the one after', 'treaty NEAR/2s china', false],
    ['NEAR/3s', 'treaty NEAR/3s china', true],
    ['NEAR/2s from the title to the first sentence', 'pyongyang NEAR/2s treaty', true],
    ['NEAR/n never from title to text', 'moscow NEAR/200 treaty', false],
    ['NEAR of NEAR covers the whole', 'treaty NEAR/2s russia NEAR/2s china', false],
    ['NEAR of groups', '(missile OR treaty) NEAR/2s (@korea OR "south korea")', true],
    ['NEAR in parentheses', 'treaty NEAR/2s (russia NEAR/5 korea)', true],
    ['NOT of NEAR', 'treaty AND NOT (russia NEAR/s iran)', true],
    ['NOT NEAR', '@russia NOT NEAR/s korea', true],
    ['NOT NEAR when each is near', 'allowed NOT NEAR/s @korea', false],
    ['entities by any form', '@russia NEAR/s pyongyang', true],
    ['title: a term', 'title:moscow NOT title:russia', true],
    ['body: a group', 'body:(russia AND china) NOT body:moscow', true],
    ['title: in body: is nowhere', 'body:(title:moscow)', false],
    ['a field in a NEAR', 'title:moscow NEAR/2s body:treaty', true],
    ['lang:', 'lang:en NOT lang:ru', true],
    ['source: by its words', 'source:reuters AND source:"world news" NOT source:tass', true],
    ['feed:', 'feed:world', true],
  ])('%s', (_what, query, expected) => {
    expect(matches(query, STORY)).toBe(expected);
  });

  it.each([
    ['an ideograph is half a word', '俄 NEAR/3 朝鲜', '俄总统访问朝鲜', true],
    ['and no less', '俄 NEAR/2 朝鲜', '俄总统访问朝鲜', false],
    ['a phrase of ideographs', '俄总统', '在俄总统府', true],
    ['sentences end at 。', '俄 NEAR/s 朝鲜', '俄方称。朝鲜', false],
  ])('in Chinese %s', (_what, query, text, expected) => {
    expect(matches(query, { text })).toBe(expected);
  });

  it('takes zh-Hant for lang:zh and not the other way round', () => {
    expect(matches('lang:zh', { language: 'zh-Hant' })).toBe(true);
    expect(matches('lang:zh-Hant', { language: 'zh' })).toBe(false);
    expect(matches('lang:z', { language: 'zh-Hant' })).toBe(false);
  });
});

describe('a sentence', () => {
  it.each([
    ['U.S. before a name', 'one in the U.S. Senate two', true],
    ['U.S. before an opener', 'one in the U.S. The two', false],
    ['a title', 'one met Mr. Two', true],
    ['an initial', 'one met S. Two', true],
    ['a Russian abbreviation', 'one ст. 4 г. Two', true],
    ['an ellipsis that goes on', 'one … two', true],
    ['a German date', 'one am 17. November two', true],
    ['a number that ends', 'one Article 4. Then two', false],
    ['a new line', 'one\ntwo', false],
    ['a question', 'one? Two', false],
    ['a closing quotation mark', '“one.” Two', false],
    ['a lost blank', 'said one.Two', false],
    ['Korean', 'one 했다. 그는 two', false],
    ['Japanese', 'one。two', false],
    ['a decimal', 'one 3.5 two', true],
  ])('%s', (_what, text, together) => {
    expect(matches('one NEAR/s two', { text })).toBe(together);
  });
});
