import { v7 as newId } from 'uuid';
import { stripForbidden } from '../read/xml-text.js';
import { feedUrlKey } from './feed-url-key.js';
import { type OpmlEntry, type OpmlFeed } from './opml.js';

export type ImportOutcome = 'added' | 'already-there' | 'error';

/** What became of one outline. */
export interface ImportLine {
  /** From 1, in the file's order. */
  number: number;
  /** Of the file; null for what is wrong with the file as a whole. */
  line: number | null;
  title: string | null;
  url: string | null;
  outcome: ImportOutcome;
  /** In words, for people; null where there is nothing to say. */
  message: string | null;
  feedId: string | null;
}

export interface NewFeed extends Omit<OpmlFeed, 'folder' | 'title'> {
  id: string;
  title: string;
  nextFetchAt: Date;
}

export interface KnownFeed {
  id: string;
  url: string;
  finalUrl: string | null;
  state: 'active' | 'paused' | 'gone' | 'duplicate';
}

export interface ImportPlan {
  feeds: NewFeed[];
  lines: ImportLine[];
}

export const MAX_URL = 2_000;
const MAX_TITLE = 300;
const MAX_LANGUAGE = 35;
/** Between the first fetches of two feeds that came together; all of them begin within the time below, however many. */
const SPACING_MS = 60;
const SPREAD_MS = 10 * 60_000;

const states: Record<KnownFeed['state'], string | null> = {
  active: null,
  paused: 'it is there, and paused',
  gone: 'it is there; its publisher has said that it is gone',
  duplicate: 'it is there, as the duplicate of another feed',
};

/** What to add, and what to say of each outline. A feed that is there, under this address or the one that it leads to, stays as it is. */
export function planImport(entries: readonly OpmlEntry[], known: readonly KnownFeed[], now: Date): ImportPlan {
  const there = new Map<string, { id: string; message: string | null }>();
  for (const { id, finalUrl } of known) {
    if (finalUrl !== null) there.set(feedUrlKey(finalUrl), { id, message: 'it is there, under another address' });
  }
  for (const { id, url, state } of known) there.set(feedUrlKey(url), { id, message: states[state] });
  const plan: ImportPlan = { feeds: [], lines: [] };
  for (const entry of entries) {
    const line = { number: plan.lines.length + 1, line: entry.line ?? null, feedId: null };
    if (entry.kind === 'error') {
      const { title, address, message } = entry;
      plan.lines.push({
        ...line,
        title: fit(title, MAX_TITLE) ?? null,
        url: fit(address, MAX_URL) ?? null,
        outcome: 'error',
        message: fit(message, MAX_TITLE) ?? null,
      });
      continue;
    }
    const { url } = entry.feed;
    const title = fit(entry.feed.title, MAX_TITLE) ?? new URL(url).hostname;
    if (url.length > MAX_URL) {
      const message = `its address is longer than ${MAX_URL.toLocaleString('en')} characters`;
      plan.lines.push({ ...line, title, url: fit(url, MAX_URL) ?? null, outcome: 'error', message });
      continue;
    }
    const key = feedUrlKey(url);
    const found = there.get(key);
    if (found) {
      plan.lines.push({ ...line, title, url, outcome: 'already-there', message: found.message, feedId: found.id });
      continue;
    }
    const feed = toNewFeed(entry.feed, title, now);
    there.set(key, { id: feed.id, message: `the same address as in line ${entry.line}` });
    plan.feeds.push(feed);
    plan.lines.push({ ...line, title, url, outcome: 'added', message: null, feedId: feed.id });
  }
  const stepMs = Math.min(SPACING_MS, SPREAD_MS / Math.max(plan.feeds.length, 1));
  plan.feeds.forEach((feed, place) => (feed.nextFetchAt = new Date(now.getTime() + Math.floor(place * stepMs))));
  return plan;
}

function toNewFeed({ siteUrl, language, country, sourceKind, url }: OpmlFeed, title: string, now: Date): NewFeed {
  return {
    id: newId(),
    url,
    title,
    ...(siteUrl !== undefined && siteUrl.length <= MAX_URL && { siteUrl }),
    ...(language !== undefined && language.length <= MAX_LANGUAGE && { language }),
    ...(country && { country }),
    ...(sourceKind && { sourceKind }),
    nextFetchAt: now,
  };
}

/** What the database can hold and a page can show; undefined where nothing is left. */
export function fit(text: string | undefined, maxLength: number): string | undefined {
  return (
    stripForbidden(
      stripForbidden(text ?? '')
        .trim()
        .slice(0, maxLength),
    ).trim() || undefined
  );
}
