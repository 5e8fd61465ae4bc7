import { countIndependentSources, type StorySource } from './count-independent-sources.js';

const source = (fields: Partial<StorySource>): StorySource => ({
  url: null,
  feedUrl: 'https://feeds.example.org/rss',
  siteUrl: null,
  feedTitle: 'Feed',
  ...fields,
});

describe('countIndependentSources', () => {
  it.each<[string, Partial<StorySource>[], number]>([
    ['none', [], 0],
    ['two houses', [{ url: 'https://www.bbc.co.uk/1' }, { url: 'https://www.reuters.com/1' }], 2],
    [
      'several feeds of one house',
      [{ url: 'https://www.bbc.co.uk/1' }, { url: 'https://news.bbc.co.uk/2', feedUrl: 'https://feeds.bbci.co.uk/x' }],
      1,
    ],
    ['houses under one public suffix', [{ url: 'https://www.bbc.co.uk/1' }, { url: 'https://www.itv.co.uk/1' }], 2],
    ['houses under one private suffix', [{ url: 'https://one.github.io/1' }, { url: 'https://two.github.io/1' }], 2],
    [
      'two feeds of one story',
      [{ url: 'https://a.example.com/1' }, { url: 'https://a.example.com/1', feedUrl: 'https://other.example.net/' }],
      1,
    ],
    [
      'stories without an address, by their sites',
      [{ siteUrl: 'https://tass.ru/' }, { siteUrl: 'https://tass.com/' }, { siteUrl: 'https://tass.ru/en' }],
      2,
    ],
    [
      'stories at a carrier, by their sites',
      [{ url: 'https://news.google.com/a', siteUrl: 'https://yna.co.kr' }, { url: 'https://www.yna.co.kr/1' }],
      1,
    ],
    [
      'feeds of a carrier without a site, by their names',
      [
        { feedUrl: 'https://t.me/one', feedTitle: 'One' },
        { feedUrl: 'https://t.me/two', feedTitle: 'Two' },
        { feedUrl: 'https://rsshub.app/one', feedTitle: ' ONE' },
      ],
      2,
    ],
    [
      'feeds on a machine without a name',
      [
        { feedUrl: 'http://127.0.0.1:1/a', feedTitle: 'A' },
        { feedUrl: 'http://127.0.0.1:1/b', feedTitle: 'B' },
      ],
      2,
    ],
    ['names in other scripts', [{ url: 'https://пресса.рф/1' }, { url: 'https://xn--80aj3aega.xn--p1ai/2' }], 1],
  ])('counts %s', (_, sources, count) => {
    expect(countIndependentSources(sources.map(source))).toBe(count);
  });
});
