import { showableHtml } from '../stories/showable-html.js';
import { toRevisionViews } from '../stories/story-view.js';
import type { StoryToRead } from './story-item.store.js';

/** Sanitising markup is the dearest part of reading a story, and the same ones are read again and again. */
const MOST_KEPT = 200;
const LONGEST_KEPT = 200_000;
const kept = new Map<string, string | null>();

/** One story as it is sent: the list's JSON, with its markup and its earlier wordings. */
export function toReadStory({ item, html, url, revisions }: StoryToRead): string {
  const earlier = revisions ? toRevisionViews(JSON.parse(item) as { title: string; text: string }, revisions) : [];
  const rest = { html: safeHtml(html, url), revisions: earlier };
  return `${item.slice(0, -1)},${JSON.stringify(rest).slice(1)}`;
}

function safeHtml(html: string | null, url: string | null): string | null {
  if (html === null || html.length > LONGEST_KEPT) return showableHtml(html, url);
  const key = `${url ?? ''} ${html}`;
  let safe = kept.get(key);
  if (safe === undefined) {
    safe = showableHtml(html, url);
    const [oldest] = kept.keys();
    if (oldest !== undefined && kept.size >= MOST_KEPT) kept.delete(oldest);
    kept.set(key, safe);
  }
  return safe;
}
