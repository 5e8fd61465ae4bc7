import { type FeedAnswer, type FeedServer, startFeedServer } from '../../../test/support/feed-server.js';
import { createAddressGuard } from './address-guard.js';
import { createFeedClient, type FeedClient, type FeedRequest } from './fetch-feed.js';
import { type FetchOutcome } from './fetch-outcome.js';

const now = new Date('2026-03-01T12:00:00Z');
const maxBytes = 200_000;
const items = [{ title: 'Kim & Putin sign', guid: '1' }];

let server: FeedServer;
let other: FeedServer;
let client: FeedClient;
beforeAll(async () => {
  server = await startFeedServer();
  other = await startFeedServer();
  client = newClient(['127.0.0.0/8']);
});
afterAll(async () => {
  await client.close();
  await server.close();
  await other.close();
});
beforeEach(() => {
  server.requests.length = 0;
  other.requests.length = 0;
});

function newClient(allowNetworks: string[], allowOrigins: string[] = [], timeoutMs = 20_000): FeedClient {
  const addressGuard = createAddressGuard({ allowNetworks, allowOrigins });
  return createFeedClient({
    userAgent: 'Wirewatch/test',
    timeoutMs,
    maxBytes,
    maxRedirects: 3,
    addressGuard,
    now: () => now,
  });
}

function fetchAnswer(answer: FeedAnswer, request: Partial<FeedRequest> = {}): Promise<FetchOutcome> {
  server.setFeed('/feed', answer);
  return client.fetch({ url: `${server.url}/feed`, ...request });
}

function bodyOf(outcome: FetchOutcome): string {
  return outcome.kind === 'fresh' ? outcome.body.toString() : JSON.stringify(outcome);
}

