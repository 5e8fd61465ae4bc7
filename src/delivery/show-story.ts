import { toLanguageTag, toLine, toWebLink } from './display-text.js';
import { type Segment, toExcerpt, toSegments } from './excerpt.js';
import { formatTime } from './format-time.js';
import type { MessageStory, OtherSource } from './message.js';

/** A story in words that any channel may set: one line each, without what could change the text around it; not yet escaped. */
export interface ShownStory {
  title: string;
  titleSegments: Segment[];
  /** http or https, or none. */
  link: string | undefined;
  /** Source and time, in the reader's language and zone. */
  source: string;
  excerpt: Segment[];
  /** A language tag, or none where the feed gave none that can be one. */
  language: string | null;
}

export interface ShownSource {
  name: string;
  link: string | undefined;
}

export interface Reader {
  locale: string;
  timeZone: string;
}

export const MAX_TITLE_LENGTH = 300;
export const MAX_NAME_LENGTH = 120;
const MAX_OTHER_SOURCES = 10;
const UNTITLED = 'Untitled story';

// What a reader must know of who speaks; that a source is independent, or a wire, is the ordinary case.
const kindsToName = new Map([
  ['state-media', 'state media'],
  ['official', 'official'],
]);

/** @param excerptLength in UTF-16 units, about; 0 for none. */
export function showStory(story: MessageStory, reader: Reader, excerptLength: number): ShownStory {
  const title = showTitle(story.title);
  return {
    title,
    titleSegments:
      title === UNTITLED
        ? [{ text: title, isEvidence: false }]
        : toSegments(story.title, story.titleSpans, MAX_TITLE_LENGTH),
    link: toWebLink(story.url),
    source: showSource(story, reader),
    excerpt: excerptLength === 0 ? [] : toExcerpt(story.text, story.textSpans, excerptLength),
    language: toLanguageTag(story.language),
  };
}

export function showTitle(title: string, maxLength = MAX_TITLE_LENGTH): string {
  return toLine(title, maxLength) || UNTITLED;
}

/** Such as `World Wire · Wed, 19 Jun 2024, 10:29 EEST`. */
export function showSource(
  { sourceName, sourceKind, publishedAt }: { sourceName: string; sourceKind?: string; publishedAt: Date | null },
  { locale, timeZone }: Reader,
): string {
  const kind = kindsToName.get(sourceKind ?? '');
  const name = `${toLine(sourceName, MAX_NAME_LENGTH)}${kind ? ` (${kind})` : ''}`;
  return `${name} · ${publishedAt ? formatTime(publishedAt, locale, timeZone) : 'time not given'}`;
}

/** The first of them that have a name, and how many more there are. */
export function showOtherSources(sources: readonly OtherSource[]): { shown: ShownSource[]; more: number } {
  const named = sources
    .map(({ name, url }) => ({ name: toLine(name, MAX_NAME_LENGTH), link: toWebLink(url) }))
    .filter(({ name }) => name !== '');
  const shown = named.slice(0, MAX_OTHER_SOURCES);
  return { shown, more: named.length - shown.length };
}
