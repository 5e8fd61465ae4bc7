import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { type OpmlFeed, parseOpml, printOpml } from './opml.js';

const wrap = (body: string) =>
  `<?xml version="1.0"?>\n<opml version="2.0"><head><title>x</title></head><body>\n${body}\n</body></opml>`;

describe('parseOpml', () => {
  it('reads folders and every attribute', () => {
    const text = wrap(`<outline text="Asia"><outline text="Korea">
      <outline text="short" title="Yonhap &amp; co" type="rss" xmlUrl="https://yna.example/rss?a=1&amp;b=2" htmlUrl="https://yna.example/" language="ko" country="kr" sourceKind="wire"/>
    </outline></outline><outline text="Top" xmlUrl="https://top.example/"/>`);
    expect(parseOpml(text)).toEqual({
      feeds: [
        {
          url: 'https://yna.example/rss?a=1&b=2',
          title: 'Yonhap & co',
          siteUrl: 'https://yna.example/',
          language: 'ko',
          country: 'KR',
          sourceKind: 'wire',
          folder: 'Asia / Korea',
        },
        { url: 'https://top.example/', title: 'Top' },
      ],
      errors: [],
    });
  });

  it.each([
    ['capitals', '<Outline TEXT="A" XMLURL="https://a.example/" />'],
    ['a bare &', '<outline text="A" xmlUrl="https://a.example/?x=1&y=2"/>'],
    ['the attribute url', '<outline text="A" type="rss" url="https://a.example/"/>'],
    [
      'a feed: address',
      '<outline text="A" xmlUrl="feed://a.example/"/><outline text="B" xmlUrl="feed:https://b.example/"/>',
    ],
    ['HTML’s entities', '<outline text="&eacute;" xmlUrl="https://a.example/"/>'],
    [
      'a feed that is a folder too',
      '<outline text="A" xmlUrl="https://a.example/"><outline text="B" xmlUrl="https://b.example/"/></outline>',
    ],
    [
      'a language that is unknown',
      '<outline text="A" xmlUrl="https://a.example/" language="unknown" country="Korea" sourceKind="blog"/>',
    ],
  ])('reads %s', (_, body) => {
    const { feeds, errors } = parseOpml(wrap(body));
    expect(errors).toEqual([]);
    expect(feeds).toHaveLength(body.split('text=').length - 1 || 1);
    expect(feeds[0]).not.toHaveProperty('language');
    expect(feeds[0]?.url).toMatch(/^https?:\/\/a\.example\//);
  });

  it('names each outline that it cannot take, with its line, and takes the others', () => {
    const { feeds, errors } = parseOpml(
      wrap(`<outline text="Good" xmlUrl="https://a.example/"/>
<outline text="Script" xmlUrl="javascript:alert(1)"/>
<outline text="Empty" type="rss" xmlUrl=""/>

<outline text="Again" xmlUrl="https://a.example/"/>
<outline text="A link" type="link" url="https://b.example/"/>
<outline text="Last" xmlUrl="https://c.example/"/>`),
    );
    expect(feeds.map(({ title }) => title)).toEqual(['Good', 'Last']);
    expect(errors).toEqual([
      { line: 4, message: 'Script has no http or https address' },
      { line: 5, message: 'Empty has no address' },
      { line: 7, message: 'Again has the address of one before it' },
    ]);
  });

  it('takes what stands before the place where a file breaks off, and says so', () => {
    const { feeds, errors } = parseOpml(
      'junk\n<opml><body>\n<outline text="A" xmlUrl="https://a.example/"/>\n<outline text="B">',
    );
    expect(feeds.map(({ title }) => title)).toEqual(['A']);
    expect(errors).toEqual([{ line: expect.any(Number), message: expect.stringContaining('broken') }]);
  });

  it('ends a quote that is never closed with its own outline', () => {
    const { feeds, errors } = parseOpml(
      wrap(`<outline text="A > B" xmlUrl="https://a.example/"/>
<outline text="Open" xmlUrl="https://b.example/ />
<outline text="C" xmlUrl="https://c.example/"/>`),
    );
    expect(feeds.map(({ title, url }) => [title, url])).toEqual([
      ['A > B', 'https://a.example/'],
      ['Open', 'https://b.example/'],
      ['C', 'https://c.example/'],
    ]);
    expect(errors).toHaveLength(1);
  });

  it.each(['', 'words', '<html><body></body></html>', '<opml>', '{"a":1}'])('refuses %j', (text) => {
    const { feeds, errors } = parseOpml(text);
    expect(feeds).toEqual([]);
    expect(errors).not.toEqual([]);
  });

  it('throws on no text', () => {
    const pieces = fc.constantFrom(
      '<opml>',
      '<body>',
      '<outline ',
      'text="',
      '"',
      '>',
      '/>',
      '</body>',
      'xmlUrl=',
      '&',
      '<![CDATA[',
      '<!--',
      '<?',
      '<!DOCTYPE a [',
      '__proto__',
      ' ',
    );
    fc.assert(fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => void parseOpml(parts.join(''))));
  });
});

