import { z } from 'zod';
import { toAbsoluteLink, toLink } from './feed-link.js';
import { parseFeedDate } from './parse-date.js';
import { type ParsedFeed, type ParsedItem } from './parsed-feed.js';
import { toPlainText } from './plain-text.js';

// Publishers put numbers for ids and nulls for what they lack; a field that is of no use must not cost the item.
const text = z
  .union([z.string(), z.number().transform(String)])
  .optional()
  .catch(undefined);
const authors = z.array(z.object({ name: text }).catch({ name: undefined })).catch([]);
const itemSchema = z.object({
  id: text,
  url: text,
  external_url: text,
  title: text,
  content_html: text,
  content_text: text,
  summary: text,
  date_published: text,
  date_modified: text,
  author: z.object({ name: text }).optional().catch(undefined),
  authors,
  tags: z.array(text).catch([]),
});
const feedSchema = z.object({
  version: z.string().regex(/jsonfeed\.org\/version\//),
  title: text,
  home_page_url: text,
  language: text,
  items: z.array(z.unknown()),
});

/** JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/). Undefined when the value is some other JSON. */
export function readJsonFeed(value: unknown, url: string | undefined, now: Date): ParsedFeed | undefined {
  const feed = feedSchema.safeParse(value);
  if (!feed.success) return undefined;
  const { title, home_page_url, language, items } = feed.data;
  return {
    format: 'json',
    title: foldTitle(title),
    language: language?.trim() || undefined,
    siteUrl: toLink(home_page_url, url),
    hubUrls: [],
    hints: { skipHours: [], skipDays: [] },
    items: items.map((item) => readItem(itemSchema.safeParse(item).data, url, now)),
  };
}

function readItem(item: z.infer<typeof itemSchema> | undefined, base: string | undefined, now: Date): ParsedItem {
  if (!item) return { title: '', text: '', categories: [], enclosures: [] };
  const names = [...item.authors, ...(item.author ? [item.author] : [])].map(({ name }) => foldTitle(name));
  return {
    guid: item.id?.trim() || undefined,
    url: toLink(item.url, base) ?? toLink(item.external_url, base) ?? toAbsoluteLink(item.id),
    title: foldTitle(item.title),
    text: item.content_html ? toPlainText(item.content_html) : toLines(item.content_text ?? item.summary ?? ''),
    author: [...new Set(names.filter(Boolean))].join(', ') || undefined,
    enclosures: [],
    categories: [...new Set(item.tags.map(foldTitle).filter(Boolean))],
    publishedAt: item.date_published === undefined ? undefined : parseFeedDate(item.date_published, now),
    updatedAt: item.date_modified === undefined ? undefined : parseFeedDate(item.date_modified, now),
  };
}

/** Titles and names are plain text here, so a `<` in them is a less-than sign. */
function foldTitle(plain: string | undefined): string {
  return toLines(plain ?? '').replaceAll('\n', ' ');
}

function toLines(plain: string): string {
  return toPlainText(
    plain.replace(/[&<\n]/g, (character) => ({ '&': '&amp;', '<': '&lt;', '\n': '<br>' })[character] ?? ''),
  );
}
