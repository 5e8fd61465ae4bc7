import fc from 'fast-check';
import { parseFeed, type ParsedFeed } from './parse-feed.js';

const now = new Date('2026-03-01T12:00:00Z');
const url = 'https://paper.example/feeds/world.xml';

async function read(text: string): Promise<ParsedFeed> {
  const outcome = await parseFeed(text, url, now);
  if (!outcome.ok) throw new Error(`${outcome.reason}: ${outcome.message}`);
  return outcome.feed;
}

describe('parseFeed refuses', () => {
  it.each([
    ['', 'empty'],
    [' \n\ufeff ', 'empty'],
    ['<!DOCTYPE html><html><head><title>Not found</title></head><body><item>x</item></body></html>', 'html-page'],
    ['<html><feed></feed></html>', 'html-page'],
    ['<opml version="2.0"><body/></opml>', 'not-a-feed'],
    ['just words', 'not-a-feed'],
    ['{"version":"2"}', 'not-a-feed'],
    ['{"version": "https://jsonfeed.org/version/1", "items": [', 'malformed'],
    [`<rss><channel>${'<a>'.repeat(1_000_000)}`, 'malformed'],
  ])('%.60j as %s', async (text, reason) => {
    expect(await parseFeed(text, url, now)).toMatchObject({ ok: false, reason });
  });
});

describe('parseFeed, whatever comes', () => {
  const inItem = (start: string, repeated: string) =>
    `<rss><channel><item>${start}${repeated.repeat(repeated === '' ? 0 : 2_000_000 / repeated.length)}`;
  it.each([
    ['bare &', inItem('<title>', '&')],
    ['escapes', inItem('<title>', '&#38;')],
    ['tags never ended', inItem('<description>', '<p')],
    ['escaped tags never ended', inItem('<description>', '&lt;p ')],
    ['CDATA sections', inItem('<description>', '<![CDATA[x]]>')],
    ['comments never ended', inItem('<description>', '&lt;!--')],
    ['white space', inItem('<description>', ' \n')],
    ['ends without a start', inItem('', '</x>')],
    ['less-than signs', inItem('<title>', '< ')],
    ['less-than signs in sections', inItem('<description>', '<![CDATA[< ]]>')],
    ['sections never ended', inItem('<description>', '< <![CDATA[')],
    ['pictures never ended', inItem('<description>', '&lt;svg&gt;')],
    ['scripts never ended', inItem('<description>', '&lt;script')],
    ['attributes never ended', inItem('<description>', '&lt;p a="')],
    ['entities', `<!DOCTYPE rss [${'<!ENTITY a "&#60;'.repeat(100_000)}"> ]><rss><channel><item>`],
    ['spaces before an end', `<!DOCTYPE rss [${']'.padEnd(1_000_000)}<rss><channel><item>`],
    ['titles that are links', inItem('', '<title><link>')],
    ['new documents', `${inItem('', '')}${'</item></channel></rss><rss><channel>'.repeat(50_000)}`],
    ['categories', inItem('', '<category>x</category>')],
    ['attributes', inItem('<link ', 'a=1 ')],
    ['an endless author', inItem('<author>', 'a@')],
    ['an endless date', inItem('<pubDate>', '1 ')],
    ['an endless link', inItem('<link>', 'http://')],
  ])(
    'is not kept busy by megabytes of %s',
    async (_, text) => {
      expect((await read(text)).items).toHaveLength(1);
    },
    5_000,
  );

  it('never rejects, and never loses an item', async () => {
    const pieces = fc.constantFrom(
      '<rss>',
      '<channel>',
      '<item>',
      '</item>',
      '<entry>',
      '<feed xmlns="http://www.w3.org/2005/Atom">',
      '<title>',
      '</title>',
      '<![CDATA[',
      ']]>',
      '<link',
      ' href="',
      '">',
      '/>',
      '&',
      '&amp;',
      '&#0;',
      '<!--',
      '-->',
      '<?',
      '<description>',
      '</description>',
      'text',
      '\u0000',
      '\ud800',
      '<__proto__>',
      '<constructor>',
      '<_>',
      '<$>',
      ' xmlns:a="',
      "'",
      '=',
      '<author>',
      '<name>',
      'x:',
      '</rss>',
      '<3',
      '<pubDate>',
      '<guid ',
      '{',
      '<!DOCTYPE',
      '[',
      '>',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(pieces, { maxLength: 40 }), async (parts) => {
        const outcome = await parseFeed(`<rss><channel>${parts.join('')}`, url, now);
        expect(outcome).toMatchObject({ ok: true });
      }),
      { numRuns: 500 },
    );
  });
});