describe('fetchFeed', () => {
  it('gives body, type, validators and how long they hold', async () => {
    const headers = { 'cache-control': 'public, max-age=600', age: '60' };
    const outcome = await fetchAnswer({ items, etag: 'W/"a-\u00e9"', lastModified: 'yesterday, they say', headers });
    expect(outcome).toMatchObject({
      kind: 'fresh',
      status: 200,
      finalUrl: `${server.url}/feed`,
      contentType: 'application/rss+xml; charset=utf-8',
      etag: 'W/"a-\u00e9"',
      lastModified: 'yesterday, they say',
      maxAgeMs: 540_000,
    });
    expect(outcome).not.toHaveProperty('movedTo');
    expect(bodyOf(outcome)).toContain('Kim &amp; Putin sign');
    expect(server.requests[0]?.headers).toMatchObject({
      'user-agent': 'Wirewatch/test',
      'accept-encoding': 'gzip, deflate, br',
    });
  });

  it('sends both validators back byte for byte and knows a 304', async () => {
    const validators = { etag: 'W/"a-\u00e9"', lastModified: 'yesterday, they say' };
    const outcome = await fetchAnswer({ items, ...validators }, validators);
    expect(outcome).toMatchObject({ kind: 'not-modified', ...validators });
    expect(server.requests[0]?.headers).toMatchObject({
      'if-none-match': validators.etag,
      'if-modified-since': validators.lastModified,
    });
  });

  it('takes a 304 that nobody asked for as a failure', async () => {
    expect(await fetchAnswer({ status: 304 })).toMatchObject({ kind: 'failed', reason: 'http-status', status: 304 });
  });

  it.each(['gzip', 'deflate', 'deflate-raw', 'br'] as const)('reads %s', async (encoding) => {
    expect(bodyOf(await fetchAnswer({ items, encoding }))).toContain('Kim &amp; Putin sign');
  });

  it.each([
    ['gzip without its header', { headers: { 'content-encoding': 'identity' }, encoding: 'gzip' as const }],
    ['a gzip header without gzip', { headers: { 'content-encoding': 'gzip' } }],
    ['an empty body that claims gzip', { headers: { 'content-encoding': 'gzip' }, items: undefined, body: '' }],
  ])('reads %s', async (_, answer) => {
    const outcome = await fetchAnswer({ items, ...answer });
    expect(outcome.kind).toBe('fresh');
    expect(bodyOf(outcome)).toContain('body' in answer ? '' : 'Kim &amp; Putin sign');
  });

  const failures: [string, FeedAnswer, Partial<FetchOutcome>][] = [
    ['410', { status: 410 }, { kind: 'gone', status: 410 }],
    ['429 with seconds', { status: 429, retryAfter: '120' }, { kind: 'retry-later', status: 429, afterMs: 120_000 }],
    [
      '503 with a date',
      { status: 503, retryAfter: 'Sun, 01 Mar 2026 12:05:00 GMT' },
      { kind: 'retry-later', status: 503, afterMs: 300_000 },
    ],
    ['503 with nothing', { status: 503 }, { kind: 'retry-later', status: 503, afterMs: undefined }],
    ['404', { status: 404 }, { kind: 'failed', reason: 'http-status', status: 404 }],
    ['500', { status: 500 }, { kind: 'failed', reason: 'http-status', status: 500 }],
    ['an endless body', { trouble: 'endless' }, { kind: 'failed', reason: 'too-large' }],
    ['a length above the limit', { body: 'x'.repeat(maxBytes + 1) }, { kind: 'failed', reason: 'too-large' }],
    [
      'a decompression bomb',
      { body: Buffer.alloc(20_000_000), encoding: 'gzip' },
      { kind: 'failed', reason: 'too-large' },
    ],
    ['a brotli bomb', { body: Buffer.alloc(20_000_000), encoding: 'br' }, { kind: 'failed', reason: 'too-large' }],
    ['a connection reset', { trouble: 'reset' }, { kind: 'failed', reason: 'network' }],
    ['a body cut short', { trouble: 'cut' }, { kind: 'failed', reason: 'network' }],
    ['something that is not HTTP', { trouble: 'not-http' }, { kind: 'failed', reason: 'network' }],
    [
      'broken brotli',
      { body: 'plain text', headers: { 'content-encoding': 'br' } },
      { kind: 'failed', reason: 'decode' },
    ],
    [
      'an unknown encoding',
      { body: 'x', headers: { 'content-encoding': 'zstd' } },
      { kind: 'failed', reason: 'decode' },
    ],
    [
      'headers too large',
      { items, headers: { 'x-filler': 'x'.repeat(40_000) } },
      { kind: 'failed', reason: 'too-large' },
    ],
    ['a redirect to mailto', { redirectTo: 'mailto:a@b.c' }, { kind: 'failed', reason: 'invalid-url' }],
    ['a redirect to itself', { redirectTo: '/feed' }, { kind: 'failed', reason: 'redirect-loop' }],
  ];
  it.each(failures)('names %s', async (_, answer, expected) => {
    const outcome = await fetchAnswer(answer);
    expect(outcome).toMatchObject(expected);
    if (outcome.kind === 'failed') expect(outcome.message).toContain(new URL(server.url).host);
  });

  it.each(['drip', 'silent'] as const)('gives a server that is %s no more than its time', async (trouble) => {
    const impatient = newClient(['127.0.0.0/8'], [], 200);
    server.setFeed('/slow', { trouble });
    const outcome = await impatient.fetch({ url: `${server.url}/slow` });
    expect(outcome).toMatchObject({ kind: 'failed', reason: 'timeout', message: expect.stringContaining('200 ms') });
    await impatient.close();
  });

  it('gives up its sockets after trouble', async () => {
    const lone = newClient(['127.0.0.0/8'], [], 200);
    const quiet = await startFeedServer();
    for (const trouble of ['drip', 'endless', 'silent'] as const) {
      quiet.setFeed('/feed', { trouble });
      await lone.fetch({ url: `${quiet.url}/feed` });
    }
    await lone.close();
    while (quiet.openSockets() > 0) await new Promise(setImmediate);
    await quiet.close();
  });

  it.each([
    ['no URL', 'feed://nowhere', 'invalid-url'],
    ['nothing', '', 'invalid-url'],
    ['an unknown host', 'http://nobody.invalid/feed', 'dns'],
    ['a closed port', 'http://127.0.0.1:1/feed', 'connect'],
  ])('names %s', async (_, url, reason) => {
    expect(await client.fetch({ url })).toMatchObject({ kind: 'failed', reason });
  });

  it('names a server that does not speak TLS', async () => {
    const outcome = await client.fetch({ url: `${server.url.replace('http:', 'https:')}/feed` });
    expect(outcome).toMatchObject({ kind: 'failed', reason: 'tls' });
  });

  it('stops when told to, before and during', async () => {
    server.setFeed('/feed', { trouble: 'silent' });
    const controller = new AbortController();
    const pending = client.fetch({ url: `${server.url}/feed` }, controller.signal);
    controller.abort();
    expect(await pending).toMatchObject({ kind: 'failed', reason: 'aborted' });
    expect(await client.fetch({ url: `${server.url}/feed` }, controller.signal)).toMatchObject({ reason: 'aborted' });
  });

  it.each([
    [[301, 308], true],
    [[301, 302], false],
    [[307], false],
  ])('after hops of %j says moved: %s', async (statuses, isMoved) => {
    statuses.forEach((status, i) => server.setFeed(`/hop${i}`, { status, redirectTo: `/hop${i + 1}` }));
    server.setFeed(`/hop${statuses.length}`, { items });
    const outcome = await client.fetch({ url: `${server.url}/hop0` });
    const finalUrl = `${server.url}/hop${statuses.length}`;
    expect(outcome).toMatchObject({ kind: 'fresh', finalUrl });
    expect('movedTo' in outcome ? outcome.movedTo : undefined).toBe(isMoved ? finalUrl : undefined);
  });

  it('follows as many redirects as allowed and no more', async () => {
    for (let i = 0; i < 5; i += 1) server.setFeed(`/hop${i}`, { redirectTo: `/hop${i + 1}` });
    server.setFeed('/hop5', { items });
    expect(await client.fetch({ url: `${server.url}/hop2` })).toMatchObject({ kind: 'fresh' });
    expect(await client.fetch({ url: `${server.url}/hop1` })).toMatchObject({ reason: 'too-many-redirects' });
  });

  it('sends a password to its own server only, and to nobody who reads messages', async () => {
    const withPassword = server.url.replace('http://', 'http://desk:s%40cret@');
    server.setFeed('/hop', { redirectTo: `${other.url}/feed?token=abc` });
    other.setFeed('/feed?token=abc', { status: 500 });
    const outcome = await client.fetch({ url: `${withPassword}/hop?token=abc` });
    server.setFeed('/hop?token=abc', { redirectTo: `${other.url}/feed?token=abc` });
    const redirected = await client.fetch({ url: `${withPassword}/hop?token=abc` });
    expect(server.requests[0]?.headers.authorization).toBe(`Basic ${Buffer.from('desk:s@cret').toString('base64')}`);
    expect(other.requests).toHaveLength(1);
    expect(other.requests[0]?.headers).not.toHaveProperty('authorization');
    for (const { message } of [outcome, redirected] as { message: string }[]) {
      expect(message).toMatch(/^127\.0\.0\.1:\d+: HTTP status (404|500)$/);
    }
  });

  it('reaches no private address, by name, by number or through a redirect', async () => {
    const { port } = new URL(server.url);
    const guarded = newClient([], [other.url]);
    for (const host of ['127.0.0.1', 'localhost', '2130706433', '[::1]', '[::ffff:7f00:1]', '0.0.0.0']) {
      const outcome = await guarded.fetch({ url: `http://${host}:${port}/feed` });
      expect(outcome).toMatchObject({ kind: 'failed', reason: 'blocked-address' });
    }
    other.setFeed('/feed', { redirectTo: `${server.url}/feed` });
    expect(await guarded.fetch({ url: `${other.url}/feed` })).toMatchObject({ reason: 'blocked-address' });
    other.setFeed('/feed', { items });
    expect(await guarded.fetch({ url: `${other.url}/feed` })).toMatchObject({ kind: 'fresh' });
    expect(server.requests).toEqual([]);
    await guarded.close();
  });
});
