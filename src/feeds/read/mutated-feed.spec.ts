import fc from 'fast-check';
import { decodeFeed } from './decode-feed.js';
import { parseFeed } from './parse-feed.js';

const now = new Date('2026-03-01T12:00:00Z');
const url = 'https://paper.example/feed';
const wellFormed = [
  `<?xml version="1.0" encoding="utf-8"?><!DOCTYPE rss [<!ENTITY a "b">]><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Paper</title><link>https://paper.example/</link><image><title>Logo</title></image>
   <item><title>Kim &amp; Putin &a;</title><link>https://paper.example/1</link><guid isPermaLink="false">1</guid><pubDate>Sun, 01 Mar 2026 12:00:00 GMT</pubDate><description><![CDATA[<p>One</p><p>Two</p>]]></description><category>Asia</category></item>
   <item><dc:title>Second</dc:title><dc:date>2026-03-01</dc:date><enclosure url="a.mp3" type="audio/mpeg" length="1"/></item></channel></rss>`,
  `<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://base.example/"><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Paper</div></title><link rel="self" href="feed"/><author><name>Jane</name></author>
   <entry><title type="html">A &lt;b&gt;b&lt;/b&gt;</title><link href="1"/><id>tag:a</id><updated>2026-03-01T12:00:00Z</updated><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>x</p></div></content></entry></feed>`,
  `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel rdf:about="x"><title>Paper</title><items><rdf:Seq><rdf:li resource="1"/></rdf:Seq></items></channel><item rdf:about="https://paper.example/1"><title>A</title></item></rdf:RDF>`,
  JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: 'Paper',
    items: [{ id: '1', url: '/1', title: 'A', content_html: '<p>x</p>', tags: ['a'], date_published: '2026-03-01' }],
  }),
].map((text) => Buffer.from(text));

type Mutation = [kind: 'delete' | 'repeat' | 'swap' | 'cut' | 'insert', at: number, length: number, byte: number];

function mutate(bytes: Buffer, [kind, where, length, byte]: Mutation): Buffer {
  const at = Math.floor(where * bytes.length);
  const part = bytes.subarray(at, at + length);
  const rest = bytes.subarray(at + length);
  const before = bytes.subarray(0, at);
  if (kind === 'cut') return before;
  if (kind === 'delete') return Buffer.concat([before, rest]);
  if (kind === 'repeat') return Buffer.concat([before, part, part, part, rest]);
  if (kind === 'insert') return Buffer.concat([before, Buffer.from([byte]), part, rest]);
  return Buffer.concat([before, rest.subarray(0, length), part, rest.subarray(length)]);
}

/** Seconds that nobody should ever wait: a parse takes milliseconds, but so may a busy machine's other work take seconds. */
const LIMIT_MS = 2_000;

async function read(bytes: Uint8Array, contentType?: string): Promise<void> {
  const start = performance.now();
  const { text } = decodeFeed(bytes, contentType);
  const outcome = await parseFeed(text, url, now);
  expect(performance.now() - start).toBeLessThan(LIMIT_MS);
  if (!outcome.ok) return;
  for (const item of outcome.feed.items) {
    expect(item.url ?? 'https://none.example/').toMatch(/^https?:/i);
    expect(item.title).not.toMatch(/\p{Cc}|\p{Cs}/u);
    expect(`${item.text}${item.html ?? ''}`).not.toMatch(/\0|\p{Cs}/u);
    expect(Number.isNaN(item.publishedAt?.getTime() ?? 0)).toBe(false);
  }
}

describe('whatever comes', () => {
  const mutation = fc.tuple(
    fc.constantFrom('delete', 'repeat', 'swap', 'cut', 'insert'),
    fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
    fc.integer({ min: 1, max: 60 }),
    fc.integer({ min: 0, max: 255 }),
  ) as fc.Arbitrary<Mutation>;

  it('a mutated feed is read in bounded time, and never throws', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...wellFormed),
        fc.array(mutation, { minLength: 1, maxLength: 6 }),
        async (feed, mutations) => read(mutations.reduce(mutate, feed)),
      ),
      { numRuns: 1_500 },
    );
  });

  it('random bytes are read or refused', async () => {
    const charset = fc.constantFrom(
      undefined,
      'text/xml; charset=cp437',
      'text/xml; charset=gb18030',
      'x/y; charset=utf-32',
    );
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), charset, fc.boolean(), async (bytes, type, isFeed) =>
        read(isFeed ? Buffer.concat([Buffer.from('<rss><channel><item><title>'), bytes]) : bytes, type),
      ),
      { numRuns: 500 },
    );
  });

  it.each([
    '<a>',
    '<item>',
    '<title>',
    '&lt;a b="',
    '<![CDATA[',
    ']]>',
    '<!--',
    '&#38;',
    '&a;',
    '<x:y xmlns:x="z">',
    '</item>',
  ])(
    'four times as many %j take no more than some times as long',
    async (part) => {
      const timeOf = async (count: number) => {
        const text = `<rss><channel><item><description>${part.repeat(count)}`;
        const start = performance.now();
        await parseFeed(text, url, now);
        return performance.now() - start;
      };
      await timeOf(10_000);
      const once = await timeOf(25_000);
      // Quadratic time would take sixteen times as long; what is too short to be measured is fast enough.
      expect(await timeOf(100_000)).toBeLessThan(Math.max(12 * once, 500));
    },
    20_000,
  );
});
