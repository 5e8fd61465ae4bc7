import fc from 'fast-check';
import iconv from 'iconv-lite';
import { decodeFeed } from '../../src/feeds/read/decode-feed.js';
import { parseFeed, type ParsedFeed, type ParsedItem } from '../../src/feeds/read/parse-feed.js';

const now = new Date('2026-03-10T12:00:00Z');

/** What a publisher means, before it is written down as a feed. */
interface Meant {
  title: string;
  guid?: string;
  url?: string;
  publishedAt?: Date;
}

const title = fc
  .array(fc.string({ unit: 'grapheme', maxLength: 12 }), { maxLength: 4 })
  .map((words) => words.join(' '));
const meant: fc.Arbitrary<Meant> = fc.record(
  {
    title,
    guid: fc.stringMatching(/^urn:[A-Za-z0-9&<>_-]{1,20}$/),
    url: fc.webUrl({ withQueryParameters: true, validSchemes: ['http', 'https'] }).map((url) => new URL(url).href),
    publishedAt: fc
      .date({ min: new Date('1990-01-01T00:00:00Z'), max: now, noInvalidDate: true })
      .map((date) => new Date(Math.floor(date.getTime() / 1000) * 1000)),
  },
  { requiredKeys: ['title'] },
);
const feed = fc.array(meant, { maxLength: 8 });
/** How it is written: choices that must make no difference. */
const style = fc.record({
  order: fc.nat(5),
  cdata: fc.boolean(),
  between: fc.constantFrom(
    '',
    '\n  ',
    '<!-- <item><title>no</title></item> -->',
    '<?x <item/> ?>',
    '\r\n\t',
    '<x:y>z</x:y>',
  ),
  offset: fc.integer({ min: -12, max: 14 }),
});
type Style = typeof style extends fc.Arbitrary<infer T> ? T : never;

const writers: [string, (items: Meant[], style: Style) => string][] = [
  ['RSS 2.0', writeRss],
  ['RSS 1.0', writeRdf],
  ['Atom 1.0', writeAtom],
  ['JSON Feed', writeJson],
];

