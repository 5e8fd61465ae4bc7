import { stringify } from 'csv-stringify/sync';
import { type z } from 'zod';
import { type storyView } from '../stories/story-view.js';
import { type ListedStory } from './story-search.service.js';
import { type Walked } from './story-walk.js';

export const EXPORT_FORMATS = ['jsonl', 'csv'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export const EXPORT_TYPES: Record<ExportFormat, string> = {
  // https://jsonlines.org
  jsonl: 'application/jsonl; charset=utf-8',
  csv: 'text/csv; charset=utf-8; header=present',
};

const COLUMNS = [
  'id',
  'fetchedAt',
  'publishedAt',
  'title',
  'url',
  'source',
  'sourceKind',
  'language',
  'author',
  'topics',
  'eventId',
  'text',
] as const;

export type TakePage = (before: string | undefined) => Promise<Walked<ListedStory>>;

/**
 * The pieces of an export, one for each page of stories: nothing is read before somebody takes it, and no transaction is open between
 * two. A CSV begins with a byte order mark, by which spreadsheets tell UTF-8; cells that a spreadsheet would take for a formula get an
 * apostrophe before them.
 */
export async function* exportStories(
  format: ExportFormat,
  first: Walked<ListedStory>,
  takePage: TakePage,
): AsyncGenerator<string> {
  let page = first;
  if (format === 'csv') yield toCsv([[...COLUMNS]], { bom: true });
  for (;;) {
    if (page.rows.length > 0) yield format === 'csv' ? toCsv(page.rows.map(toCells)) : page.rows.map(toLine).join('');
    if (page.next === null) return;
    page = await takePage(page.next);
  }
}

function toLine({ item, found }: ListedStory): string {
  return `${found ? `${item.slice(0, -1)},"found":${JSON.stringify(found)}}` : item}\n`;
}

function toCsv(rows: readonly (readonly string[])[], { bom = false } = {}): string {
  // RFC 4180 lines.
  return stringify(rows as string[][], { bom, escape_formulas: true, record_delimiter: 'windows' });
}

function toCells({ item }: ListedStory): string[] {
  const story = JSON.parse(item) as z.infer<typeof storyView>;
  const cells: Record<(typeof COLUMNS)[number], string | null> = {
    id: story.id,
    fetchedAt: story.fetchedAt,
    publishedAt: story.publishedAt,
    title: story.title,
    url: story.url,
    source: story.feed.title,
    sourceKind: story.feed.sourceKind,
    language: story.language,
    author: story.author,
    topics: story.matches.map(({ topic }) => topic.slug).join(' '),
    eventId: story.eventId,
    text: story.text,
  };
  return COLUMNS.map((column) => cells[column] ?? '');
}
