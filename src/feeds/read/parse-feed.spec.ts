import { parseFeed, type ParsedFeed, type ParsedItem } from './parse-feed.js';

const now = new Date('2026-03-01T12:00:00Z');
const url = 'https://paper.example/feeds/world.xml';

async function read(text: string): Promise<ParsedFeed> {
  const outcome = await parseFeed(text, url, now);
  if (!outcome.ok) throw new Error(`${outcome.reason}: ${outcome.message}`);
  return outcome.feed;
}

async function readOne(item: string, wrap: (item: string) => string = rss): Promise<ParsedItem> {
  const { items } = await read(wrap(item));
  expect(items).toHaveLength(1);
  return items[0] as ParsedItem;
}

const rss = (inner: string) =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>Paper</title><link>https://paper.example/</link><item>${inner}</item></channel></rss>`;
const atom = (inner: string) =>
  `<feed xmlns="http://www.w3.org/2005/Atom"><title>Paper</title><entry>${inner}</entry></feed>`;
const json = (item: unknown) =>
  JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'Paper', items: [item] });

describe('parseFeed reads', () => {
  it('RSS 2.0 with everything in it', async () => {
    const feed = await read(`<?xml version="1.0" encoding="UTF-8"?>
      <rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom"
           xmlns:content="http://purl.org/rss/1.0/modules/content/">
      <channel>
        <title>World &amp; more</title>
        <atom:link href="https://paper.example/feeds/world.xml" rel="self" type="application/rss+xml"/>
        <link>https://paper.example/world</link>
        <language>en-GB</language><ttl>15</ttl>
        <image><title>Logo</title><url>https://paper.example/logo.png</url><link>https://logo.example</link></image>
        <item>
          <title>Kim &amp;amp; Putin &lt;b&gt;sign&lt;/b&gt;</title>
          <link>https://paper.example/1?a=1&amp;b=2</link>
          <guid isPermaLink="false">story-1</guid>
          <description>&lt;p&gt;Short.&lt;/p&gt;</description>
          <content:encoded><![CDATA[<p>First paragraph.</p><p>Second &amp; last.</p>]]></content:encoded>
          <dc:creator>Jane Doe</dc:creator><dc:creator>Jo Roe</dc:creator>
          <category>Asia</category><category domain="x">War</category><category>Asia</category>
          <pubDate>Sun, 01 Mar 2026 12:00:00 KST</pubDate>
          <atom:updated>2026-03-01T05:00:00Z</atom:updated>
        </item>
      </channel></rss>`);
    expect(feed).toEqual({
      format: 'rss',
      title: 'World & more',
      language: 'en-GB',
      siteUrl: 'https://paper.example/world',
      selfUrl: 'https://paper.example/feeds/world.xml',
      hubUrls: [],
      hints: { ttlMs: 900_000, skipHours: [], skipDays: [] },
      items: [
        {
          guid: 'story-1',
          url: 'https://paper.example/1?a=1&b=2',
          title: 'Kim & Putin sign',
          text: 'First paragraph.\nSecond & last.',
          html: '<p>First paragraph.</p><p>Second &amp; last.</p>',
          language: undefined,
          author: 'Jane Doe, Jo Roe',
          categories: ['Asia', 'War'],
          enclosures: [],
          publishedAt: new Date('2026-03-01T03:00:00Z'),
          updatedAt: new Date('2026-03-01T05:00:00Z'),
        },
      ],
    });
  });

  it('Atom 1.0 with everything in it', async () => {
    const feed = await read(`<?xml version="1.0"?>
      <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="uk" xml:base="https://base.example/a/">
        <title type="html">World &amp;lt;&amp;amp;&amp;gt; more</title>
        <link rel="self" href="feed.xml"/><link rel="alternate" type="text/html" href="/world"/>
        <author><name>Newsroom</name><email>a@b.c</email></author>
        <entry xml:base="deep/">
          <title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">One <b>bold</b> move &amp; more</div></title>
          <link rel="enclosure" href="https://cdn.example/a.mp3"/><link rel="replies" href="r"/><link href="story?id=1&amp;x=2"/>
          <id>tag:paper.example,2026:1</id>
          <published>2026-03-01T10:00:00+02:00</published><updated>not a date</updated>
          <author><name>Jane</name></author><author><name>Jo</name></author>
          <category term="asia" label="Asia"/><category term="war"/>
          <summary>1 &lt; 2 &amp;amp; so on</summary>
          <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Mixed <i>in</i> order.</p><p>Next.</p></div></content>
        </entry>
      </feed>`);
    expect(feed).toEqual({
      format: 'atom',
      title: 'World <&> more',
      language: 'uk',
      siteUrl: 'https://base.example/world',
      selfUrl: 'https://base.example/a/feed.xml',
      hubUrls: [],
      hints: { skipHours: [], skipDays: [] },
      items: [
        {
          guid: 'tag:paper.example,2026:1',
          url: 'https://base.example/a/deep/story?id=1&x=2',
          title: 'One bold move & more',
          text: 'Mixed in order.\nNext.',
          html: '<div xmlns="http://www.w3.org/1999/xhtml"><p>Mixed <i>in</i> order.</p><p>Next.</p></div>',
          language: undefined,
          author: 'Jane, Jo',
          categories: ['Asia', 'war'],
          enclosures: [{ url: 'https://cdn.example/a.mp3' }],
          publishedAt: new Date('2026-03-01T08:00:00Z'),
          updatedAt: undefined,
        },
      ],
    });
  });

  it('RSS 1.0, whose items stand beside the channel', async () => {
    const feed =
      await read(`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
        xmlns:dc="http://purl.org/dc/elements/1.1/">
      <channel rdf:about="https://paper.example/"><title>Paper</title><link>https://paper.example/</link>
        <dc:language>ja</dc:language>
        <items><rdf:Seq><rdf:li rdf:resource="https://paper.example/1"/></rdf:Seq></items></channel>
      <image rdf:about="x"><title>Logo</title></image>
      <item rdf:about="https://paper.example/1"><title>First</title><dc:date>2026-03-01T12:00:00+09:00</dc:date></item>
      <item rdf:about="https://paper.example/2"><title>Second</title><link>https://paper.example/two</link></item>
      </rdf:RDF>`);
    expect(feed).toMatchObject({ format: 'rdf', title: 'Paper', language: 'ja' });
    expect(feed.items).toMatchObject([
      {
        title: 'First',
        guid: 'https://paper.example/1',
        url: 'https://paper.example/1',
        publishedAt: new Date('2026-03-01T03:00:00Z'),
      },
      { title: 'Second', guid: 'https://paper.example/2', url: 'https://paper.example/two' },
    ]);
  });

  it.each([
    [
      'RSS 0.91',
      '<rss version="0.91"><channel><item><title>A</title></item><item><title>B</title></item></channel></rss>',
    ],
    ['RSS of no version', '<rss><channel><item><title>A</title></item><item><title>B</title></item></channel></rss>'],
    ['a bare channel', '<channel><item><title>A</title></item><item><title>B</title></item></channel>'],
    [
      'items beside the channel',
      '<rss version="2.0"><channel/><item><title>A</title></item><item><title>B</title></item></rss>',
    ],
    [
      'capitals',
      '<RSS VERSION="2.0"><CHANNEL><ITEM><TITLE>A</TITLE></ITEM><Item><Title>B</Title></Item></CHANNEL></RSS>',
    ],
    [
      'a prefix of its own',
      '<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry><a:title>A</a:title></a:entry><a:entry><a:title>B</a:title></a:entry></a:feed>',
    ],
    [
      'Atom 0.3',
      '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry><title mode="escaped">A</title></entry><entry><title>B</title></entry></feed>',
    ],
    [
      'a news sitemap',
      '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://p.example/a</loc><n:news><n:publication><n:name>P</n:name></n:publication><n:title>A</n:title></n:news></url><url><n:news><n:title>B</n:title></n:news></url></urlset>',
    ],
    [
      'junk before',
      'Warning: mysql_connect() in <b>db.php</b>\n<br />\n \ufeff<?xml version="1.0"?>\n<rss><channel><item><title>A</title></item><item><title>B</title></item></channel></rss>',
    ],
    [
      'junk after',
      '<rss><channel><item><title>A</title></item><item><title>B</title></item></channel></rss><script>x</script><title>no</title> & so on',
    ],
    ['no end', '<rss><channel><item><title>A</title></item><item><title>B'],
    ['items that are not closed', '<rss><channel><item><title>A</title><item><title>B</title></channel></rss>'],
    [
      'crossed tags',
      '<rss><channel><item><title>A</title><b><i>x</b></i></item><item><title>B</title></channel></item></rss>',
    ],
    [
      'control characters',
      '<rss><channel>\u0000<item><title>\u0001A\u000b</title></item><item><title>\ud800B\uffff&#0;&#x1f;</title></item></channel></rss>',
    ],
    [
      'a document type with entities',
      '<!DOCTYPE rss [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;">]><rss><channel><item><title>A</title></item><item><title>B</title></item></channel></rss>',
    ],
  ])('%s', async (_, text) => {
    expect((await read(text)).items.map(({ title }) => title.replace('\ufffd', ''))).toEqual(['A', 'B']);
  });

  it.each([
    ['<title>A &amp; B</title>', 'A & B'],
    ['<title>A & B</title>', 'A & B'],
    ['<title>A &amp;amp; B</title>', 'A & B'],
    ['<title><![CDATA[A &amp; <i>B</i>]]></title>', 'A & B'],
    ['<title>Caf&eacute; &nbsp;&mdash; &unknown; &#8217;&#146;</title>', 'Café — &unknown; ’’'],
    ['<title>A < B and <b>C</b></title>', 'A < B and C'],
    ['<title>\n  A\n  B </title>', 'A B'],
    ['<title></title><dc:title>From Dublin</dc:title>', 'From Dublin'],
    ['<title type="html"><em>A</em></title>', 'A'],
    ['<media:content><media:title>Photo</media:title></media:content><title>A</title>', 'A'],
    ['<description>No title</description>', ''],
  ])('the RSS title of %j', async (item, title) => {
    expect((await readOne(item)).title).toBe(title);
  });

  it.each([
    ['<title>A &lt;b&gt; &amp;amp; c</title>', 'A <b> &amp; c'],
    ['<title type="text">A &lt;b&gt;</title>', 'A <b>'],
    ['<title type="html">A &lt;b&gt;b&lt;/b&gt; &amp;amp;</title>', 'A b &'],
    ['<title type="html"><![CDATA[A <b>b</b> &amp;]]></title>', 'A b &'],
  ])('the Atom title of %j', async (entry, title) => {
    expect((await readOne(entry, atom)).title).toBe(title);
  });

  it.each([
    ['<link>https://a.example/1</link>', 'https://a.example/1'],
    ['<link>https://a.example/?a=1&b=2</link>', 'https://a.example/?a=1&b=2'],
    ['<link>\n https://a.example/1 \n</link>', 'https://a.example/1'],
    ['<link><![CDATA[https://a.example/1]]></link>', 'https://a.example/1'],
    ['<link href="https://a.example/1"/>', 'https://a.example/1'],
    ['<link>/news/1</link>', 'https://paper.example/news/1'],
    ['<link/><guid>https://a.example/1</guid>', 'https://a.example/1'],
    ['<guid isPermaLink="false">https://a.example/1</guid>', undefined],
    ['<guid>1234</guid>', undefined],
    ['<guid>1234</guid><enclosure url="https://a.example/1.mp3"/>', 'https://a.example/1.mp3'],
    ['<atom:link rel="self" href="https://a.example/self"/><link>https://a.example/1</link>', 'https://a.example/1'],
    ['<link>javascript:alert(1)</link>', undefined],
    ['<link>mailto:a@b.example</link><guid>https://a.example/1</guid>', 'https://a.example/1'],
  ])('the link of %j', async (item, link) => {
    expect((await readOne(item)).url).toBe(link);
  });

  it.each([
    ['<description>One<br>two &amp; <b>three</description>', 'One\ntwo & three'],
    ['<description>&lt;p&gt;One&lt;/p&gt;&lt;p&gt;Two&lt;/p&gt;</description>', 'One\nTwo'],
    [
      '<description>The longer one of the two</description><content:encoded>Short</content:encoded>',
      'The longer one of the two',
    ],
    ['<itunes:summary>Heard</itunes:summary>', 'Heard'],
    ['<description>Kept<script>alert(1)</script></description>', 'Kept'],
  ])('the text of %j', async (item, text) => {
    expect((await readOne(item)).text).toBe(text);
  });

  it.each([
    ['<author>desk@paper.example (Jane Doe)</author>', 'Jane Doe'],
    ['<author>Jane &amp; Jo</author>', 'Jane & Jo'],
    ['<itunes:author>Jane</itunes:author>', 'Jane'],
    ['<title>x</title>', undefined],
  ])('the author of %j', async (item, author) => {
    expect((await readOne(item)).author).toBe(author);
  });

  it.each([
    ['<pubDate>Sun, 01 Mar 2026 12:00:00 MSK</pubDate>', '2026-03-01T09:00:00.000Z'],
    ['<pubDate>soon</pubDate><dc:date>2026-03-01</dc:date>', '2026-03-01T00:00:00.000Z'],
    ['<pubDate>2026-03-01 12:00:00</pubDate>', '2026-03-01T12:00:00.000Z'],
    ['<pubDate>soon</pubDate>', undefined],
  ])('the date of %j', async (item, date) => {
    expect((await readOne(item)).publishedAt?.toISOString()).toBe(date);
  });

  it('JSON Feed', async () => {
    const item = await readOne(
      {
        id: 7,
        url: '/1',
        title: 'A <b> & c',
        content_html: '<p>One</p><p>Two</p>',
        date_published: '2026-03-01T12:00:00+09:00',
        authors: [{ name: 'Jane' }],
        tags: ['asia', null],
      } as never,
      json as never,
    );
    expect(item).toEqual({
      guid: '7',
      url: 'https://paper.example/1',
      title: 'A <b> & c',
      text: 'One\nTwo',
      html: '<p>One</p><p>Two</p>',
      author: 'Jane',
      categories: ['asia'],
      enclosures: [],
      publishedAt: new Date('2026-03-01T03:00:00Z'),
      updatedAt: undefined,
    });
  });

  it('as many items as there are', async () => {
    const inner = Array.from({ length: 500 }, (_, i) => `<item><title>${i}</title></item>`).join('\n');
    expect((await read(`<rss version="2.0"><channel>${inner}</channel></rss>`)).items).toHaveLength(500);
  });
});
