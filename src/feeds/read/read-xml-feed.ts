import Parser from 'rss-parser';
import { toAbsoluteLink } from './feed-link.js';
import { otherDateNames, publishedNames, updatedNames } from './feed-names.js';
import { chooseItemLink, chooseLink, readEnclosures, relations } from './item-link.js';
import { parseFeedDate } from './parse-date.js';
import { type ParsedFeed, type ParsedItem } from './parsed-feed.js';
import { toPlainText, toPlainTitle } from './plain-text.js';
import { readPollingHints } from './polling-hints.js';
import { type RepairedXml } from './repair-xml.js';
import { attribute, type Fields, firstText, textOf, type XmlNode } from './xml-node.js';
import { stripForbidden } from './xml-text.js';

type Read = Extract<RepairedXml, { ok: true }>;

const itemNames = [
  'title',
  'wire:title',
  'link',
  'guid',
  'id',
  'wire:about',
  'wire:summary',
  'wire:content',
  'wire:caption',
  'author',
  'dc:creator',
  'itunes:author',
  'category',
  'wire:keywords',
  'enclosure',
  'media:content',
  'language',
  ...publishedNames,
  ...updatedNames,
  ...otherDateNames,
];
const feedNames = [
  'author',
  'title',
  'wire:title',
  'link',
  'language',
  'ttl',
  'sy:updateperiod',
  'sy:updatefrequency',
  'hour',
  'day',
];
const MAX_CATEGORIES = 50;
const MAX_NAME_LENGTH = 500;

const everyName = new Map([...itemNames, ...feedNames].map((name) => [name, `every ${name}`]));
const every = (name: string) => everyName.get(name) ?? name;

/** Every element, as often as it stands there, under `every` plus its name: rss-parser's own choices would lose the others. */
function everyOne(names: string[], present: ReadonlySet<string>): [string, string, { keepArray: true }][] {
  return names.filter((name) => present.has(name)).map((name) => [name, every(name), { keepArray: true }]);
}

/**
 * Reads what {@link repairXml} made. Rejects only if that is not well-formed, which would be a bug.
 *
 * @param url where the feed came from, for its relative links; without one they stay relative.
 */
export async function readXmlFeed(repaired: Read, url: string | undefined, now: Date): Promise<ParsedFeed> {
  const parser = new Parser<Record<string, unknown>, Record<string, unknown>>({
    defaultRSS: 2,
    customFields: {
      feed: everyOne(feedNames, repaired.names) as never,
      item: everyOne(itemNames, repaired.names) as never,
    },
  });
  const channel = await parser.parseString(repaired.xml);
  const fields: Fields = (name) => channel[every(name)] as XmlNode[] | undefined;
  const links = fields('link') ?? [];
  const ofRel = (rel: string) => links.filter((node) => relations(node).includes(rel));
  const siteUrl = chooseLink(links, url);
  const base = url === undefined ? undefined : (siteUrl ?? url);
  // RFC 4287 §4.2.1: an entry without an author has the feed's.
  const author = repaired.format === 'atom' ? readAuthors(fields) : undefined;
  return {
    format: repaired.format,
    title: chooseTitle(fields, repaired.texts),
    language: firstText(fields('language')),
    siteUrl,
    selfUrl: ofRel('self').flatMap((node) => toAbsoluteLink(attribute(node, 'href'), url) ?? [])[0],
    hubUrls: [...new Set(ofRel('hub').flatMap((node) => toAbsoluteLink(attribute(node, 'href'), url) ?? []))],
    hints: readPollingHints(fields),
    items: channel.items.map((item) => {
      const read = readItem((name) => item[every(name)] as XmlNode[] | undefined, repaired.texts, base, now);
      return author === undefined || read.author !== undefined ? read : { ...read, author };
    }),
  };
}

function readItem(fields: Fields, texts: string[], base: string | undefined, now: Date): ParsedItem {
  const dateOf = (names: string[]) => {
    for (const name of names) {
      for (const node of fields(name) ?? []) {
        const date = parseFeedDate(textOf(node), now);
        if (date) return date;
      }
    }
    return undefined;
  };
  const publishedAt = dateOf(publishedNames);
  const updatedAt = dateOf(updatedNames);
  return {
    guid: firstText(fields('guid')) ?? firstText(fields('id')) ?? firstText(fields('wire:about')),
    url: chooseItemLink(fields, base),
    title: chooseTitle(fields, texts),
    ...chooseText(fields, texts),
    author: readAuthors(fields),
    categories: readCategories(fields, texts),
    enclosures: readEnclosures(fields, base),
    language: firstText(fields('language')),
    publishedAt: publishedAt ?? (updatedAt ? undefined : dateOf(otherDateNames)),
    updatedAt,
  };
}

/** RSS's and Atom's own title before those of other vocabularies, wherever it stands. */
function chooseTitle(fields: Fields, texts: string[]): string {
  for (const node of [...(fields('title') ?? []), ...(fields('wire:title') ?? [])]) {
    const title = toPlainTitle(constructOf(node, texts));
    if (title) return title;
  }
  return '';
}

/** The full text where there is one, unless the summary says more. */
function chooseText(fields: Fields, texts: string[]): { text: string; html?: string } {
  const read = (name: string) => (fields(name) ?? []).map((node) => constructOf(node, texts));
  let chosen = { text: '', html: '' };
  for (const names of [['wire:content', 'wire:summary'], ['wire:caption']]) {
    if (chosen.text !== '') break;
    for (const html of names.flatMap(read)) {
      // Markup is not counted as text, and there is never more text than characters.
      if (html.length <= chosen.text.length) continue;
      const text = toPlainText(html);
      if (text.length > chosen.text.length) chosen = { text, html };
    }
  }
  return { text: chosen.text, ...(/<[a-z!/]/i.test(chosen.html) && { html: stripForbidden(chosen.html) }) };
}

function readAuthors(fields: Fields): string | undefined {
  const nodes = fields('dc:creator') ?? fields('author') ?? fields('itunes:author') ?? [];
  const names = nodes.map((node) => {
    const nested = typeof node === 'string' ? undefined : (firstText(node.name) ?? firstText(node.email));
    const name = toPlainTitle((nested ?? textOf(node)).slice(0, MAX_NAME_LENGTH));
    // RSS 2.0 wants "desk@paper.example (Jane Doe)", others write as mail has it; the name is what a reader wants.
    return /^\S+@\S+\s+\((.+)\)$/.exec(name)?.[1] ?? /^([^<]+?)\s*<\S+@\S+>$/.exec(name)?.[1] ?? name;
  });
  return [...new Set(names.filter(Boolean))].join(', ') || undefined;
}

function readCategories(fields: Fields, texts: string[]): string[] {
  const nodes = fields('category') ?? [];
  const keywords = fields('wire:keywords') ?? [];
  if (nodes.length + keywords.length === 0) return [];
  const written = [
    ...nodes.flatMap((node) => constructOf(node, texts).split('\n')),
    ...keywords.flatMap((node) => textOf(node).split(',')),
  ];
  const names = written.slice(0, MAX_CATEGORIES).map((name) => toPlainTitle(name));
  return [...new Set(names.filter(Boolean))];
}

function constructOf(node: XmlNode, texts: string[]): string {
  return texts[Number(textOf(node))] ?? '';
}
