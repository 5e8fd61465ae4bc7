import { type FeedAnswer, type FeedServer, startFeedServer } from '../../../test/support/feed-server.js';
import { articlePages } from '../../../test/support/article-pages.js';
import { createAddressGuard } from '../fetch/address-guard.js';
import { createFeedClient, type FeedClient } from '../fetch/fetch-feed.js';
import { type ArticleExtractor } from './article.js';
import { extractArticle } from './extract-article.js';
import { readArticle } from './read-article.js';

const extractor: ArticleExtractor = { extract: async (page) => extractArticle(page), close: async () => undefined };
const html = { 'content-type': 'text/html; charset=utf-8' };
const newspaper = articlePages['a newspaper with all that sells beside the article'];
const russian = articlePages['Russian tables in windows-1251, named by the page alone'];
const page: FeedAnswer = { body: newspaper?.body, headers: html };

describe('readArticle', () => {
  let server: FeedServer;
  let client: FeedClient;

  beforeAll(async () => {
    server = await startFeedServer();
    client = createFeedClient({
      userAgent: 'Wirewatch/test',
      timeoutMs: 500,
      maxBytes: 100_000,
      maxRedirects: 3,
      addressGuard: createAddressGuard({ allowNetworks: [], allowOrigins: [server.url] }),
    });
  });
  afterAll(async () => {
    await client.close();
    await server.close();
  });

  const readPath = (path: string) => readArticle(server.url + path, { client, extractor });

  it('asks for a page, under an honest name, and gives the article', async () => {
    server.setFeed('/treaty', page);
    await expect(readPath('/treaty')).resolves.toMatchObject({
      kind: 'read',
      article: { text: expect.stringContaining(newspaper?.begins ?? '?'), language: 'en-GB' },
    });
    expect(server.requests.at(-1)?.headers).toMatchObject({
      accept: expect.stringMatching(/^text\/html/),
      'user-agent': 'Wirewatch/test',
    });
  });

  it('reads what a redirect leads to, with links from there, in the page’s own encoding', async () => {
    server.setFeed('/short', { redirectTo: '/ru/2026/treaty' });
    server.setFeed('/ru/2026/treaty', {
      body: Buffer.from(
        (russian?.body ?? Buffer.alloc(0)).toString('latin1').replace('<p>', '<p><a href="../a">x</a>'),
        'latin1',
      ),
      headers: { 'content-type': 'text/html' },
    });
    await expect(readPath('/short')).resolves.toMatchObject({
      kind: 'read',
      article: {
        text: expect.stringContaining(russian?.begins ?? '?'),
        html: expect.stringContaining(`href="${server.url}/ru/a"`),
      },
    });
  });

  it.each<[string, FeedAnswer, object]>([
    ['a missing page', { status: 404 }, { kind: 'failed', reason: 'gone' }],
    ['a page that is gone', { status: 410 }, { kind: 'failed', reason: 'gone' }],
    ['a page that is refused', { status: 403 }, { kind: 'failed', reason: 'http-status' }],
    ['a page for subscribers', { status: 402 }, { kind: 'failed', reason: 'http-status' }],
    ['an error of the server', { status: 502 }, { kind: 'retry-later', reason: 'http-status' }],
    [
      'too many requests',
      { status: 429, retryAfter: '30' },
      { kind: 'retry-later', reason: 'throttled', afterMs: 30_000 },
    ],
    ['a server under repair', { status: 503 }, { kind: 'retry-later', reason: 'throttled' }],
    ['a broken connection', { trouble: 'reset' }, { kind: 'retry-later', reason: 'network' }],
    ['a server without an answer', { trouble: 'silent' }, { kind: 'retry-later', reason: 'timeout' }],
    ['a page without an end', { trouble: 'endless' }, { kind: 'failed', reason: 'too-large' }],
    [
      'a PDF',
      { body: '%PDF-1.7', headers: { 'content-type': 'application/pdf' } },
      { kind: 'failed', reason: 'not-html' },
    ],
    [
      'a way into the private network',
      { redirectTo: 'http://127.0.0.1:9/' },
      { kind: 'failed', reason: 'blocked-address' },
    ],
    ['a way back to the front page', { redirectTo: '/' }, { kind: 'failed', reason: 'front-page' }],
    ['a feed in the place of a page', { items: [] }, { kind: 'failed', reason: 'not-html' }],
  ])('names %s, and whether to come again', async (_, answer, outcome) => {
    server.setFeed('/', page);
    server.setFeed('/article', answer);
    await expect(readPath('/article?token=secret')).resolves.toMatchObject({ reason: 'gone' });
    const read = await readPath('/article');
    expect(read).toMatchObject({ ...outcome, message: expect.stringMatching(/^[^?]{10,100}$/) });
  });
});
