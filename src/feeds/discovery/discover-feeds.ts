import { decodePage } from '../article/decode-page.js';
import { type FeedClient } from '../fetch/fetch-feed.js';
import { type FetchOutcome } from '../fetch/fetch-outcome.js';
import { decodeFeed } from '../read/decode-feed.js';
import { type ParsedFeed, parseFeed } from '../read/parse-feed.js';
import { findFeedLinks } from './find-feed-links.js';
import { guessAddresses } from './guess-addresses.js';

export interface DiscoveredFeed {
  /** The address that was tried. */
  url: string;
  /** Where the document came from, after redirects. */
  finalUrl: string;
  title: string;
  format: ParsedFeed['format'];
  itemCount: number;
  newestItemAt: Date | null;
}

export interface TriedAddress {
  url: string;
  /** In words. */
  outcome: string;
}

export interface Discovery {
  /** The likeliest first; feeds of comments last. */
  feeds: DiscoveredFeed[];
  /** Every address that was looked at, in that order. */
  tried: TriedAddress[];
}

export interface DiscoveryLimits {
  /** Addresses looked at. 20 by default. */
  maxCandidates?: number;
  /** For everything. 30 s by default. */
  timeoutMs?: number;
}

const AT_ONCE = 2;
const accept =
  'text/html, application/xhtml+xml, application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.8';
const comments = /\bcomments?\b|комментари|коментар|댓글|评论|評論|コメント/iu;

type Seen =
  | { kind: 'feed'; feed: DiscoveredFeed; signature: string }
  | { kind: 'page'; html: string; finalUrl: string }
  | { kind: 'none'; outcome: string; isUnreachable: boolean };

/**
 * The feeds of a site, given any address of it: the address itself, else what its page points to, else the usual places. Each is
 * fetched and read before it is called a feed. Never rejects.
 */
export async function discoverFeeds(
  url: string,
  { client, now }: { client: FeedClient; now: () => Date },
  limits: DiscoveryLimits = {},
  signal?: AbortSignal,
): Promise<Discovery> {
  const { maxCandidates = 20, timeoutMs = 30_000 } = limits;
  const deadline = AbortSignal.timeout(timeoutMs);
  const ended = signal ? AbortSignal.any([signal, deadline]) : deadline;
  const feeds = new Map<string, DiscoveredFeed>();
  const tried: TriedAddress[] = [];
  const triedUrls = new Set<string>();

  const note = (address: string, seen: Seen): Seen => {
    if (seen.kind !== 'feed') {
      tried.push({ url: address, outcome: seen.kind === 'page' ? 'a web page, not a feed' : seen.outcome });
      return seen;
    }
    const { feed, signature } = seen;
    const twin = feeds.get(feed.finalUrl) ?? feeds.get(signature);
    tried.push({ url: address, outcome: twin ? `the same feed as ${twin.url}` : `a feed (${describeFeed(feed)})` });
    if (!twin) {
      feeds.set(feed.finalUrl, feed);
      feeds.set(signature, feed);
    }
    return seen;
  };
  /** In order, whichever answers first: of twins the likelier one stays. */
  const verify = async (addresses: string[], { untilFound = false } = {}) => {
    const fresh = addresses.filter((address) => !triedUrls.has(address)).slice(0, maxCandidates - triedUrls.size);
    for (let from = 0; from < fresh.length && !(untilFound && feeds.size > 0); from += AT_ONCE) {
      const batch = fresh.slice(from, from + AT_ONCE);
      for (const address of batch) triedUrls.add(address);
      const looks = batch.map(async (address) => [address, await look(address, { client, now }, ended)] as const);
      for (const [address, seen] of await Promise.all(looks)) note(address, seen);
    }
  };

  triedUrls.add(url);
  const start = note(url, await look(url, { client, now }, ended));
  if (start.kind === 'page') await verify(findFeedLinks(start.html, start.finalUrl).map((link) => link.url));
  const isReachable = start.kind !== 'none' || !start.isUnreachable;
  if (feeds.size === 0 && isReachable)
    await verify(guessAddresses(start.kind === 'page' ? start.finalUrl : url), { untilFound: true });
  return { feeds: [...new Set(feeds.values())].sort((one, other) => rank(one) - rank(other)), tried };
}

async function look(
  url: string,
  { client, now }: { client: FeedClient; now: () => Date },
  signal: AbortSignal,
): Promise<Seen> {
  if (signal.aborted) return { kind: 'none', outcome: 'not tried: out of time', isUnreachable: true };
  const outcome = await client.fetch({ url, accept }, signal);
  if (outcome.kind !== 'fresh') return { kind: 'none', ...describeFetch(outcome) };
  const { body, contentType, finalUrl } = outcome;
  const { text } = decodeFeed(body, contentType);
  const parsed = await parseFeed(text, finalUrl, now());
  if (parsed.ok) {
    const { title, format, items } = parsed.feed;
    const dates = items.flatMap(({ publishedAt, updatedAt }) => publishedAt ?? updatedAt ?? []).map(Number);
    // Dates ahead of the clock are mistakes.
    const newest = Math.max(...dates.filter((date) => date <= now().getTime()));
    return {
      kind: 'feed',
      feed: {
        url,
        finalUrl,
        title,
        format,
        itemCount: items.length,
        newestItemAt: Number.isFinite(newest) ? new Date(newest) : null,
      },
      signature: JSON.stringify([format, title, items.map((item) => item.guid ?? item.url ?? item.title)]),
    };
  }
  if (parsed.reason === 'html-page' || isPage(text, contentType))
    return { kind: 'page', html: decodePage(body, contentType), finalUrl };
  return { kind: 'none', outcome: `no feed: ${parsed.message}`, isUnreachable: false };
}

function isPage(text: string, contentType = ''): boolean {
  return (
    /^(text\/html|application\/xhtml)/i.test(contentType) ||
    /<(!doctype html|html|head|body)[\s>]/i.test(text.slice(0, 2_000))
  );
}

function describeFetch(outcome: Exclude<FetchOutcome, { kind: 'fresh' }>): { outcome: string; isUnreachable: boolean } {
  switch (outcome.kind) {
    case 'not-modified':
      return { outcome: 'HTTP status 304 without a reason', isUnreachable: false };
    case 'gone':
      return { outcome: 'gone for good (410)', isUnreachable: false };
    case 'retry-later':
      return { outcome: `the site asks for patience (${outcome.status})`, isUnreachable: true };
    case 'failed':
      // A page that is refused or missing says nothing of the site's other addresses; a host that does not answer does.
      return { outcome: outcome.message, isUnreachable: outcome.status === undefined };
  }
}

function describeFeed({ format, itemCount }: DiscoveredFeed): string {
  return `${format}, ${itemCount} ${itemCount === 1 ? 'item' : 'items'}`;
}

/** Empty feeds are often leftovers; what readers say of the news is not the news. */
function rank({ url, finalUrl, title, itemCount }: DiscoveredFeed): number {
  const places = `${new URL(url).pathname} ${new URL(finalUrl).pathname} ${title}`;
  if (comments.test(places)) return 2;
  return itemCount === 0 ? 1 : 0;
}
