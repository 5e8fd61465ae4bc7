import fc from 'fast-check';
import { findFeedLinks } from './find-feed-links.js';

const page = 'https://news.example/world/today.html';
const urls = (html: string, url = page) => findFeedLinks(html, url).map((link) => link.url);
const channel = 'UCabcdefghijklmnopqrstuv';

describe('findFeedLinks', () => {
  it.each<[string, string, string[]]>([
    ['RSS', '<link rel="alternate" type="application/rss+xml" href="/feed">', ['https://news.example/feed']],
    ['Atom', '<link rel="alternate" type="application/atom+xml" href="a.atom">', ['https://news.example/world/a.atom']],
    ['RDF', '<LINK REL=alternate TYPE="application/rdf+xml" HREF=/rdf>', ['https://news.example/rdf']],
    [
      'JSON Feed',
      '<link rel="alternate" type="application/feed+json" href="/f.json">',
      ['https://news.example/f.json'],
    ],
    [
      'JSON Feed by its first type',
      '<link rel="alternate" type="application/json" href="/f.json">',
      ['https://news.example/f.json'],
    ],
    ['plain XML', '<link rel="alternate" type="text/xml" href="/x">', ['https://news.example/x']],
    [
      'a type with a charset',
      '<link rel="alternate" type="application/rss+xml; charset=utf-8" href="/f">',
      ['https://news.example/f'],
    ],
    [
      'several relations',
      '<link rel="home alternate" type="application/rss+xml" href="/f">',
      ['https://news.example/f'],
    ],
    ['rel=feed', '<link rel="feed" href="/f">', ['https://news.example/f']],
    [
      'an ampersand written as an entity',
      '<link rel="feed" href="/f?a=1&amp;b=2">',
      ['https://news.example/f?a=1&b=2'],
    ],
    ['a base', '<base href="//cdn.example/x/"><link rel="feed" href="f">', ['https://cdn.example/x/f']],
    [
      'a feed: address',
      '<link rel="feed" href="feed://news.example/f"><link rel="feed" href="feed:https://news.example/g">',
      ['http://news.example/f', 'https://news.example/g'],
    ],
    ['a link in the body', '<body><div><link rel="feed" href="/f"></div></body>', ['https://news.example/f']],
    ['an anchor by its path', '<a href="/rss/world.xml">World</a>', ['https://news.example/rss/world.xml']],
    ['an anchor by its ending', '<a href="/world.rss">World</a>', ['https://news.example/world.rss']],
    ['an anchor by its query', '<a href="/?feed=rss2">World</a>', ['https://news.example/?feed=rss2']],
    ['an anchor by its label', '<a href="/export?id=7">Подписка на RSS</a>', ['https://news.example/export?id=7']],
    [
      'an anchor by its picture',
      '<a href="/export?id=7"><img alt="RSS" src="i.png"></a>',
      ['https://news.example/export?id=7'],
    ],
    ['an anchor that is never closed', '<a href="/feed/">Feed<a href="/about">About', ['https://news.example/feed/']],
  ])('finds %s', (_, html, expected) => {
    expect(urls(html)).toEqual(expected);
  });

  it.each([
    ['a style sheet', '<link rel="alternate stylesheet" type="text/css" href="/a.css">'],
    ['a page in another language', '<link rel="alternate" hreflang="de" href="/de">'],
    ['what a program reads', '<link rel="alternate" type="application/json" href="/wp-json/wp/v2/posts/1">'],
    [
      'an embedding',
      '<link rel="alternate" type="application/json+oembed" href="/oembed?url=x"><link rel="alternate" type="text/xml" href="/oembed?format=xml">',
    ],
    ['a script address', '<link rel="feed" href="javascript:alert(1)"><a href="mailto:rss@news.example">RSS</a>'],
    ['an empty address', '<link rel="feed" href=""><link rel="feed">'],
    ['the page itself', `<link rel="feed" href="${page}#top">`],
    [
      'words that only contain it',
      '<a href="/feedback">Feedback</a><a href="/a">Versatile atomics, crossing</a><a href="/gross.html">x</a>',
    ],
    ['what a comment holds', '<!-- <link rel="feed" href="/f"> -->'],
    ['what a script holds', '<script>"<link rel=feed href=/f>"</script>'],
  ])('does not take %s for one', (_, html) => {
    expect(urls(html)).toEqual([]);
  });

  it('gives each once: declared ones first, then what is known, then anchors', () => {
    const html = `<head><meta name="generator" content="WordPress 6.5"></head><a href="/rss">RSS</a><a href="/feed/">feed</a>
      <link rel="alternate" type="application/rss+xml" href="/comments/feed/"><link rel="alternate" type="application/rss+xml" href="/comments/feed/#x">`;
    expect(findFeedLinks(html, 'https://blog.example/')).toEqual([
      { url: 'https://blog.example/comments/feed/', via: 'declared' },
      { url: 'https://blog.example/feed/', via: 'known-address' },
      { url: 'https://blog.example/rss', via: 'anchor' },
    ]);
  });

  it.each<[string, string, string, string[]]>([
    [
      'a YouTube channel',
      `https://www.youtube.com/channel/${channel}/videos`,
      '',
      [`https://www.youtube.com/feeds/videos.xml?channel_id=${channel}`],
    ],
    [
      'a YouTube handle',
      'https://m.youtube.com/@desk',
      `<meta itemprop="identifier" content="${channel}">`,
      [`https://www.youtube.com/feeds/videos.xml?channel_id=${channel}`],
    ],
    [
      'a YouTube list',
      'https://www.youtube.com/playlist?list=PL-1_a',
      '',
      ['https://www.youtube.com/feeds/videos.xml?playlist_id=PL-1_a'],
    ],
    [
      'a YouTube video',
      'https://www.youtube.com/watch?v=1',
      `<meta itemprop="channelId" content="${channel}">`,
      [`https://www.youtube.com/feeds/videos.xml?channel_id=${channel}`],
    ],
    [
      'a repository',
      'https://github.com/owner/name/issues',
      '',
      ['releases', 'tags', 'commits'].map((of) => `https://github.com/owner/name/${of}.atom`),
    ],
    ['a developer', 'https://github.com/owner', '', ['https://github.com/owner.atom']],
    ['a subreddit', 'https://old.reddit.com/r/worldnews/top', '', ['https://www.reddit.com/r/worldnews/.rss']],
    ['a writer on Medium', 'https://medium.com/@desk', '', ['https://medium.com/feed/@desk']],
    [
      'a person on Mastodon',
      'https://social.example/@desk',
      '<meta name="generator" content="Mastodon v4.3">',
      ['https://social.example/@desk.rss'],
    ],
    ['a post on Mastodon', 'https://social.example/@desk/1', '<meta name="generator" content="Mastodon v4.3">', []],
    ['a handle elsewhere', 'https://social.example/@desk', '', []],
    [
      'a post on WordPress',
      'https://blog.example/2026/11/post/',
      '<meta name="generator" content="WordPress 6.5">',
      ['https://blog.example/feed/'],
    ],
    [
      'a blog in a folder',
      'https://site.example/blog/',
      '<meta name="generator" content="WordPress 6.5">',
      ['https://site.example/blog/feed/', 'https://site.example/feed/'],
    ],
    ['a page of GitHub’s own', 'https://github.com/features', '', []],
  ])('knows where %s keeps its feed', (_, url, html, expected) => {
    expect(urls(html, url)).toEqual(expected);
  });

  it('takes no more than a few anchors, and reads a hostile page at once', () => {
    const anchors = Array.from({ length: 500 }, (_, at) => `<a href="/rss/${at}.xml">RSS</a>`).join('');
    expect(urls(anchors)).toHaveLength(10);
    const started = performance.now();
    urls(`<link rel="feed" href="/f">${'<div>'.repeat(500_000)}`);
    urls(`<a href="${'x/feed/'.repeat(100_000)}" title="${'rss '.repeat(100_000)}">`);
    expect(performance.now() - started).toBeLessThan(3_000);
  });

  it('throws at nothing, and gives web addresses only', () => {
    const piece = fc.constantFrom(
      '<link rel=feed href=',
      '<a href=',
      '"/rss"',
      '>',
      '<base href=',
      "'",
      'http://[',
      '//',
      '<',
      '&#0;',
      '<meta name=generator content=WordPress>',
      '</a>',
      '\0',
      'feed:',
      '<!--',
      '-->',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), fc.webUrl(), (pieces, url) => {
        for (const link of findFeedLinks(pieces.join(''), url)) expect(new URL(link.url).protocol).toMatch(/^https?:$/);
      }),
    );
  });
});
