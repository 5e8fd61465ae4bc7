import fc from 'fast-check';
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
    [
      'a parameter that tracks on this site',
      'https://www.cnbc.com/1.html?__source=rss&x=1',
      'https://www.cnbc.com/1.html?x=1',
    ],
    ['and shows something on another', 'https://paper.example/1?__source=rss', 'https://paper.example/1?__source=rss'],
    ['not on a site whose name only ends so', 'https://postoffice.com/1?from=a', 'https://postoffice.com/1?from=a'],
    ['no short name', 'https://www.chess.com/1?c=2', 'https://www.chess.com/1?c=2'],
    ['marks of other lists', 'https://paper.example/1?at_medium=rss&mbid=1&hsCtaTracking=2', 'https://paper.example/1'],
  ])('removes what the list names: %s', (_, link, expected) => {
    expect(canonicalUrl(link)).toBe(expected);
  });

  it.each([
    ['https://paper.example/2026/03/pact-signed/amp/', 'https://paper.example/2026/03/pact-signed/'],
    ['https://paper.example/world/pact-is-signed/amp', 'https://paper.example/world/pact-is-signed'],
    ['https://paper.example/story-12.amp.html?a=1', 'https://paper.example/story-12.html?a=1'],
    ['https://paper.example/1?amp', 'https://paper.example/1'],
    ['https://paper.example/1?id=2&amp=1', 'https://paper.example/1?id=2'],
    ['https://paper.example/1?outputType=amp', 'https://paper.example/1'],
    ['https://www.google.com/amp/s/paper.example/1?utm_source=x', 'https://paper.example/1'],
    ['https://google.co.uk/amp/paper.example/1', 'http://paper.example/1'],
    [
      'https://paper-example.cdn.ampproject.org/c/s/paper.example/1-a-b/amp/?usqp=mq331AQ',
      'https://paper.example/1-a-b/',
    ],
    ['https://paper-example.cdn.ampproject.org/v/paper.example/1?amp_js_v=0.1#aoh=1', 'http://paper.example/1'],
    ['https://amp.theguardian.com/world/1', 'https://theguardian.com/world/1'],
    ['https://www.cbsnews.com/amp/news/1/', 'https://www.cbsnews.com/news/1/'],
    [
      'https://www.google.com/url?rct=j&sa=t&url=https%3A%2F%2Fpaper.example%2F1%3Ffbclid%3D2&ct=ga',
      'https://paper.example/1',
    ],
  ])('finds the page behind %s', (link, expected) => {
    expect(canonicalUrl(link)).toBe(expected);
    expect(canonicalUrl(expected)).toBe(expected);
  });

  it.each([
    'https://shop.example/guitars/amp',
    'https://wiki.example/wiki/amp/',
    'https://paper.example/amp',
    'https://paper.example/1?amp=tube',
    'https://paper.example/1?outputType=json',
    'https://amp.paper.example/1',
    'https://www.google.com/amp/s/paper',
    'https://www.google.com/url?url=javascript:alert(1)',
    'https://paper-example.cdn.ampproject.org/i/s/paper.example/1.png',
  ])('leaves %s alone', (link) => expect(canonicalUrl(link)).toBe(link));

  it('is the same the second time, whatever the link', () => {
    const part = fc.constantFrom(
      ...'amp a-b-c 1 .amp.html c s v paper.example www.google.com x.cdn.ampproject.org amp.theguardian.com url %20 ä '.split(
        ' ',
      ),
    );
    const parameter = fc.constantFrom(
      ...'utm_source=1 amp amp=1 a=%20b url=https://paper.example/1/amp q=http://a.example/?amp outputType=amp =& ?'.split(
        ' ',
      ),
    );
    const host = fc.constantFrom(
      ...'paper.example www.google.com x.cdn.ampproject.org amp.theguardian.com www.the-sun.com m.thewire.in amp.cnn.com'.split(
        ' ',
      ),
    );
    const links = fc
      .tuple(host, fc.array(part, { maxLength: 7 }), fc.array(parameter, { maxLength: 4 }))
      .map(([name, path, query]) => `https://${name}/${path.join('/')}?${query.join('&')}`);
    fc.assert(
      fc.property(fc.oneof(links, fc.webUrl({ withQueryParameters: true, withFragments: true })), (link) => {
        const once = canonicalUrl(link);
        expect(once && canonicalUrl(once)).toBe(once);
      }),
      { numRuns: 500 },
    );
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
