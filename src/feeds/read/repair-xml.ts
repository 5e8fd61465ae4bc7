import { Parser } from 'htmlparser2';
import { readDocumentType } from './document-type.js';
import { type Attributes, createElementNamer, type FeedElement, resolveLink } from './feed-element.js';
import { foreignNames, readNames, textConstructs, transparentNames } from './feed-names.js';
import { type ParsedFeed } from './parsed-feed.js';
import { decodeBase64, textKind, type TextKind } from './text-kind.js';
import { decodeXmlText, type Entities, escapeXml } from './xml-text.js';

export type RepairedXml =
  | {
      ok: true;
      format: ParsedFeed['format'];
      xml: string;
      /** HTML, which `xml` names by its index: the parser behind is spared the long of it. */
      texts: string[];
      /** Of the elements in `xml`; what is not among them need not be asked for. */
      names: ReadonlySet<string>;
      itemCount: number;
    }
  | { ok: false; reason: 'html-page' | 'not-a-feed' | 'malformed' };

interface TextConstruct {
  depth: number;
  /** As it stands in the source. */
  qualified: string;
  /** Where its content begins in the source. */
  start: number;
  kind: TextKind;
  html: string;
}

const roots = new Map<string, ParsedFeed['format']>(
  Object.entries({
    rss: 'rss',
    channel: 'rss',
    feed: 'atom',
    'rdf:rdf': 'rdf',
    rdf: 'rdf',
    urlset: 'sitemap',
  } as const),
);
// htmlparser2 spends time quadratic in the depth. Real feeds nest 10 deep, their worst inline markup 50.
const MAX_DEPTH = 300;
const MAX_CUTS = 3;
// In one item: a few dozen are usual, most of them categories.
const MAX_ELEMENTS = 500;
// Beyond what anybody reads of a story; a hostile feed's ten million escapes would cost seconds.
const MAX_TEXT_LENGTH = 1_000_000;
// sax, below rss-parser, gives up on longer ones.
const MAX_ATTRIBUTE_LENGTH = 16_000;
/** None of them stands in a title: one that does shows that the title was not closed. */
const afterTitle = new Set(['link', 'guid', 'pubdate', 'published', 'updated', 'description', 'enclosure', 'category']);
const keptAttributes = new Set('href url uri rel type length filesize ispermalink'.split(' '));

/**
 * Makes one plain, well-formed RSS 2.0 document of whatever XML feed there is, so that the parser behind it sees no format's
 * quirks and no publisher's mistakes: junk before and after the document, control characters, bare `&`, HTML's entities,
 * unclosed and crossed tags, unescaped markup in texts, unusual prefixes, relative links under `xml:base`, RSS 0.9 and 1.0,
 * Atom 0.3 and 1.0, CDF, news sitemaps, entities of the document's own. Only what is read is kept.
 *
 * @param url where the document came from, for a relative `xml:base`.
 */
export function repairXml(text: string, url: string | undefined): RepairedXml {
  const document = readDocumentType(mendTags(text));
  let { text: source } = document;
  for (let cuts = 0; ; cuts += 1) {
    const walked = walk(source, document.entities, url);
    if (!('tooDeepIn' in walked)) return walked;
    // A text that nobody could read costs its own item that text, and not everybody's the feed.
    if (!walked.tooDeepIn || cuts === MAX_CUTS) return { ok: false, reason: 'malformed' };
    source = source.slice(0, walked.tooDeepIn.start) + source.slice(walked.tooDeepIn.end);
  }
}

