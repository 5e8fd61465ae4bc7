import { type FeedClient } from '../fetch/fetch-feed.js';
import { type FetchFailure, type FetchOutcome } from '../fetch/fetch-outcome.js';
import { type Article, type ArticleExtractor, type ExtractFailure } from './article.js';

export type ArticleFailure =
  | FetchFailure
  | ExtractFailure
  /** 404 and 410. */
  | 'gone'
  /** 429 and 503. */
  | 'throttled'
  /** The link leads to the site's front page: the article is no longer there. */
  | 'front-page';

/** What reading one article came to; messages are for people, and hold no query string or userinfo. */
export type ArticleOutcome =
  | { kind: 'read'; article: Article }
  /** It may work another time; `afterMs` is what the server asks for. */
  | { kind: 'retry-later'; reason: ArticleFailure; message: string; afterMs?: number }
  | { kind: 'failed'; reason: ArticleFailure; message: string };

const accept = 'text/html, application/xhtml+xml;q=0.9, */*;q=0.5';
const passing = new Set<FetchFailure>(['dns', 'connect', 'timeout', 'network']);
const passingStatuses = new Set([408, 425, 500, 502, 504, 520, 521, 522, 523, 524]);

/**
 * Fetches the page that a publisher links from its feed, and finds the article in it. Never rejects.
 *
 * robots.txt is not asked: it is for programs that find their own way through a site (RFC 9309), and this reads, once, what the
 * publisher has sent its readers to, as every feed reader and browser does, under an honest name. A site that does not want it
 * answers 403, which holds.
 */
export async function readArticle(
  url: string,
  { client, extractor }: { client: FeedClient; extractor: ArticleExtractor },
  signal?: AbortSignal,
): Promise<ArticleOutcome> {
  const fetched = await client.fetch({ url, accept }, signal);
  if (fetched.kind !== 'fresh') return describeFetch(fetched);
  if (isFrontPage(fetched.finalUrl) && !isFrontPage(url))
    return failed('front-page', 'the link leads to the front page of the site');
  const { body, contentType, finalUrl } = fetched;
  const extracted = await extractor.extract({ body, contentType, url: finalUrl }, signal);
  return extracted.kind === 'read' ? extracted : failed(extracted.reason, extracted.message);
}

function describeFetch(outcome: Exclude<FetchOutcome, { kind: 'fresh' }>): ArticleOutcome {
  switch (outcome.kind) {
    case 'not-modified':
      return failed('http-status', 'HTTP status 304 without a reason');
    case 'gone':
      return failed('gone', 'the article is gone (410)');
    case 'retry-later':
      return {
        kind: 'retry-later',
        reason: 'throttled',
        message: `the site asks for patience (${outcome.status})`,
        afterMs: outcome.afterMs,
      };
    case 'failed': {
      const { reason, message, status } = outcome;
      if (status === 404) return failed('gone', 'the article is not there (404)');
      const mayPass =
        reason === 'http-status' ? status !== undefined && passingStatuses.has(status) : passing.has(reason);
      return mayPass ? { kind: 'retry-later', reason, message } : failed(reason, message);
    }
  }
}

function isFrontPage(url: string): boolean {
  const { pathname, search } = new URL(url);
  return /^\/(index\.\w+|home|main)?\/?$/.test(pathname) && search === '';
}

function failed(reason: ArticleFailure, message: string): ArticleOutcome {
  return { kind: 'failed', reason, message };
}
