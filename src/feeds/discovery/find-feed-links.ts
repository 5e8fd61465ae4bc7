import { Parser } from 'htmlparser2';
import { knownAddresses } from './known-addresses.js';

export interface FeedLink {
  /** Absolute, http or https. */
  url: string;
  /** How it was found. */
  via: 'declared' | 'known-address' | 'anchor';
}

/** Characters of a page; feeds are named near its beginning or in its footer. */
const MAX_LENGTH = 3_000_000;
// htmlparser2 spends time quadratic in the depth.
const MAX_DEPTH = 500;
/** A page that links more is a directory of feeds. */
const MAX_ANCHORS = 10;
const feedType = /^(application|text)\/(x[-.])?(rss|atom|rdf)(\+xml)?$|^application\/feed\+json$/i;
const generalType = /^(application|text)\/(xml|json)$/i;
// XML and JSON that sites declare for programs, and that are no feeds.
const forPrograms = /\/wp-json\/|oembed|manifest|opensearch|sitemap|xmlrpc|\.rsd\b/i;
const feedPath =
  /(^|\/)(rss|feeds?|atom)\/?$|(^|\/)(rss|rss2|feeds?|atom|index|rdf|news)\.(xml|rss|rdf|atom|json)$|\.(rss|atom|rdf)$|(^|\/)(rss|feeds?|atom)\//i;
const feedQuery = /[?&](feed|format|type|output|alt)=(rss2?|atom|rdf)\b/i;
const feedLabel = /(^|[^\p{L}])(rss|atom)([^\p{L}]|$)/iu;

/**
 * The feeds that a page points to, each once, the most certain first: its `link` elements, what is known of sites of its kind,
 * then anchors whose address or label speaks of a feed. Whether they are feeds is for the caller to see.
 */
export function findFeedLinks(html: string, pageUrl: string): FeedLink[] {
  const page = readPage(html, pageUrl);
  const found: FeedLink[] = [
    ...page.declared.map((url) => ({ url, via: 'declared' as const })),
    ...knownAddresses(pageUrl, page).map((url) => ({ url, via: 'known-address' as const })),
    ...page.anchors.slice(0, MAX_ANCHORS).map((url) => ({ url, via: 'anchor' as const })),
  ];
  const seen = new Set([withoutHash(pageUrl)]);
  return found.filter(({ url }) => !seen.has(url) && seen.add(url));
}

interface PageLinks {
  declared: string[];
  anchors: string[];
  generator: string;
  channelId: string;
}

function readPage(html: string, pageUrl: string): PageLinks {
  const page: PageLinks = { declared: [], anchors: [], generator: '', channelId: '' };
  let base: string | undefined;
  let depth = 0;
  let anchor: { href: string; label: string } | undefined;
  const endAnchor = () => {
    const url = anchor && resolve(anchor.href, base ?? pageUrl);
    if (url !== undefined && speaksOfFeed(url, anchor?.label ?? '')) page.anchors.push(url);
    anchor = undefined;
  };
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        depth += 1;
        if (depth > MAX_DEPTH) parser.pause();
        const { href = '', title = '', content = '' } = attributes;
        if (name === 'base') base ??= resolve(href, pageUrl);
        if (name === 'link' && declaresFeed(attributes)) {
          const url = resolve(href, base ?? pageUrl);
          if (url !== undefined) page.declared.push(url);
        }
        if (name === 'meta' && attributes['name']?.toLowerCase() === 'generator') page.generator ||= content;
        if (name === 'meta' && /^(identifier|channelId)$/.test(attributes['itemprop'] ?? ''))
          page.channelId ||= content;
        if (name === 'a') {
          endAnchor();
          if (href !== '') anchor = { href, label: `${title} ${attributes['aria-label'] ?? ''} ` };
        }
        if (name === 'img' && anchor) anchor.label += ` ${attributes['alt'] ?? ''} `;
      },
      ontext(text) {
        if (anchor && anchor.label.length < 200) anchor.label += text;
      },
      onclosetag(name) {
        depth -= 1;
        if (name === 'a') endAnchor();
      },
    },
    { decodeEntities: true },
  );
  parser.end(html.slice(0, MAX_LENGTH));
  return page;
}

function declaresFeed(attributes: Record<string, string>): boolean {
  const rels = (attributes['rel'] ?? '').toLowerCase().split(/\s+/);
  const type = attributes['type']?.split(';', 1)[0]?.trim() ?? '';
  if (rels.includes('feed')) return true;
  // A style sheet or a page in another language can be an alternate as well.
  if (!rels.includes('alternate') || rels.includes('stylesheet')) return false;
  return feedType.test(type) || (generalType.test(type) && !forPrograms.test(attributes['href'] ?? ''));
}

function speaksOfFeed(url: string, label: string): boolean {
  const { pathname, search } = new URL(url);
  if (forPrograms.test(pathname)) return false;
  return feedPath.test(pathname) || feedQuery.test(search) || feedLabel.test(label);
}

function resolve(href: string, base: string): string | undefined {
  // Feeds for readers that are programs of their own: feed://host/path and feed:https://host/path.
  const address = href
    .trim()
    .replace(/^feed:(\/\/)?(?=https?:)/i, '')
    .replace(/^feed:\/\//i, 'http://');
  if (address === '' || !URL.canParse(address, base)) return undefined;
  const url = withoutHash(new URL(address, base).href);
  return /^https?:/.test(url) ? url : undefined;
}

function withoutHash(url: string): string {
  return url.replace(/#.*$/, '');
}
