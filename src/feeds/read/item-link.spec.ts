import { parseFeed } from './parse-feed.js';

const now = new Date('2026-03-01T12:00:00Z');

async function linkOf(item: string, wrap: 'rss' | 'atom', url?: string): Promise<string | undefined> {
  const text =
    wrap === 'rss'
      ? `<rss version="2.0"><channel><item>${item}</item></channel></rss>`
      : `<feed xmlns="http://www.w3.org/2005/Atom"><entry>${item}</entry></feed>`;
  const outcome = await parseFeed(text, url, now);
  if (!outcome.ok) throw new Error(outcome.message);
  return outcome.feed.items[0]?.url;
}

describe('the link of an RSS item', () => {
  it.each([
    [
      'is RSS’s own before Atom’s',
      '<atom:link href="https://b.example/"/><link>https://a.example/</link>',
      'https://a.example/',
    ],
    ['is Atom’s where RSS has none', '<atom:link href="https://b.example/"/>', 'https://b.example/'],
    ['stays as it was written', '<link>HTTP://A.example:80/путь?x=a b</link>', 'HTTP://A.example:80/путь?x=a b'],
    ['stays so under xml:base', '<link xml:base="https://b.example/">http://a.example</link>', 'http://a.example'],
    ['was escaped twice', '<link>https://a.example/?a=1&amp;amp;b=2</link>', 'https://a.example/?a=1&b=2'],
    ['is a guid that says so', '<guid isPermaLink="true">/a</guid>', '/a'],
    ['is no guid that says it is none', '<guid ispermalink="false">https://a.example/</guid>', undefined],
    [
      'is RSS’s guid before Atom’s id',
      '<atom:id>https://b.example/</atom:id><guid>https://a.example/</guid>',
      'https://a.example/',
    ],
    ['is not what lies within an image', '<image><link>https://b.example/</link></image>', undefined],
    ['is not a scheme that a reader must not follow', '<link>file:///etc/passwd</link>', undefined],
  ])('%s', async (_, item, link) => {
    expect(await linkOf(item, 'rss')).toBe(link);
  });
});

describe('the link of an Atom entry', () => {
  it.each([
    [
      'is a page before a file',
      '<link type="application/pdf" href="https://a.example/f"/><link type="text/html" href="https://a.example/p"/>',
      'https://a.example/p',
    ],
    [
      'may give its relation by address',
      '<link rel="http://www.iana.org/assignments/relation/alternate" href="https://a.example/"/>',
      'https://a.example/',
    ],
    ['may have an empty relation', '<link rel="" href="https://a.example/"/>', 'https://a.example/'],
    [
      'is not where it is edited',
      '<link rel="edit" href="https://a.example/e"/><link rel="self" href="https://a.example/s"/>',
      undefined,
    ],
    [
      'is another name of its page',
      '<link rel="canonical" href="https://a.example/"/><id>tag:a</id>',
      'https://a.example/',
    ],
    [
      'is its id before a related page',
      '<link rel="related" href="https://b.example/"/><id>https://a.example/</id>',
      'https://a.example/',
    ],
    [
      'is not a related page, which is another story',
      '<link rel="related" href="https://b.example/"/><id>tag:a</id>',
      undefined,
    ],
  ])('%s', async (_, entry, link) => {
    expect(await linkOf(entry, 'atom')).toBe(link);
  });

  it('is resolved against what the feed came from', async () => {
    expect(await linkOf('<link href="../a"/>', 'atom', 'https://p.example/feeds/x/')).toBe('https://p.example/feeds/a');
    expect(await linkOf('<link href="../a"/>', 'atom')).toBe('../a');
  });
});

describe('enclosures', () => {
  it('are RSS’s, Atom’s and Media RSS’s, each once', async () => {
    const item = `<enclosure url="/a.mp3" type="audio/mpeg" length="12"/><atom:link rel="enclosure" href="https://p.example/b.pdf"/>
      <media:group xmlns:media="http://search.yahoo.com/mrss/"><media:content url="https://p.example/c.jpg" type="image/jpeg" fileSize="7"><media:title>Photo</media:title></media:content>
      <media:content url="https://p.example/a.mp3"/><media:content url="javascript:x"/></media:group>`;
    const outcome = await parseFeed(
      `<rss><channel><item>${item}</item></channel></rss>`,
      'https://p.example/feed',
      now,
    );
    expect(outcome.ok && outcome.feed.items[0]).toMatchObject({
      title: '',
      enclosures: [
        { url: 'https://p.example/a.mp3', type: 'audio/mpeg', length: 12 },
        { url: 'https://p.example/b.pdf' },
        { url: 'https://p.example/c.jpg', type: 'image/jpeg', length: 7 },
      ],
    });
  });
});