function walk(
  text: string,
  entities: Entities,
  url: string | undefined,
): RepairedXml | { tooDeepIn: { start: number; end: number } | undefined } {
  const decode = (raw: string) => decodeXmlText(raw, entities);
  const describe = createElementNamer(url, entities);
  const open: FeedElement[] = [];
  const texts: string[] = [];
  const names = new Set(['wire:about', 'link', 'lastmod', 'language']);
  let format: ParsedFeed['format'] | undefined;
  let isHtml = false;
  let isTooDeep = false;
  let rootDepth = 0;
  let isInRoot = false;
  let itemDepth = 0;
  let itemCount = 0;
  let itemStart = 0;
  let categories: string[] = [];
  let category = '';
  let categoryName: { label?: string | undefined; term?: string | undefined } = {};
  let elementCount = 0;
  let construct: TextConstruct | undefined;
  let isCdata = false;
  let isOver = false;
  let feedXml = '';
  let itemXml = '';

  const currentConstruct = () => construct;
  const write = (xml: string) => {
    if (itemDepth > 0) itemXml += xml;
    else feedXml += xml;
  };
  const openItem = (element: FeedElement, attributes: Attributes) => {
    itemDepth = open.length;
    itemCount += 1;
    elementCount = 0;
    itemXml += '<item>';
    itemStart = itemXml.length;
    if (attributes['rdf:about']) itemXml += printElement('wire:about', attributes['rdf:about']);
    const href = attributes.href?.trim();
    // CDF has them as attributes: https://www.w3.org/TR/NOTE-CDFsubmit.html
    if (href) itemXml += printElement('link', element.base === '' ? href : resolveLink(href, element.base));
    if (attributes.lastmod) itemXml += printElement('lastmod', attributes.lastmod);
    if (attributes['xml:lang']) itemXml += printElement('language', attributes['xml:lang']);
  };
  const closeItem = () => {
    if (categories.length > 0) {
      itemXml += `<category>${texts.length}</category>`;
      texts.push(categories.join('\n'));
      categories = [];
    }
    // An element without children becomes a string in xml2js, and a string has a method `link`.
    itemXml += itemXml.length === itemStart ? '<wire:about></wire:about></item>' : '</item>';
    itemDepth = 0;
  };
  const closeConstruct = (name: string) => {
    if (!construct) return;
    const html = construct.kind === 'base64' ? decodeBase64(construct.html) : construct.html;
    write(`<${name}>${texts.length}</${name}>`);
    texts.push(html);
    construct = undefined;
  };

  const onopentag = (qualified: string, attributes: Attributes) => {
    const element = describe(qualified, attributes, open.at(-1));
    open.push(element);
    if (open.length > MAX_DEPTH) {
      isTooDeep = true;
      parser.pause();
      return;
    }
    if (construct) {
      const title = open[construct.depth - 1];
      if (title?.name !== 'title' || open.length !== construct.depth + 1 || !afterTitle.has(element.name)) {
        if (construct.html.length < MAX_TEXT_LENGTH) construct.html += printMarkup(localName(element), attributes);
        return;
      }
      closeConstruct('title');
      title.role = 'transparent';
    }
    if (format === undefined) openRoot(element, attributes);
    else if (isInRoot) openInFeed(element, attributes, qualified);
    // Documents that were put together by hand have the root twice.
    else if (open.length === rootDepth && roots.has(element.name)) isInRoot = true;
  };

  const openRoot = (element: FeedElement, attributes: Attributes) => {
    if (element.name === 'html' || element.name === 'xhtml:html') isHtml = true;
    if (isHtml) return;
    format = roots.get(element.name);
    // RFC 4287 §2: an entry may be a document of its own.
    const isBareItem = element.name === 'entry' || (element.name === 'item' && open.length === 1);
    if (format === undefined && !isBareItem) return;
    isInRoot = true;
    if (isBareItem) {
      for (const outer of open.slice(0, -1)) outer.role = 'transparent';
      format = element.name === 'entry' ? 'atom' : 'rss';
      openItem(element, attributes);
      return;
    }
    rootDepth = open.length;
    write(printElement('language', attributes['xml:lang']));
  };

  const openInFeed = (element: FeedElement, attributes: Attributes, qualified: string) => {
    const parent = open.at(-2);
    const isNewItem = isItem(element.name, format);
    // A new item where the last was not closed.
    if (isNewItem && parent && itemDepth === open.length - 1) {
      closeItem();
      parent.role = 'transparent';
    }
    // Wherever it stands: what is round it may not have been closed.
    if (isNewItem && itemDepth === 0) {
      openItem(element, attributes);
      return;
    }
    if (parent?.role === 'skipped') {
      element.role = 'skipped';
      return;
    }
    const name = readNames.get(element.name);
    if (name === undefined) {
      // A misspelt name must not cost what is in it; what other formats mean by theirs is not for us to read.
      const isOurs = !element.name.includes(':') && !foreignNames.has(element.name) && parent?.name !== 'author';
      element.role = isOurs || transparentNames.has(element.name) ? 'transparent' : 'skipped';
      return;
    }
    element.name = name;
    names.add(name);
    elementCount += 1;
    if (elementCount > MAX_ELEMENTS) {
      element.role = 'skipped';
    } else if (textConstructs.has(name)) {
      const kind = textKind(name, attributes, format);
      if (kind === undefined) element.role = 'skipped';
      else construct = { depth: open.length, qualified, start: parser.endIndex + 1, kind, html: '' };
      if (itemDepth > 0 && attributes['xml:lang']) write(printElement('language', attributes['xml:lang']));
    } else if (name === 'category') {
      // One element for all of an item's, which are half of what the parser behind would have to read.
      element.role = 'category';
      category = '';
      categoryName = { label: attributes.label?.trim(), term: attributes.term };
    } else if (name === 'media:content') {
      write(`${printTag(name, resolveLinks(attributes, element.base))}</${name}>`);
      element.role = 'skipped';
    } else {
      element.start = itemXml.length;
      write(printTag(name, resolveLinks(attributes, element.base)));
    }
  };

  const onclosetag = () => {
    const element = open.pop();
    if (!element || !isInRoot) return;
    if (open.length < rootDepth) isInRoot = false;
    if (construct) {
      if (open.length + 1 > construct.depth) {
        if (construct.html.length < MAX_TEXT_LENGTH) construct.html += `</${localName(element)}>`;
      } else closeConstruct(element.name);
    } else if (itemDepth > 0 && open.length + 1 === itemDepth) {
      closeItem();
    } else if (element.role === 'category') {
      if (itemDepth > 0)
        categories.push((categoryName.label || category.trim() || (categoryName.term ?? '')).replace(/\s+/g, ' '));
    } else if (isOver && itemDepth > 0 && element.role === 'read') {
      // The document was cut within it, and half a link or a date is a wrong one.
      itemXml = itemXml.slice(0, element.start);
    } else if (element.role === 'read' && isInRoot) {
      write(`</${element.name}>`);
    }
  };

  const ontext = (raw: string) => {
    if (construct) {
      if (construct.html.length >= MAX_TEXT_LENGTH) return;
      const isBare = construct.kind === 'xhtml' || open.length > construct.depth;
      const read = raw.slice(0, MAX_TEXT_LENGTH);
      const decoded = isCdata || isBare ? read : decode(read);
      construct.html += construct.kind === 'text' && !isBare ? escapeXml(decoded) : decoded;
      return;
    }
    const element = open.at(-1);
    if (element?.role === 'category') {
      if (category.length < MAX_ATTRIBUTE_LENGTH)
        category += isCdata ? raw : decode(raw.slice(0, MAX_ATTRIBUTE_LENGTH));
      return;
    }
    if (element?.role !== 'read' || !isInRoot || open.length <= rootDepth || open.length === itemDepth) return;
    const read = raw.slice(0, MAX_ATTRIBUTE_LENGTH);
    const plain = isCdata ? read : decode(read);
    const isRelative = element.name === 'link' && element.base !== '' && plain.trim() !== '';
    write(escapeXml(isRelative ? resolveLink(plain.trim(), element.base) : plain));
  };

  const parser = new Parser(
    {
      onopentag,
      onclosetag,
      ontext,
      oncdatastart: () => (isCdata = true),
      oncdataend: () => (isCdata = false),
    },
    { xmlMode: true, decodeEntities: false, lowerCaseTags: true, lowerCaseAttributeNames: true },
  );
  parser.write(dropCutTag(text));
  isOver = true;
  parser.end();

  if (isTooDeep) {
    const unread = currentConstruct();
    if (!unread) return { tooDeepIn: undefined };
    const close = new RegExp(`</${unread.qualified.replace(/[^\w:-]/g, '.')}\\s*>`, 'gi');
    close.lastIndex = parser.startIndex;
    return { tooDeepIn: { start: unread.start, end: close.exec(text)?.index ?? text.length } };
  }
  if (format === undefined) return { ok: false, reason: isHtml ? 'html-page' : 'not-a-feed' };
  // Neither may the channel be without children.
  const xml = `<rss version="2.0"><channel><wire:feed></wire:feed>${feedXml}${itemXml}</channel></rss>`;
  return { ok: true, format, itemCount, xml, texts, names };
}

