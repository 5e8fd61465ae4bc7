export interface ParsedItem {
  guid?: string;
  /** Absolute, http or https. */
  url?: string;
  /** Plain text on one line; empty where the item has none. */
  title: string;
  /** Plain text, one line a paragraph. */
  text: string;
  author?: string;
  categories: string[];
  publishedAt?: Date;
  updatedAt?: Date;
}

export interface ParsedFeed {
  format: 'rss' | 'rdf' | 'atom' | 'json' | 'sitemap';
  title: string;
  /** As declared, such as `ru-RU`. */
  language?: string;
  siteUrl?: string;
  ttlMinutes?: number;
  items: ParsedItem[];
}