describe('printOpml', () => {
  it('prints what parseOpml reads back, whatever the titles hold', () => {
    const name = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
      .map((text) => `x${text.replaceAll('/', '')}\n\ty`);
    const feed = fc.record(
      {
        url: fc
          .nat()
          .map((id) => `https://a.example/?id=${id}&x=<">`)
          .map((url) => new URL(url).href),
        title: name,
        siteUrl: fc.constant('https://a.example/'),
        language: fc.constant('uk'),
        country: fc.constant('UA'),
        sourceKind: fc.constantFrom('wire' as const, 'state-media' as const),
        folder: fc.array(name, { minLength: 1, maxLength: 2 }).map((names) => names.join(' / ')),
      },
      { requiredKeys: ['url', 'title'] },
    );
    fc.assert(
      fc.property(fc.uniqueArray(feed, { selector: ({ url }) => url, maxLength: 6 }), (feeds: OpmlFeed[]) => {
        const { feeds: read, errors } = parseOpml(printOpml(feeds));
        expect(errors).toEqual([]);
        const byUrl = (a: OpmlFeed, b: OpmlFeed) => (a.url < b.url ? -1 : 1);
        expect(read.sort(byUrl)).toEqual([...feeds].sort(byUrl));
      }),
    );
  });
});

describe('the starter feeds', () => {
  const { feeds, errors } = parseOpml(readFileSync(join(__dirname, '../../../prisma/seed/feeds.opml'), 'utf8'));

  it('are all read, each with what a desk must know of it', () => {
    expect(errors).toEqual([]);
    expect(feeds.length).toBeGreaterThanOrEqual(36);
    for (const feed of feeds) {
      expect(feed).toMatchObject({
        title: expect.any(String),
        siteUrl: expect.any(String),
        folder: expect.any(String),
        sourceKind: expect.any(String),
      });
    }
  });

  it('speak the languages of the topics', () => {
    const languages = feeds.map(({ language }) => language?.split('-')[0]);
    for (const language of ['en', 'ru', 'uk', 'ko', 'ja', 'zh']) expect(languages).toContain(language);
  });

  it('come from each kind of source', () => {
    expect(new Set(feeds.map(({ sourceKind }) => sourceKind))).toEqual(
      new Set(['wire', 'state-media', 'official', 'independent']),
    );
  });

  it('are encrypted but for publishers that serve theirs in the clear', () => {
    const clear = feeds.map(({ url }) => new URL(url)).filter(({ protocol }) => protocol === 'http:');
    expect([...new Set(clear.map(({ host }) => host))]).toEqual([
      'kremlin.ru',
      'www.xinhuanet.com',
      'www.people.com.cn',
    ]);
  });
});

describe('a file made to wear out its reader', () => {
  const lots = (piece: string) => piece.repeat(Math.ceil(400_000 / piece.length));
  it.each([
    ['folders without end', `<opml><body>${lots('<outline text="a">')}`],
    ['elements that are closed by other names', `<opml><body>${lots('<a>')}${lots('</b>')}`],
    ['a quote without end', `<opml><body>${lots('<outline text="')}`],
    ['bare ampersands', `<opml><body>${lots('&')}`],
    ['empty lines', `<opml><body>${lots('\n')}<outline xmlUrl="https://a.example/"/>`],
    ['an entity that grows', `<!DOCTYPE a [<!ENTITY a "${lots('x')}">]><opml><body><outline text="&a;&a;"/>`],
    ['nothing but less-than signs', lots('<')],
  ])('%s is done with in seconds', (_, text) => {
    const started = performance.now();
    const { errors } = parseOpml(text);
    expect(errors[0]?.message.length).toBeLessThan(250);
    expect(performance.now() - started).toBeLessThan(8_000);
  });
});
