export interface Enclosure {
  /** Absolute, http or https. */
  url: string;
  /** As declared, such as `audio/mpeg`. */
  type?: string;
  /** Bytes, as declared. */
  length?: number;
}

export interface ParsedItem {
  guid?: string;
  /** Absolute, http or https; relative only where nobody said where the feed came from. */
  url?: string;
  /** Plain text on one line; empty where the item has none. */
  title: string;
  /** Plain text, one line a paragraph. */
  text: string;
  /** What `text` was made of, as the publisher wrote it and not safe to show; undefined where it had no markup. */
  html?: string;
  author?: string;
  categories: string[];
  enclosures: Enclosure[];
  /** As declared for this item alone, such as `ru-RU`. */
  language?: string;
  publishedAt?: Date;
  updatedAt?: Date;
}

/** What a feed asks of those who poll it. */
export interface PollingHints {
  /** RSS `ttl`. */
  ttlMs?: number;
  /** `sy:updatePeriod` over `sy:updateFrequency`. */
  updateMs?: number;
  /** Hours of the day, UTC, 0 to 23. */
  skipHours: number[];
  /** Days of the week, UTC, Sunday 0. */
  skipDays: number[];
}

export interface ParsedFeed {
  format: 'rss' | 'rdf' | 'atom' | 'json' | 'sitemap';
  title: string;
  /** As declared, such as `ru-RU`. */
  language?: string;
  siteUrl?: string;
  /** The address that the feed says it has. */
  selfUrl?: string;
  /** Where WebSub subscriptions are taken. */
  hubUrls: string[];
  hints: PollingHints;
  items: ParsedItem[];
}
