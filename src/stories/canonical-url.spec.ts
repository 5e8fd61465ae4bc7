import { canonicalUrl } from './canonical-url.js';

describe('canonicalUrl', () => {
  it.each([
    ['https://Paper.Example/World/1', 'https://paper.example/World/1'],
    ['https://paper.example/1?utm_source=rss&id=7&utm_medium=feed', 'https://paper.example/1?id=7'],
    ['https://paper.example/1?utm_source=rss', 'https://paper.example/1'],
    ['https://paper.example/1?UTM_Source=rss&fbclid=x&gclid=y', 'https://paper.example/1'],
    ['https://paper.example/1?b=2&a=1', 'https://paper.example/1?b=2&a=1'],
    ['https://paper.example/1?id=utm_source', 'https://paper.example/1?id=utm_source'],
    ['https://paper.example/1?a=%20b+c&fbclid=x', 'https://paper.example/1?a=%20b+c'],
    ['https://paper.example/1#comments', 'https://paper.example/1'],
    ['https://paper.example/#!/story/1', 'https://paper.example/#!/story/1'],
    ['  https://paper.example:443/1 ', 'https://paper.example/1'],
    ['https://user:secret@paper.example/1', 'https://paper.example/1'],
    ['https://пресса.example/статья', 'https://xn--80aj3aega.example/%D1%81%D1%82%D0%B0%D1%82%D1%8C%D1%8F'],
  ])('makes of %j', (link, expected) => {
    expect(canonicalUrl(link)).toBe(expected);
    expect(canonicalUrl(expected)).toBe(expected);
  });

  it.each([
    'javascript:alert(1)',
    ' JavaScript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,x',
    'ftp://a.example/',
    '/relative',
    'tag:a,2026:1',
    '',
  ])('refuses %j', (link) => expect(canonicalUrl(link)).toBeUndefined());
});
