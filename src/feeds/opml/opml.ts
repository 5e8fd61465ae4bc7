import { type SourceKind } from '../feed-view.js';
import { escapeXml } from '../read/xml-text.js';
import { type Outline, readOutlines, titleOf } from './read-outlines.js';

export interface OpmlFeed {
  url: string;
  title?: string;
  siteUrl?: string;
  language?: string;
  country?: string;
  sourceKind?: SourceKind;
  /** Names of the outlines round it, outermost first, joined by " / ". */
  folder?: string;
}

export interface OpmlError {
  line?: number;
  message: string;
}

export interface ParsedOpml {
  /** In the file's order, each address once. */
  feeds: OpmlFeed[];
  /** What could not be taken in, and why. A broken file still gives the feeds that can be read. */
  errors: OpmlError[];
}

/** What one outline comes to, or what is wrong with the file as a whole; folders are not told of. */
export type OpmlEntry =
  | { kind: 'feed'; line: number; feed: OpmlFeed }
  | {
      kind: 'error';
      line?: number;
      message: string;
      title?: string;
      /** What stood where an address should. */
      address?: string;
    };

const FOLDER_SEPARATOR = ' / ';
const sourceKinds: readonly SourceKind[] = ['wire', 'state-media', 'official', 'independent'];
const feedTypes = new Set(['rss', 'atom', 'feed', 'rdf', 'json', '']);

/** Reads OPML 1.0 and 2.0, with our own attributes `language`, `country` and `sourceKind`. Never throws. */
export function parseOpml(text: string): ParsedOpml {
  const opml: ParsedOpml = { feeds: [], errors: [] };
  const seen = new Set<string>();
  for (const entry of readOpml(text).entries) {
    if (entry.kind === 'error') {
      opml.errors.push({ ...(entry.line === undefined ? {} : { line: entry.line }), message: entry.message });
    } else if (seen.has(entry.feed.url)) {
      const { title = 'a feed' } = entry.feed;
      opml.errors.push({ line: entry.line, message: `${title} has the address of one before it` });
    } else {
      seen.add(entry.feed.url);
      opml.feeds.push(entry.feed);
    }
  }
  return opml;
}

/** The same, one entry for each outline that is more than a folder, in the file's order and with its line. Never throws. */
export function readOpml(text: string): { title?: string; entries: OpmlEntry[] } {
  const { title, outlines, errors } = readOutlines(text);
  const entries: OpmlEntry[] = errors.map((error) => ({ kind: 'error', ...error }));
  for (const outline of outlines) {
    const entry = readOutline(outline);
    if (entry) entries.push(entry);
  }
  return { ...(title && { title }), entries };
}

function readOutline({ line, attributes, folders, hasChildren }: Outline): OpmlEntry | undefined {
  const title = titleOf(attributes);
  const type = attributes['type']?.toLowerCase() ?? '';
  const isFeed = feedTypes.has(type);
  const address = attributes['xmlurl'] || (isFeed && attributes['url']) || undefined;
  const named = { ...(title && { title }), ...(address && { address }) };
  if (address === undefined) {
    if (hasChildren || !isFeed || type === '') return undefined;
    return { kind: 'error', line, message: `${title ?? 'an outline'} has no address`, ...named };
  }
  const url = toHttpUrl(address);
  if (!url) {
    return { kind: 'error', line, message: `${title ?? 'an outline'} has no http or https address`, ...named };
  }
  const country = attributes['country']?.toUpperCase();
  const sourceKind = sourceKinds.find((kind) => kind === attributes['sourcekind']?.toLowerCase());
  const siteUrl = toHttpUrl(attributes['htmlurl'] ?? '');
  const language = attributes['language'];
  const folder = folders.join(FOLDER_SEPARATOR);
  return {
    kind: 'feed',
    line,
    feed: {
      url,
      ...(title && { title }),
      ...(siteUrl && { siteUrl }),
      // OPML 2.0 says "unknown" for a feed that declares none.
      ...(language && language !== 'unknown' && { language }),
      ...(country && /^[A-Z]{2}$/.test(country) && { country }),
      ...(sourceKind && { sourceKind }),
      ...(folder && { folder }),
    },
  };
}

/** OPML 2.0 with one outline a feed, in the folders that the feeds name. {@link parseOpml} reads it back. */
export function printOpml(feeds: readonly OpmlFeed[], title = 'Wirewatch feeds'): string {
  const root: Folder = { feeds: [], folders: new Map() };
  for (const feed of feeds) {
    let at = root;
    for (const name of feed.folder?.split(FOLDER_SEPARATOR) ?? []) {
      const inner: Folder = at.folders.get(name) ?? { feeds: [], folders: new Map() };
      at.folders.set(name, inner);
      at = inner;
    }
    at.feeds.push(feed);
  }
  return `<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0">
  <head>
    <title>${escapeXml(title)}</title>
  </head>
  <body>
${printFolder(root, '    ')}  </body>
</opml>
`;
}

interface Folder {
  feeds: OpmlFeed[];
  folders: Map<string, Folder>;
}

function printFolder({ feeds, folders }: Folder, indent: string): string {
  let lines = '';
  for (const feed of feeds) {
    const name = feed.title ?? new URL(feed.url).host;
    lines += `${indent}<outline${attribute('text', name)}${attribute('title', name)} type="rss"${attribute('xmlUrl', feed.url)}${attribute('htmlUrl', feed.siteUrl)}${attribute('language', feed.language)}${attribute('country', feed.country)}${attribute('sourceKind', feed.sourceKind)}/>\n`;
  }
  for (const [name, folder] of folders) {
    lines += `${indent}<outline${attribute('text', name)}>\n${printFolder(folder, `${indent}  `)}${indent}</outline>\n`;
  }
  return lines;
}

/** A line break or tab that stands bare in an attribute is read as a space: https://www.w3.org/TR/xml/#AVNormalize */
function attribute(name: string, value: string | undefined): string {
  if (value === undefined) return '';
  return ` ${name}="${escapeXml(value).replace(/[\t\n\r]/g, (character) => `&#${character.charCodeAt(0)};`)}"`;
}

function toHttpUrl(text: string): string | undefined {
  // Readers of old registered feed://host and feed:https://host.
  const link = text.replace(/^feed:(?=https?:)/i, '').replace(/^feed:\/\//i, 'http://');
  if (!/^https?:\/\//i.test(link) || !URL.canParse(link)) return undefined;
  return new URL(link).href;
}
