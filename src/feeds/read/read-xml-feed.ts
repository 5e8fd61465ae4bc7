import Parser from 'rss-parser';
import { publishedNames, updatedNames } from './feed-names.js';
import { toAbsoluteLink, toLink } from './feed-link.js';
import { parseFeedDate } from './parse-date.js';
import { type ParsedFeed, type ParsedItem } from './parsed-feed.js';
import { toPlainText, toPlainTitle } from './plain-text.js';
import { type RepairedXml } from './repair-xml.js';

/** An element as xml2js gives it: its text, or an object where it has attributes or children. */
type XmlNode = string | ({ _?: string; $?: Record<string, string> } & { name?: XmlNode[] });
type Fields = Record<string, XmlNode[] | undefined>;

const itemNames = [
  'title',
  'link',
  'guid',
  'wire:about',
  'wire:summary',
  'wire:content',
  'author',
  'dc:creator',
  'itunes:author',
  'category',
  'enclosure',
  ...publishedNames,
  ...updatedNames,
];
const feedNames = ['title', 'link', 'language', 'ttl'];
const MAX_CATEGORIES = 50;
const MAX_NAME_LENGTH = 500;
const notAnAlternate = new Set([
  'self',
  'hub',
  'edit',
  'next',
  'prev',
  'previous',
  'first',
  'last',
  'enclosure',
  'replies',
  'license',
  'search',
]);

/** Every element, as often as it stands there, under `wire` plus its name: rss-parser's own choices would lose the others. */
function everyOne(names: string[]): [string, string, { keepArray: true }][] {
  return names.map((name) => [name, `every ${name}`, { keepArray: true }]);
}

/**
 * Reads what {@link repairXml} made. Rejects only if that is not well-formed, which would be a bug.
 *
 * @param url where the feed came from, for its relative links; without one they stay relative.
 */
export async function readXmlFeed(
  repaired: Extract<RepairedXml, { ok: true }>,
  url: string | undefined,
  now: Date,
): Promise<ParsedFeed> {
  const parser = new Parser<Fields, Fields>({
    defaultRSS: 2,
    customFields: { feed: everyOne(feedNames) as never, item: everyOne(itemNames) as never },
  });
  const channel = await parser.parseString(repaired.xml);
  const fields = (name: string) => channel[`every ${name}`] as XmlNode[] | undefined;
  const siteUrl = chooseLink(fields('link'), url);
  return {
    format: repaired.format,
    title: toPlainTitle(firstText(fields('title')) ?? ''),
    language: firstText(fields('language')),
    siteUrl,
    hubUrls: [],
    hints: { ttlMs: minutes(firstText(fields('ttl'))), skipHours: [], skipDays: [] },
    items: channel.items.map((item) =>
      readItem((name) => item[`every ${name}`] as XmlNode[] | undefined, url && (siteUrl ?? url), now),
    ),
  };
}

function readItem(fields: (name: string) => XmlNode[] | undefined, base: string | undefined, now: Date): ParsedItem {
  const about = firstText(fields('wire:about'));
  const dateOf = (names: string[]) => {
    const texts = names.flatMap((name) => (fields(name) ?? []).map(textOf));
    for (const text of texts) {
      const date = parseFeedDate(text, now);
      if (date) return date;
    }
    return undefined;
  };
  return {
    guid: firstText(fields('guid')) ?? about,
    url:
      chooseLink(fields('link'), base) ??
      linkOfGuid(fields('guid')) ??
      toAbsoluteLink(about) ??
      chooseAny(fields('enclosure'), base) ??
      chooseAny(fields('link'), base),
    title: firstFilled(fields('title'), toPlainTitle),
    text: chooseText(fields('wire:content'), fields('wire:summary')),
    author: readAuthors(fields),
    categories: readCategories(fields('category')),
    enclosures: [],
    publishedAt: dateOf(publishedNames),
    updatedAt: dateOf(updatedNames),
  };
}

/** The full text where there is one, unless the summary says more. */
function chooseText(content: XmlNode[] | undefined, summary: XmlNode[] | undefined): string {
  const texts = [...(content ?? []), ...(summary ?? [])].map((node) => toPlainText(textOf(node)));
  return texts.reduce((longest, text) => (text.length > longest.length ? text : longest), '');
}

function chooseLink(links: XmlNode[] | undefined, base: string | undefined): string | undefined {
  const candidates = (links ?? []).filter((node) => !notAnAlternate.has(attribute(node, 'rel')?.toLowerCase() ?? ''));
  const isPage = (node: XmlNode) => /html/.test(attribute(node, 'type') ?? 'html');
  const isAlternate = (node: XmlNode) => /^alternate$/i.test(attribute(node, 'rel') ?? 'alternate');
  const ranked = [
    ...candidates.filter((node) => isAlternate(node) && isPage(node)),
    ...candidates.filter((node) => isAlternate(node) && !isPage(node)),
    ...candidates.filter((node) => !isAlternate(node)),
  ];
  return chooseAny(ranked, base);
}

function chooseAny(nodes: XmlNode[] | undefined, base: string | undefined): string | undefined {
  for (const node of nodes ?? []) {
    const url = toLink(attribute(node, 'href') ?? attribute(node, 'url') ?? textOf(node), base);
    if (url) return url;
  }
  return undefined;
}

function linkOfGuid(guids: XmlNode[] | undefined): string | undefined {
  const permanent = (guids ?? []).filter((node) => attribute(node, 'isPermaLink')?.toLowerCase() !== 'false');
  // Without a base: an identifier such as "1234" must not become a link.
  return permanent.map((node) => toAbsoluteLink(textOf(node))).find((url) => url !== undefined);
}

function readAuthors(fields: (name: string) => XmlNode[] | undefined): string | undefined {
  const nodes = fields('dc:creator') ?? fields('author') ?? fields('itunes:author') ?? [];
  const names = nodes.map((node) => {
    const nested = typeof node === 'string' ? undefined : node.name;
    const name = toPlainTitle((nested ? (firstText(nested) ?? '') : textOf(node)).slice(0, MAX_NAME_LENGTH));
    // RSS 2.0 wants "desk@paper.example (Jane Doe)"; the name is what a reader wants.
    return /^\S+@\S+\s+\((.+)\)$/.exec(name)?.[1] ?? name;
  });
  return [...new Set(names.filter(Boolean))].join(', ') || undefined;
}

function readCategories(nodes: XmlNode[] | undefined): string[] {
  const names = (nodes ?? [])
    .slice(0, MAX_CATEGORIES)
    .map((node) => toPlainTitle(attribute(node, 'label') ?? (textOf(node).trim() || (attribute(node, 'term') ?? ''))));
  return [...new Set(names.filter(Boolean))];
}

function firstFilled(nodes: XmlNode[] | undefined, read: (text: string) => string): string {
  for (const node of nodes ?? []) {
    const text = read(textOf(node));
    if (text) return text;
  }
  return '';
}

function firstText(nodes: XmlNode[] | undefined): string | undefined {
  return firstFilled(nodes, (text) => text.trim()) || undefined;
}

function textOf(node: XmlNode): string {
  return typeof node === 'string' ? node : (node._ ?? '');
}

function attribute(node: XmlNode, name: string): string | undefined {
  return typeof node === 'string' ? undefined : node.$?.[name];
}

function minutes(text: string | undefined): number | undefined {
  const ms = Number(text) * 60_000;
  return ms > 0 && Number.isFinite(ms) ? ms : undefined;
}