/**
 * A `<` before what can begin no tag is a less-than sign, and the parser would take it and all up to the next `>` for one. In CDATA
 * sections it is one anyway. An end tag that lacks its `>` would take the next tag with it.
 */
function mendTags(text: string): string {
  const ended = /<\/[\w:.-]+\s*</.test(text) ? text.replace(/<\/([\w:.-]+)\s*(?=<)/g, '</$1>') : text;
  if (!/<[^a-z_/!?:\u0080-\uffff]/i.test(ended)) return ended;
  return ended.replace(/<!\[CDATA\[[^]*?(?:\]\]>|$)|<(?=[^a-z_/!?:\u0080-\uffff])/gi, (match) =>
    match === '<' ? '&lt;' : match,
  );
}

/** A document that ends within a tag was cut there. */
function dropCutTag(text: string): string {
  const last = text.lastIndexOf('<');
  const isCut = last !== -1 && !text.includes('>', last) && /^<(?:$|[a-z/?]|!(?!\[))/i.test(text.slice(last, last + 3));
  return isCut ? text.slice(0, last) : text;
}

function isItem(name: string, format: ParsedFeed['format'] | undefined): boolean {
  return format === 'sitemap' ? name === 'url' : name === 'item' || name === 'entry';
}

function localName({ name }: FeedElement): string {
  return name.slice(name.lastIndexOf(':') + 1);
}

function resolveLinks(attributes: Attributes, base: string): Attributes {
  if (base === '') return attributes;
  const resolved = { ...attributes };
  for (const name of ['href', 'url']) {
    if (resolved[name] !== undefined) resolved[name] = resolveLink(resolved[name].trim(), base);
  }
  return resolved;
}

function printTag(name: string, attributes: Attributes): string {
  let tag = `<${name}`;
  for (const key in attributes) {
    const value = attributes[key] ?? '';
    if (keptAttributes.has(key) && value.length <= MAX_ATTRIBUTE_LENGTH) tag += ` ${key}="${escapeXml(value)}"`;
  }
  return `${tag}>`;
}

/** Of a text, with all attributes that could be written. */
function printMarkup(name: string, attributes: Attributes): string {
  let tag = `<${name}`;
  for (const key in attributes) {
    if (/^[a-z_][\w.-]*$/i.test(key)) tag += ` ${key}="${escapeXml(attributes[key] ?? '')}"`;
  }
  return `${tag}>`;
}

function printElement(name: string, text: string | undefined): string {
  return text === undefined ? '' : `<${name}>${escapeXml(text)}</${name}>`;
}