describe('what a publisher means is what is read', () => {
  it.each(writers)('in %s, however it is written', async (_format, write) => {
    await fc.assert(
      fc.asyncProperty(feed, style, async (items, how) => {
        const read = await parse(write(items, how));
        expect(read.items.map(essence)).toEqual(items.map(essenceOfMeant));
      }),
      { numRuns: 200 },
    );
  });

  it.each(writers.slice(0, 3))(
    'in %s, cut off anywhere after its first item, for every item before the cut',
    async (_format, write) => {
      await fc.assert(
        fc.asyncProperty(fc.array(meant, { minLength: 1, maxLength: 6 }), style, fc.nat(), async (items, how, cut) => {
          const whole = write(items, how);
          const ends = [...whole.matchAll(/<\/(item|entry)>(?! -->|<\/title>)/g)].map(
            (end) => end.index + end[0].length,
          );
          const written = ends.filter((_end, index) => index >= ends.length - items.length);
          const at = written[0]! + (cut % (whole.length - written[0]! + 1));
          const complete = written.filter((end) => end <= at).length;
          const read = await parse(whole.slice(0, at));
          expect(read.items.slice(0, complete).map(essence)).toEqual(items.slice(0, complete).map(essenceOfMeant));
          expect(read.items.length - complete).toBeLessThanOrEqual(1);
        }),
        { numRuns: 200 },
      );
    },
  );

  const letters: [string, string][] = [
    ['windows-1251', 'абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґЎ«»—№'],
    ['koi8-r', 'абвгдеёжзийклмнопрстуфхцчшщъыьэюяЖЩЯ'],
    ['iso-8859-2', 'ąćęłńóśźżáčďéěíňřšťúůýžőű'],
    ['windows-1252', 'àâçéèêëîïôùûüœÿŸ€‚„…‰‹›‘’“”–—ß'],
    ['shift_jis', '外務省予算表公能登港会談構想ソカモメアイウ、。「」'],
    ['euc-jp', '外務省予算表公能登港会談構想ソカモメアイウ、。「」'],
    ['euc-kr', '외교부동해훈련일정재조발표물결신문기자한바다'],
    ['gb18030', '外交部回应边境口岸重新开放镕喆𠮷，。“”'],
    ['big5', '外交部回應邊境口岸重新開放許功蓋，。「」'],
    ['utf-16le', '외교부회應Їжак🚢é'],
    ['utf-16be', '외교부회應Їжак🚢é'],
  ];

  it.each(letters)('in %s, declared in the prolog or by the server', async (encoding, alphabet) => {
    const words = fc.array(fc.constantFrom(...alphabet, ' ', 'a', '7'), { minLength: 1, maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(fc.array(words, { minLength: 1, maxLength: 4 }), fc.boolean(), async (titles, inProlog) => {
        // A word or two may happen to be valid UTF-8; a whole feed in another encoding never is.
        const items = [...titles.map((title) => title.join('')), alphabet].map((title) => ({ title }));
        const prolog = inProlog ? `<?xml version="1.0" encoding="${encoding}"?>` : '';
        const text = prolog + writeRss(items, { order: 0, cdata: false, between: '', offset: 0 });
        const contentType = inProlog ? 'application/rss+xml' : `text/xml; charset="${encoding}"`;
        const read = await parse(iconv.encode(text, encoding), contentType);
        expect(read.items.map(essence)).toEqual(items.map(essenceOfMeant));
      }),
      { numRuns: 40 },
    );
  });
});

async function parse(document: string | Buffer, contentType?: string): Promise<ParsedFeed> {
  const { text } = decodeFeed(Buffer.from(document as string), contentType);
  const outcome = await parseFeed(text, 'https://ledger.example/feeds/news.xml', now);
  if (!outcome.ok) throw new Error(`refused as ${outcome.reason}: ${outcome.message}`);
  return outcome.feed;
}

function essence({ title, guid, url, publishedAt }: ParsedItem): Meant {
  return { title, guid, url: url && new URL(url).href, publishedAt };
}

function essenceOfMeant({ title, guid, url, publishedAt }: Meant): Meant {
  return { title: title.replace(/\s+/g, ' ').trim(), guid, url, publishedAt };
}

function writeRss(items: Meant[], how: Style): string {
  const written = items.map((item) =>
    element('item', how, [
      `<title>${how.cdata ? cdata(escape(item.title)) : escape(escape(item.title))}</title>`,
      item.guid && `<guid isPermaLink="false">${how.cdata ? cdata(item.guid) : escape(item.guid)}</guid>`,
      item.url && `<link>${how.cdata ? cdata(item.url) : escape(item.url)}</link>`,
      item.publishedAt && `<pubDate>${rfc822(item.publishedAt, how.offset)}</pubDate>`,
    ]),
  );
  return `<rss version="2.0" xmlns:x="x"><channel><title>The Harrow Ledger</title>${written.join(how.between)}</channel></rss>`;
}

function writeRdf(items: Meant[], how: Style): string {
  const written = items.map((item) =>
    element(item.guid ? `item rdf:about="${escape(item.guid)}"` : 'item', how, [
      `<title>${how.cdata ? cdata(escape(item.title)) : escape(escape(item.title))}</title>`,
      item.url && `<link>${escape(item.url)}</link>`,
      item.publishedAt && `<dc:date>${iso8601(item.publishedAt, how.offset)}</dc:date>`,
    ]),
  );
  return `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:x="x"><channel><title>The Harrow Ledger</title></channel>${written.join(how.between)}</rdf:RDF>`;
}

function writeAtom(items: Meant[], how: Style): string {
  const written = items.map((item) =>
    element('entry', how, [
      `<title type="${how.cdata ? 'html' : 'text'}">${how.cdata ? cdata(escape(item.title)) : escape(item.title)}</title>`,
      item.guid && `<id>${escape(item.guid)}</id>`,
      item.url && `<link href="${escape(item.url)}"/>`,
      item.publishedAt && `<published>${iso8601(item.publishedAt, how.offset)}</published>`,
    ]),
  );
  return `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:x="x"><title>The Harrow Ledger</title>${written.join(how.between)}</feed>`;
}

function writeJson(items: Meant[], how: Style): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: 'The Harrow Ledger',
    items: items.map(({ title, guid, url, publishedAt }) => ({
      title,
      id: guid,
      url,
      date_published: publishedAt && iso8601(publishedAt, how.offset),
    })),
  });
}

/** An item with its fields in one of their orders, and between them what makes no difference. */
function element(start: string, { order, between }: Style, children: (string | undefined)[]): string {
  const there = children.filter((child) => child !== undefined && child !== '');
  const from = order % Math.max(there.length, 1);
  const turned = [...there.slice(from), ...there.slice(0, from)];
  const [name] = start.split(' ');
  return `<${start}>${turned.map((child) => between + child).join('')}${between}</${name}>`;
}

function escape(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

function cdata(text: string): string {
  return `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
}

/** The clock of a zone so many hours ahead of UTC. */
function clock(date: Date, offset: number): { local: Date; sign: string; hours: string } {
  const local = new Date(date.getTime() + offset * 3_600_000);
  return { local, sign: offset < 0 ? '-' : '+', hours: String(Math.abs(offset)).padStart(2, '0') };
}

function rfc822(date: Date, offset: number): string {
  const { local, sign, hours } = clock(date, offset);
  return local.toUTCString().replace('GMT', `${sign}${hours}00`);
}

function iso8601(date: Date, offset: number): string {
  const { local, sign, hours } = clock(date, offset);
  return local.toISOString().replace('.000Z', `${sign}${hours}:00`);
}
