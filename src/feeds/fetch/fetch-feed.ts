import { type Readable } from 'node:stream';
import { type Dispatcher, request as send } from 'undici';
import { type AddressGuard, createGuardedAgent } from './address-guard.js';
import { first, readMaxAgeMs, readRetryAfterMs } from './cache-hints.js';
import { decodeBody } from './decode-body.js';
import { type FetchFailure, type FetchOutcome } from './fetch-outcome.js';
import { describeNetworkError } from './network-failure.js';

export interface FeedRequest {
  url: string;
  etag?: string | null;
  lastModified?: string | null;
  /** The Accept header; left out, that of a feed reader. */
  accept?: string;
}

/** Injection token of {@link FeedClient}. */
export const FEED_CLIENT = Symbol('feed client');

export interface FeedClient {
  /** Never rejects: whatever happens is an outcome. */
  fetch(request: FeedRequest, signal?: AbortSignal): Promise<FetchOutcome>;
  close(): Promise<void>;
}

export interface FeedClientOptions {
  userAgent: string;
  /** For the whole fetch, all hops and the body included: a server that drips bytes cannot hold a worker. */
  timeoutMs: number;
  /** Of the body, decompressed. */
  maxBytes: number;
  maxRedirects: number;
  addressGuard: AddressGuard;
  now?: () => Date;
}

const acceptFeeds =
  'application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, application/xml;q=0.8, text/xml;q=0.8, */*;q=0.5';
const redirects = new Set([301, 302, 303, 307, 308]);
const permanent = new Set([301, 308]);

type Hop = { kind: 'redirect'; to: URL; isPermanent: boolean } | FetchOutcome;
type Limits = FeedClientOptions & { agent: Dispatcher; deadline: AbortSignal };

export function createFeedClient(options: FeedClientOptions): FeedClient {
  const agent = createGuardedAgent(options.addressGuard, { connectTimeoutMs: options.timeoutMs });
  return {
    async fetch(request, signal) {
      const url = parseHttpUrl(request.url);
      if (!url) return failed('invalid-url', undefined, 'not an http or https address');
      const deadline = new AbortController();
      const timer = setTimeout(() => deadline.abort('timeout'), options.timeoutMs);
      const abort = () => deadline.abort('aborted');
      if (signal?.aborted) abort();
      signal?.addEventListener('abort', abort);
      try {
        return await follow(request, url, { ...options, agent, deadline: deadline.signal });
      } finally {
        clearTimeout(timer);
        signal?.removeEventListener('abort', abort);
      }
    },
    close: () => agent.destroy(),
  };
}

async function follow(request: FeedRequest, start: URL, limits: Limits): Promise<FetchOutcome> {
  const seen = new Set<string>();
  let url = start;
  let isMoved = true;
  for (let hops = 0; ; hops += 1) {
    if (seen.has(url.href)) return failed('redirect-loop', url, 'the redirects go in a circle');
    if (hops > limits.maxRedirects)
      return failed('too-many-redirects', url, `more than ${limits.maxRedirects} redirects`);
    seen.add(url.href);
    let hop: Hop;
    try {
      hop = await fetchOnce(request, url, limits);
    } catch (error) {
      return describeFailure(error, url, limits);
    }
    if ((hop.kind === 'fresh' || hop.kind === 'not-modified') && hops > 0 && isMoved)
      return { ...hop, movedTo: hop.finalUrl };
    if (hop.kind !== 'redirect') return hop;
    isMoved &&= hop.isPermanent;
    url = hop.to;
  }
}

async function fetchOnce(request: FeedRequest, url: URL, limits: Limits): Promise<Hop> {
  const response = await send(withoutUserinfo(url), {
    dispatcher: limits.agent,
    signal: limits.deadline,
    // The deadline covers both; undici's own would only blur which limit was hit.
    headersTimeout: 0,
    bodyTimeout: 0,
    headers: {
      'user-agent': limits.userAgent,
      accept: request.accept ?? acceptFeeds,
      'accept-encoding': 'gzip, deflate, br',
      ...(request.etag ? { 'if-none-match': request.etag } : {}),
      ...(request.lastModified ? { 'if-modified-since': request.lastModified } : {}),
      ...basicAuthorization(url),
    },
  });
  const { statusCode: status, headers, body } = response;
  try {
    return await readResponse(request, url, { status, headers, body }, limits);
  } finally {
    // Whatever is not read to its end must not hold the socket; destroying may report an abort that nobody waits for.
    body.on('error', () => undefined).destroy();
  }
}

