import { getDomain } from 'tldts';

export interface StorySource {
  url: string | null;
  feedUrl: string;
  siteUrl: string | null;
  feedTitle: string;
}

/** Where others' stories are carried: the address says who carries, and the feed who speaks. */
const CARRIERS = new Set([
  'feedburner.com',
  'feedburner.google.com',
  'feedproxy.google.com',
  'google.com',
  'feedblitz.com',
  'rss.app',
  'rsshub.app',
  'feed43.com',
  'fetchrss.com',
  'politepol.com',
  'msn.com',
  'yahoo.com',
  'apple.news',
  't.me',
  'telegram.me',
  'youtube.com',
  'x.com',
  'twitter.com',
  'facebook.com',
  'medium.com',
  'substack.com',
]);

/**
 * How many publishing houses tell of it. A house is a registrable domain, whatever its feeds and subdomains: that of the story's
 * address; where that is a carrier's or there is none, that of the feed's site, then of the feed; last the feed's name.
 */
export function countIndependentSources(sources: readonly StorySource[]): number {
  return new Set(sources.map(houseOf)).size;
}

function houseOf({ url, siteUrl, feedUrl, feedTitle }: StorySource): string {
  for (const address of [url, siteUrl, feedUrl]) {
    const host = address !== null && URL.canParse(address) ? new URL(address).hostname : '';
    const domain = getDomain(host, { allowPrivateDomains: true });
    if (domain && !CARRIERS.has(domain)) return domain;
  }
  return feedTitle.trim().toLowerCase();
}
