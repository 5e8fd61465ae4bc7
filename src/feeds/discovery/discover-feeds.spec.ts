import { type FeedAnswer, type FeedServer, startFeedServer } from '../../../test/support/feed-server.js';
import { createAddressGuard } from '../fetch/address-guard.js';
import { createFeedClient, type FeedClient } from '../fetch/fetch-feed.js';
import { discoverFeeds, type DiscoveryLimits } from './discover-feeds.js';

const now = () => new Date('2026-11-24T12:00:00Z');
const html = (body: string): FeedAnswer => ({ body, headers: { 'content-type': 'text/html; charset=utf-8' } });
const news: FeedAnswer = {
  title: 'News of the desk',
  items: [
    { title: 'One', guid: '1', pubDate: new Date('2026-11-23T08:00:00Z') },
    { title: 'Two', guid: '2', pubDate: new Date('2026-11-24T08:00:00Z') },
    { title: 'Ahead of its time', guid: '3', pubDate: new Date('2027-11-24T08:00:00Z') },
  ],
};
const remarks: FeedAnswer = { title: 'Comments for News', items: [{ title: 'By a reader', guid: 'c1' }] };

describe('discoverFeeds', () => {
  let server: FeedServer;
  let client: FeedClient;

  beforeEach(async () => {
    server = await startFeedServer();
    client = createFeedClient({
      userAgent: 'Wirewatch/test',
      timeoutMs: 5_000,
      maxBytes: 1_000_000,
      maxRedirects: 3,
      addressGuard: createAddressGuard({ allowNetworks: [], allowOrigins: [server.url] }),
    });
  });
  afterEach(async () => {
    await client.close();
    await server.close();
  });

  const serve = (answers: Record<string, FeedAnswer>) =>
    Object.entries(answers).forEach(([path, answer]) => server.setFeed(path, answer));
  const discover = (path: string, limits?: DiscoveryLimits) =>
    discoverFeeds(server.url + path, { client, now }, limits);
  const paths = () => server.requests.map(({ path }) => path);

  it('takes the address itself, where it is a feed, and asks for nothing else', async () => {
    serve({ '/feed': news });
    await expect(discover('/feed')).resolves.toEqual({
      feeds: [
        {
          url: `${server.url}/feed`,
          finalUrl: `${server.url}/feed`,
          title: 'News of the desk',
          format: 'rss',
          itemCount: 3,
          newestItemAt: new Date('2026-11-24T08:00:00Z'),
        },
      ],
      tried: [{ url: `${server.url}/feed`, outcome: 'a feed (rss, 3 items)' }],
    });
    expect(paths()).toEqual(['/feed']);
  });

  it('finds what the page declares, comments last, and does not guess then', async () => {
    serve({
      '/': html(
        '<link rel="alternate" type="application/rss+xml" href="/comments.xml"><link rel="alternate" type="application/rss+xml" href="/news.xml"><link rel="feed" href="/missing"><link rel="feed" href="/page">',
      ),
      '/comments.xml': remarks,
      '/news.xml': news,
      '/page': html('<p>No feed</p>'),
    });
    const { feeds, tried } = await discover('/');
    expect(feeds.map(({ title }) => title)).toEqual(['News of the desk', 'Comments for News']);
    expect(tried.map(({ url, outcome }) => [url.slice(server.url.length), outcome])).toEqual([
      ['/', 'a web page, not a feed'],
      ['/comments.xml', 'a feed (rss, 1 item)'],
      ['/news.xml', 'a feed (rss, 3 items)'],
      ['/missing', expect.stringContaining('404')],
      ['/page', 'a web page, not a feed'],
    ]);
    expect(server.requests[0]?.headers.accept).toMatch(/^text\/html/);
  });

  it('puts a feed that holds nothing after those that do', async () => {
    serve({
      '/': html('<link rel="feed" href="/empty"><link rel="feed" href="/comments"><link rel="feed" href="/news">'),
      '/empty': { title: 'Empty', items: [] },
      '/comments': remarks,
      '/news': news,
    });
    const { feeds } = await discover('/');
    expect(feeds.map(({ title }) => title)).toEqual(['News of the desk', 'Empty', 'Comments for News']);
  });

  it('names one feed once, under whatever addresses it can be had', async () => {
    serve({
      '/': html(
        '<link rel="feed" href="/old"><link rel="feed" href="/new"><link rel="feed" href="/copy"><link rel="feed" href="/json">',
      ),
      '/old': { redirectTo: '/new' },
      '/new': news,
      '/copy': news,
      '/json': {
        body: JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'News of the desk', items: [] }),
      },
    });
    const { feeds, tried } = await discover('/');
    expect(feeds.map(({ url, finalUrl, format }) => [url, finalUrl, format])).toEqual([
      [`${server.url}/old`, `${server.url}/new`, 'rss'],
      [`${server.url}/json`, `${server.url}/json`, 'json'],
    ]);
    expect(tried.filter(({ outcome }) => outcome === `the same feed as ${server.url}/old`)).toHaveLength(2);
  });

  it('guesses the usual places, below the page and then at the root, until there is one', async () => {
    serve({ '/world/': html('<p>Nothing declared</p>'), '/atom.xml': news });
    const { feeds } = await discover('/world/');
    expect(feeds).toMatchObject([{ url: `${server.url}/atom.xml` }]);
    expect(paths().slice(0, 3)).toEqual(['/world/', '/world/feed', '/world/rss']);
    expect(paths()).not.toContain('/feed.json');
    expect(new Set(paths()).size).toBe(paths().length);
  });

  it('guesses where the page itself is refused or missing', async () => {
    serve({ '/': { status: 403 }, '/feed': news });
    await expect(discover('/')).resolves.toMatchObject({ feeds: [{ url: `${server.url}/feed` }] });
  });

  it('asks a page in another encoding for its links', async () => {
    const body = Buffer.from(
      '<html><head><meta charset="windows-1251"></head><a href="/r?1">\xcb\xe5\xed\xf2\xe0 RSS</a>',
      'latin1',
    );
    serve({ '/': { body, headers: { 'content-type': 'text/html' } }, '/r?1': news });
    await expect(discover('/')).resolves.toMatchObject({ feeds: [{ url: `${server.url}/r?1` }] });
  });

  it('says of every address what was wrong, when there is no feed', async () => {
    serve({
      '/': html('<link rel="feed" href="/broken"><link rel="feed" href="http://127.0.0.1:1/">'),
      '/broken': { body: '{"a": 1}' },
      '/rss': { status: 500 },
    });
    const { feeds, tried } = await discover('/');
    expect(feeds).toEqual([]);
    expect(tried).toHaveLength(12);
    for (const { outcome } of tried) expect(outcome).toMatch(/^[^?]{5,120}$/);
    expect(tried.find(({ url }) => url === 'http://127.0.0.1:1/')?.outcome).toMatch(/loopback/);
  });

  it.each<[string, FeedAnswer, RegExp]>([
    ['does not answer', { trouble: 'reset' }, /connection/],
    ['asks for patience', { status: 429 }, /patience/],
  ])('leaves a host alone that %s', async (_, answer, outcome) => {
    serve({ '/': answer });
    await expect(discover('/')).resolves.toEqual({
      feeds: [],
      tried: [{ url: `${server.url}/`, outcome: expect.stringMatching(outcome) }],
    });
  });

  it('looks at twenty addresses at most, two at a time', async () => {
    let underWay = 0;
    let most = 0;
    const counting: FeedClient = {
      fetch: async (request, signal) => {
        most = Math.max(most, (underWay += 1));
        const outcome = await client.fetch(request, signal);
        underWay -= 1;
        return outcome;
      },
      close: async () => undefined,
    };
    serve({ '/a/': html(Array.from({ length: 9 }, (_, at) => `<link rel="feed" href="/no-${at}">`).join('')) });
    const { tried } = await discoverFeeds(`${server.url}/a/`, { client: counting, now });
    expect(tried).toHaveLength(20);
    expect(server.requests).toHaveLength(20);
    expect(most).toBe(2);
  });

  it('ends in time, with what it has', async () => {
    serve({
      '/': html('<link rel="feed" href="/news"><link rel="feed" href="/slow"><link rel="feed" href="/late">'),
      '/news': news,
      '/slow': { trouble: 'silent' },
      '/late': news,
    });
    const { feeds, tried } = await discover('/', { timeoutMs: 400 });
    expect(feeds).toMatchObject([{ title: 'News of the desk' }]);
    expect(tried.map(({ outcome }) => outcome)).toEqual([
      'a web page, not a feed',
      'a feed (rss, 3 items)',
      expect.stringContaining('given up'),
      'not tried: out of time',
    ]);
  });
});
