import { z } from 'zod';
import { toAbsoluteLink, toLink } from './feed-link.js';
import { parseFeedDate } from './parse-date.js';
import { type Enclosure, type ParsedFeed, type ParsedItem } from './parsed-feed.js';
import { toPlainText } from './plain-text.js';

// Publishers put numbers for ids and nulls for what they lack; a field that is of no use must not cost the item.
const text = z
  .union([z.string(), z.number().transform(String)])
  .optional()
  .catch(undefined);
const number = z.number().optional().catch(undefined);
const list = <T extends z.ZodType>(of: T) => z.array(of.nullable().catch(null)).catch([]);
const writers = {
  author: z.object({ name: text }).optional().catch(undefined),
  authors: list(z.object({ name: text })),
};
const itemSchema = z.object({
  ...writers,
  id: text,
  url: text,
  external_url: text,
  title: text,
  content_html: text,
  content_text: text,
  summary: text,
  date_published: text,
  date_modified: text,
  language: text,
  tags: list(text),
  attachments: list(z.object({ url: text, mime_type: text, size_in_bytes: number })),
});
const feedSchema = z.object({
  ...writers,
  version: text,
  title: text,
  home_page_url: text,
  feed_url: text,
  language: text,
  hubs: list(z.object({ type: text, url: text })),
  items: z.array(z.unknown()).catch([]),
});
const ownFields = ['id', 'url', 'content_html', 'content_text', 'date_published'];

type JsonItem = z.infer<typeof itemSchema>;

/** JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/). Undefined when the value is some other JSON. */
export function readJsonFeed(value: unknown, url: string | undefined, now: Date): ParsedFeed | undefined {
  const parsed = feedSchema.safeParse(value);
  if (!parsed.success || !isJsonFeed(parsed.data)) return undefined;
  const { title, home_page_url, feed_url, language, hubs, items } = parsed.data;
  const siteUrl = toLink(home_page_url, url);
  const base = url === undefined ? undefined : (siteUrl ?? url);
  const author = readAuthors(parsed.data);
  return {
    format: 'json',
    title: foldTitle(title),
    language: language?.trim() || undefined,
    siteUrl,
    selfUrl: toAbsoluteLink(feed_url, url),
    hubUrls: [
      ...new Set(
        hubs.filter((hub) => /^websub$/i.test(hub?.type ?? '')).flatMap((hub) => toAbsoluteLink(hub?.url, url) ?? []),
      ),
    ],
    hints: { skipHours: [], skipDays: [] },
    items: items.map((item) => {
      const read = readItem(itemSchema.safeParse(item).data, base, now);
      return author === undefined || read.author !== undefined ? read : { ...read, author };
    }),
  };
}

/** By its word; or, where it forgot that, by what only a feed's items have. */
function isJsonFeed({ version, items }: z.infer<typeof feedSchema>): boolean {
  if (/jsonfeed\.org\/version\//i.test(version ?? '')) return true;
  return items.some((item) => typeof item === 'object' && item !== null && ownFields.some((name) => name in item));
}

function readItem(item: JsonItem | undefined, base: string | undefined, now: Date): ParsedItem {
  if (!item) return { title: '', text: '', categories: [], enclosures: [] };
  const html = item.content_html;
  return {
    guid: item.id?.trim() || undefined,
    url: toLink(item.url, base) ?? toLink(item.external_url, base) ?? toAbsoluteLink(item.id),
    title: foldTitle(item.title),
    text: html ? toPlainText(html) : toLines(item.content_text ?? item.summary ?? ''),
    ...(html && /<[a-z!/]/i.test(html) && { html }),
    author: readAuthors(item),
    categories: [...new Set(item.tags.map((tag) => foldTitle(tag ?? undefined)).filter(Boolean))],
    enclosures: readAttachments(item.attachments, base),
    language: item.language?.trim() || undefined,
    publishedAt: item.date_published === undefined ? undefined : parseFeedDate(item.date_published, now),
    updatedAt: item.date_modified === undefined ? undefined : parseFeedDate(item.date_modified, now),
  };
}

function readAuthors({ authors, author }: Pick<JsonItem, 'author' | 'authors'>): string | undefined {
  const names = [...authors, ...(author ? [author] : [])].map((writer) => foldTitle(writer?.name));
  return [...new Set(names.filter(Boolean))].join(', ') || undefined;
}

function readAttachments(attachments: JsonItem['attachments'], base: string | undefined): Enclosure[] {
  return attachments.flatMap((attachment) => {
    const url = toAbsoluteLink(attachment?.url, base);
    if (url === undefined) return [];
    const type = attachment?.mime_type?.trim();
    const length = attachment?.size_in_bytes;
    return [{ url, ...(type && { type }), ...(length !== undefined && length > 0 && { length }) }];
  });
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
