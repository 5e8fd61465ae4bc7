import { XMLBuilder, XMLParser, XMLValidator } from 'fast-xml-parser';
import { type SourceKind } from '../feed-view.js';
import { decodeXmlText, escapeXml } from '../read/xml-text.js';

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

type Attributes = Record<string, string>;
type XmlNode = Record<string, XmlNode[]> & { ':@'?: Attributes };

const FOLDER_SEPARATOR = ' / ';
const sourceKinds: readonly SourceKind[] = ['wire', 'state-media', 'official', 'independent'];
const feedTypes = new Set(['rss', 'atom', 'feed', 'rdf', 'json', '']);

/** Reads OPML 1.0 and 2.0, with our own attributes `language`, `country` and `sourceKind`. Never throws. */
export function parseOpml(text: string): ParsedOpml {
  const source = text.replace(/^[^<]+/, '').replace(/&(?!#?\w{1,31};)/g, '&amp;');
  const skippedLines = countLines(text.slice(0, text.length - text.replace(/^[^<]+/, '').length));
  const opml: ParsedOpml = { feeds: [], errors: [] };
  const verdict = XMLValidator.validate(source);
  if (verdict !== true) {
    opml.errors.push({ line: verdict.err.line + skippedLines, message: `the XML is broken: ${verdict.err.msg}` });
  }
  const root = readTree(source)?.find((node) => childrenOf(node, 'opml'));
  const body = root && childrenOf(root, 'opml')?.flatMap((node) => childrenOf(node, 'body') ?? []);
  if (!body) return { ...opml, errors: [...opml.errors, { message: 'not an OPML file' }] };
  const lineAt = lineFinder(source, skippedLines);
  const seen = new Set<string>();
  const walk = (nodes: XmlNode[], folders: string[]) => {
    for (const node of nodes) {
      const children = childrenOf(node, 'outline');
      if (!children) continue;
      const attributes = readAttributes(node);
      const title = nonEmpty(attributes.title) ?? nonEmpty(attributes.text);
      const read = readOutline(attributes, title, children.length > 0);
      const line = lineAt(node);
      if (read.kind === 'feed' && seen.has(read.feed.url)) {
        opml.errors.push({ line, message: `${title ?? 'a feed'} has the address of one before it` });
      } else if (read.kind === 'feed') {
        seen.add(read.feed.url);
        const folder = folders.join(FOLDER_SEPARATOR);
        opml.feeds.push({ ...read.feed, ...(folder && { folder }) });
      } else if (read.kind === 'error') {
        opml.errors.push({ line, message: read.message });
      }
      walk(children, title === undefined ? folders : [...folders, title]);
    }
  };
  walk(body, []);
  return opml;
}

type Outline = { kind: 'feed'; feed: OpmlFeed } | { kind: 'error'; message: string } | { kind: 'folder' };

function readOutline(attributes: Attributes, title: string | undefined, hasChildren: boolean): Outline {
  const type = attributes.type?.toLowerCase() ?? '';
  const isFeed = feedTypes.has(type);
  const address = nonEmpty(attributes.xmlurl) ?? (isFeed ? nonEmpty(attributes.url) : undefined);
  if (address === undefined) {
    const isEmpty = !hasChildren && isFeed && type !== '';
    return isEmpty ? { kind: 'error', message: `${title ?? 'an outline'} has no address` } : { kind: 'folder' };
  }
  const url = toHttpUrl(address);
  if (!url) return { kind: 'error', message: `${title ?? 'an outline'} has no http or https address` };
  const country = attributes.country?.toUpperCase();
  const sourceKind = sourceKinds.find((kind) => kind === attributes.sourcekind?.toLowerCase());
  const siteUrl = toHttpUrl(attributes.htmlurl ?? '');
  const language = nonEmpty(attributes.language);
  return {
    kind: 'feed',
    feed: {
      url,
      ...(title && { title }),
      ...(siteUrl && { siteUrl }),
      // OPML 2.0 says "unknown" for a feed that declares none.
      ...(language && language !== 'unknown' && { language }),
      ...(country && /^[A-Z]{2}$/.test(country) && { country }),
      ...(sourceKind && { sourceKind }),
    },
  };
}

/** OPML 2.0 with one outline a feed, in the folders that the feeds name. */
export function printOpml(feeds: readonly OpmlFeed[], title = 'Wirewatch feeds'): string {
  const body = { outline: [] as PrintedOutline[] };
  for (const feed of feeds) {
    let at: { outline?: PrintedOutline[] } = body;
    for (const name of feed.folder?.split(FOLDER_SEPARATOR) ?? []) at = folderIn((at.outline ??= []), name);
    const name = feed.title ?? new URL(feed.url).host;
    (at.outline ??= []).push({
      ...attribute('text', name),
      ...attribute('title', name),
      ...attribute('type', 'rss'),
      ...attribute('xmlUrl', feed.url),
      ...attribute('htmlUrl', feed.siteUrl),
      ...attribute('language', feed.language),
      ...attribute('country', feed.country),
      ...attribute('sourceKind', feed.sourceKind),
    });
  }
  const builder = new XMLBuilder({
    ignoreAttributes: false,
    format: true,
    suppressEmptyNode: true,
    processEntities: false,
  });
  return builder.build({
    '?xml': { '@_version': '1.0', '@_encoding': 'UTF-8' },
    opml: { '@_version': '2.0', head: { title: escapeXml(title) }, body },
  });
}

type PrintedOutline = { outline?: PrintedOutline[] } & Record<`@_${string}`, string>;

function folderIn(outlines: PrintedOutline[], name: string): PrintedOutline {
  const text = escapeXml(name);
  const found = outlines.find((outline) => outline['@_text'] === text && !('@_xmlUrl' in outline));
  if (found) return found;
  const folder: PrintedOutline = attribute('text', name);
  outlines.push(folder);
  return folder;
}

function attribute(name: string, value: string | undefined): Record<`@_${string}`, string> {
  return value === undefined ? {} : { [`@_${name}`]: escapeXml(value) };
}

function readTree(source: string): XmlNode[] | undefined {
  const parser = new XMLParser({
    preserveOrder: true,
    captureMetaData: true,
    ignoreAttributes: false,
    attributeNamePrefix: '',
    allowBooleanAttributes: true,
    parseTagValue: false,
    processEntities: false,
    transformTagName: (name) => name.toLowerCase(),
  });
  try {
    return parser.parse(source) as XmlNode[];
  } catch {
    // The validator has said why.
    return undefined;
  }
}

function childrenOf(node: XmlNode, name: string): XmlNode[] | undefined {
  return Array.isArray(node[name]) ? node[name] : undefined;
}

function readAttributes(node: XmlNode): Attributes {
  const entries = Object.entries(node[':@'] ?? {});
  return Object.fromEntries(entries.map(([name, value]) => [name.toLowerCase(), decodeXmlText(String(value)).trim()]));
}

function toHttpUrl(text: string): string | undefined {
  // Readers of old registered feed://host and feed:https://host.
  const link = text.replace(/^feed:(?=https?:)/i, '').replace(/^feed:\/\//i, 'http://');
  if (!/^https?:\/\//i.test(link) || !URL.canParse(link)) return undefined;
  return new URL(link).href;
}

function lineFinder(source: string, skippedLines: number): (node: XmlNode) => number | undefined {
  const metadata = XMLParser.getMetaDataSymbol() as unknown as keyof XmlNode;
  let line = 1 + skippedLines;
  let counted = 0;
  return (node) => {
    const { startIndex } = (node[metadata] ?? {}) as { startIndex?: number };
    if (startIndex === undefined) return undefined;
    line += countLines(source.slice(counted, startIndex));
    counted = startIndex;
    return line;
  };
}

function countLines(text: string): number {
  return text.match(/\n/g)?.length ?? 0;
}

function nonEmpty(text: string | undefined): string | undefined {
  return text || undefined;
}
