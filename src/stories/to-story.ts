import { type ParsedItem } from '../feeds/read/parsed-feed.js';
import { canonicalUrl } from './canonical-url.js';
import { contentHash } from './content-hash.js';
import { detectLanguage } from './detect-language.js';
import { fingerprint } from './fingerprint.js';
import { storyKey } from './story-key.js';

export interface NewStory {
  /** Its identity within the feed. */
  key: string;
  guid: string | null;
  url: string | null;
  title: string;
  text: string;
  author: string | null;
  language: string | null;
  publishedAt: Date | null;
  /** The publisher's date lay in the future and now stands in its place. */
  dateClamped: boolean;
  contentHash: string;
  /** Shared by copies of the same report. */
  fingerprint: string;
}

const TITLE_LENGTH = 120;

export function toStory(item: ParsedItem, context: { feedLanguage?: string; now: Date }): NewStory {
  const { text } = item;
  const title = item.title || openingOf(text);
  const statedAt = item.publishedAt ?? item.updatedAt;
  const dateClamped = statedAt !== undefined && statedAt > context.now;
  return {
    key: storyKey(item),
    guid: item.guid ?? null,
    url: (item.url && canonicalUrl(item.url)) ?? null,
    title,
    text,
    author: item.author ?? null,
    language: detectLanguage(context.feedLanguage, `${title}\n${text}`) ?? null,
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