async function readResponse(
  request: FeedRequest,
  url: URL,
  { status, headers, body }: { status: number; headers: Dispatcher.ResponseData['headers']; body: Readable },
  limits: Limits,
): Promise<Hop> {
  const cached = {
    etag: first(headers, 'etag'),
    lastModified: first(headers, 'last-modified'),
    maxAgeMs: readMaxAgeMs(headers),
  };
  const location = first(headers, 'location');
  if (redirects.has(status) && location !== undefined) return redirectTo(location, url, permanent.has(status));
  // Without a validator in the request there is nothing that a 304 could confirm.
  if (status === 304 && (request.etag || request.lastModified))
    return { kind: 'not-modified', finalUrl: url.href, ...cached };
  if (status === 410) return { kind: 'gone', status };
  if (status === 429 || status === 503) {
    return { kind: 'retry-later', status, afterMs: readRetryAfterMs(headers, limits.now?.() ?? new Date()) };
  }
  if (status < 200 || status > 299) return failed('http-status', url, `HTTP status ${status}`, status);
  const tooLarge = () => failed('too-large', url, `more than ${limits.maxBytes} bytes`, status);
  if (Number(first(headers, 'content-length') ?? 0) > limits.maxBytes) return tooLarge();
  const raw = await readCapped(body, limits.maxBytes);
  if (!raw) return tooLarge();
  const decoded = await decodeBody(raw, [headers['content-encoding'] ?? []].flat().join(','), limits.maxBytes);
  if (!decoded.ok) return failed(decoded.reason, url, decoded.cause, status);
  return {
    kind: 'fresh',
    status,
    finalUrl: url.href,
    body: decoded.body,
    contentType: first(headers, 'content-type'),
    links: [headers['link'] ?? []].flat().join(', ') || undefined,
    ...cached,
  };
}

async function readCapped(body: Readable, maxBytes: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function redirectTo(location: string, from: URL, isPermanent: boolean): Hop {
  const to = parseHttpUrl(location, from);
  if (!to) return failed('invalid-url', from, 'redirects to something that is no http or https address');
  // A password given for one server goes to no other.
  if (to.origin === from.origin && to.username === '')
    Object.assign(to, { username: from.username, password: from.password });
  if (to.hash === '') to.hash = from.hash;
  return { kind: 'redirect', to, isPermanent };
}

function describeFailure(error: unknown, url: URL, limits: Limits): FetchOutcome {
  if (limits.deadline.aborted) {
    return limits.deadline.reason === 'timeout'
      ? failed('timeout', url, `not done within ${limits.timeoutMs} ms`)
      : failed('aborted', url, 'given up');
  }
  const { reason, cause } = describeNetworkError(error);
  return failed(reason, url, cause);
}

function failed(
  reason: FetchFailure,
  url: URL | undefined,
  cause: string,
  status?: number,
): Extract<FetchOutcome, { kind: 'failed' }> {
  const message = url ? `${url.host}: ${cause}` : cause;
  return { kind: 'failed', reason, message, ...(status === undefined ? {} : { status }) };
}

function parseHttpUrl(text: string, base?: URL): URL | undefined {
  const url = URL.canParse(text, base?.href) ? new URL(text, base?.href) : undefined;
  return url?.protocol === 'http:' || url?.protocol === 'https:' ? url : undefined;
}

function withoutUserinfo(url: URL): URL {
  return Object.assign(new URL(url), { username: '', password: '' });
}

function basicAuthorization(url: URL): Record<string, string> {
  if (url.username === '') return {};
  const credentials = `${decodeUserinfo(url.username)}:${decodeUserinfo(url.password)}`;
  return { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` };
}

function decodeUserinfo(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A lone % is not an escape but the character itself.
    return text;
  }
}
