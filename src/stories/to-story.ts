import { type Enclosure, type ParsedItem } from '../feeds/read/parsed-feed.js';
import { canonicalUrl } from './canonical-url.js';
import { contentHash } from './content-hash.js';
import { detectLanguage } from './detect-language.js';
import { fingerprint } from './fingerprint.js';
import { tellsMore } from './showable-html.js';
import { foldGuid, storyKey } from './story-key.js';

export interface NewStory {
  /** Its identity within the feed. */
  key: string;
  guid: string | null;
  url: string | null;
  title: string;
  text: string;
  /** As the publisher wrote it, and not safe to show; null where it would say no more than the text. */
  html: string | null;
  author: string | null;
  language: string | null;
  categories: string[];
  enclosures: Enclosure[];
  publishedAt: Date | null;
  /** The publisher's date lay in the future and now stands in its place. */
  dateClamped: boolean;
  /** Of the wording that the feed gave, whatever the linked article adds to it. */
  contentHash: string;
  /** Shared by copies of the same report. */
  fingerprint: string;
}

const TITLE_LENGTH = 120;
/** The zero of .NET, of spreadsheets and of SQL Server, which publishers' systems write where they have no date. */
const NO_DATE = new Date('1900-01-01T23:59:59Z');

/** `feedLanguage` is what the feed declares, for items that declare nothing. */
export function toStory(item: ParsedItem, context: { feedLanguage?: string; now: Date }): NewStory {
  const { text } = item;
  const title = item.title || openingOf(text);
  const statedAt = [item.publishedAt, item.updatedAt].find((date) => date !== undefined && date > NO_DATE);
  const dateClamped = statedAt !== undefined && statedAt > context.now;
  return {
    key: storyKey({ guid: item.guid, url: item.url, title }),
    guid: foldGuid(item.guid) ?? null,
    url: (item.url && canonicalUrl(item.url)) ?? null,
    title,
    text,
    html: item.html !== undefined && tellsMore(item.html) ? item.html : null,
    author: item.author ?? null,
    language: detectLanguage([item.language, context.feedLanguage], `${title}\n${text}`) ?? null,
    categories: item.categories,
    enclosures: item.enclosures,
    publishedAt: dateClamped ? context.now : (statedAt ?? null),
    dateClamped,
    contentHash: contentHash(title, text),
    fingerprint: fingerprint(title, text),
  };
}

/** Short notes come without a title; their beginning stands in for it, cut between words. */
function openingOf(text: string): string {
  const line = text.split('\n', 1)[0] ?? '';
  if (line.length <= TITLE_LENGTH) return line;
  const cut = line.slice(0, TITLE_LENGTH);
  const space = cut.lastIndexOf(' ');
  return `${(space > TITLE_LENGTH / 2 ? cut.slice(0, space) : cut).trimEnd().replace(/[\ud800-\udbff]$/, '')}…`;
}
