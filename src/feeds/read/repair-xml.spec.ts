import { parseFeed, type ParsedItem } from './parse-feed.js';

const now = new Date('2026-03-01T12:00:00Z');

async function items(text: string): Promise<ParsedItem[]> {
  const outcome = await parseFeed(text, undefined, now);
  if (!outcome.ok) throw new Error(`${outcome.reason}: ${outcome.message}`);
  return outcome.feed.items;
}
const rss = (inner: string) => `<rss version="2.0"><channel><title>Paper</title>${inner}</channel></rss>`;
const atom = (inner: string) => `<feed xmlns="http://www.w3.org/2005/Atom"><title>Paper</title>${inner}</feed>`;
const atom03 = (inner: string) => `<feed version="0.3" xmlns="http://purl.org/atom/ns#">${inner}</feed>`;
const base64 = Buffer.from('Kim & Putin').toString('base64');

describe('a broken feed gives all its items', () => {
  it.each([
    [
      'an image that is not closed',
      rss('<image><title>Logo</title><item><title>A</title></item><item><title>B</title></item>'),
    ],
    ['two documents in one', `${rss('<item><title>A</title></item>')}\n${rss('<item><title>B</title></item>')}`],
    ['tags whose case differs', rss('<Item><TITLE>A</Title></item><item><title>B</TITLE></ITEM>')],
    [
      'a title that is not closed',
      rss('<item><title>A<link>https://a.example/1</link></item><item><title>B</title></item>'),
    ],
    [
      'RSS 1.0 in the namespace of its module',
      '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/modules/rss091#"><item><title>A</title></item><item><title>B</title></item></rdf:RDF>',
    ],
    [
      'Channel Definition Format',
      '<CHANNEL HREF="https://a.example/"><ITEM HREF="https://a.example/1"><TITLE>A</TITLE></ITEM><ITEM><TITLE>B</TITLE></ITEM></CHANNEL>',
    ],
    [
      'a text nested a thousand deep',
      rss(
        `<item><title>A</title><description>${'<div>'.repeat(1_000)}</description></item><item><title>B</title></item>`,
      ),
    ],
    [
      'a root whose name is misspelt',
      atom('<entry><title>A</title></entry><entry><title>B</title></entry>').replace('<feed', '<fed'),
    ],
    ['an end tag without its end', rss('<item><title>A</title</item><item><title>B</title></item>')],
    ['a document cut within a tag', '<rss><channel><item><title>A</title></item><item><title>B</title><li'],
    [
      'an element whose name is misspelt',
      rss('<item><titel><title>A</title></titel></item><item><title>B</title></item>'),
    ],
  ])('%s', async (_, text) => {
    expect((await items(text)).map(({ title }) => title)).toEqual(['A', 'B']);
  });

  it.each([
    [
      'an entry',
      '<entry xmlns="http://www.w3.org/2005/Atom"><title>A</title><link href="https://a.example/1"/></entry>',
    ],
    ['an item', '<item><title>A</title><link>https://a.example/1</link></item>'],
  ])('that is a document of its own: %s', async (_, text) => {
    expect(await items(text)).toMatchObject([{ title: 'A', url: 'https://a.example/1' }]);
  });
});

describe('a title is read', () => {
  it.each([
    [
      'whatever other vocabularies call it',
      rss('<item><itunes:title>No</itunes:title><title>Yes</title></item>'),
      'Yes',
    ],
    ['by other vocabularies where there is none', rss('<item><dc:title>Yes</dc:title></item>'), 'Yes'],
    ['not from another element', rss('<item><source>No</source><foo xmlns="urn:x"><title>No</title></foo></item>'), ''],
    ['with a less-than sign', rss('<item><title>a &lt;3 b, 1 < 2</title></item>'), 'a <3 b, 1 < 2'],
    ['with a less-than sign at its end', rss('<item><title>a&lt;b</title></item>'), 'a<b'],
    [
      'with an element that is written about',
      rss('<item><title>The &lt;title&gt; element</title></item>'),
      'The <title> element',
    ],
    ['in a section that was escaped', rss('<item><title>&lt;![CDATA[A &amp; B]]&gt;</title></item>'), 'A & B'],
    ['in a section within a section', rss('<item><title><![CDATA[<![CDATA[A]]></title></item>'), 'A'],
    ['as base64', atom03(`<entry><title mode="base64">${base64}</title></entry>`), 'Kim & Putin'],
    ['as it stands where it is no base64', atom03('<entry><title mode="base64">A & B</title></entry>'), 'A & B'],
    [
      'as base64 by its type',
      atom(`<entry><title type="application/octet-stream">${base64}</title></entry>`),
      'Kim & Putin',
    ],
    ['as text by an old name of text', atom('<entry><title type="plain">&lt;b&gt;</title></entry>'), '<b>'],
    ['as text where only its mode is given', atom03('<entry><title mode="escaped">&lt;b&gt;</title></entry>'), '<b>'],
    ['with pairs of references', rss('<item><title>&#xD83D;&#xDE00;&#xD800;</title></item>'), '😀'],
  ])('%s', async (_, text, title) => {
    expect((await items(text))[0]?.title).toBe(title);
  });
});

describe('entities of the document’s own', () => {
  const withType = (type: string, title: string) =>
    `<?xml version="1.0"?><!DOCTYPE rss ${type}>${rss(`<item><title>${title}</title></item>`)}`;
  it.each([
    ['[<!ENTITY a "Kim &amp; co"><!ENTITY b \'&a;!\'>]', '&b;', 'Kim & co!'],
    ['[<!-- > --><!ENTITY a "x>y">]', '&a;', 'x>y'],
    ['SYSTEM "http://a.example/rss.dtd"', 'A', 'A'],
    ['PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://a.example/rss.dtd"', '&eacute;', 'é'],
    ['[<!ENTITY a "1"><!ENTITY a "2">]', '&a;', '1'],
  ])('%s', async (type, written, title) => {
    expect((await items(withType(type, written)))[0]?.title).toBe(title);
  });

  it('cannot make a document large', async () => {
    const lol = `<!ENTITY a "${'ha'.repeat(400)}"><!ENTITY b "${'&a;'.repeat(1_000)}">`;
    const [item] = await items(withType(`[${lol}]`, '&a;&b;'.repeat(20_000)));
    expect(item?.title.length).toBeLessThan(1_100_000);
  });
});

describe('a document that was cut', () => {
  it.each(['<link>https://a.example/lo', '<guid>https://a.example/lo', '<pubDate>Sun, 01 Mar 20'])(
    'says nothing by half: %s',
    async (cut) => {
      expect((await items(`<rss><channel><item><title>A</title>${cut}`))[0]).toMatchObject({
        title: 'A',
        guid: undefined,
        url: undefined,
        publishedAt: undefined,
      });
    },
  );
});
