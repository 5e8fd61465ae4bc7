import { Parser } from 'htmlparser2';
import { readNames, textConstructs, usualPrefix, usualPrefixOfUndeclared } from './feed-names.js';
import { type ParsedFeed } from './parsed-feed.js';
import { decodeXmlText, escapeXml, stripForbidden } from './xml-text.js';

export type RepairedXml =
  | { ok: true; format: ParsedFeed['format']; xml: string; itemCount: number }
  | { ok: false; reason: 'html-page' | 'not-a-feed' | 'malformed' };

type Attributes = Record<string, string>;

interface Element {
  name: string;
  namespace: string;
  base: string;
  /** Skipped: nothing in it is read. Transparent: what is in it counts as in the element round it. */
  role: 'read' | 'skipped' | 'transparent';
}

type TextKind = 'text' | 'html' | 'xhtml';

interface TextConstruct {
  depth: number;
  /** How its characters are to be read: as text, as HTML that was escaped, or as markup that stands there bare. */
  kind: TextKind;
  html: string;
}

const roots: Record<string, ParsedFeed['format']> = {
  rss: 'rss',
  channel: 'rss',
  feed: 'atom',
  'rdf:rdf': 'rdf',
  rdf: 'rdf',
  urlset: 'sitemap',
};
/** Passed through: their children count as children of what is round them. */
const transparent = new Set(['channel', 'news:news', 'items']);
// htmlparser2 spends time quadratic in the depth. Real feeds nest 10 deep, their worst inline markup 50.
const MAX_DEPTH = 300;
// In one item: a few dozen are usual, most of them categories.
const MAX_ELEMENTS = 500;
// Beyond what anybody reads of a story; a hostile feed's ten million escapes would cost seconds.
const MAX_TEXT_LENGTH = 1_000_000;
// sax, below rss-parser, gives up on longer ones.
const MAX_ATTRIBUTE_LENGTH = 16_000;

/**
 * Makes one plain, well-formed RSS 2.0 document of whatever XML feed there is, so that the parser behind it sees no format's
 * quirks and no publisher's mistakes: junk before and after the document, control characters, bare `&`, HTML's entities,
 * unclosed and crossed tags, unescaped markup in texts, unusual prefixes, relative links under `xml:base`, RSS 0.9 and 1.0,
 * Atom 0.3 and 1.0, news sitemaps. Texts come out as escaped HTML, whatever they were. Only what is read is kept.
 *
 * @param url where the document came from, for a relative `xml:base`.
 */
export function repairXml(text: string, url: string | undefined): RepairedXml {
  const prefixes = new Map<string, string>();
  const open: Element[] = [];
  let format: ParsedFeed['format'] | undefined;
  let isHtml = false;
  let isTooDeep = false;
  let rootDepth = 0;
  let isInRoot = false;
  let itemDepth = 0;
  let itemCount = 0;
  let elementCount = 0;
  let construct: TextConstruct | undefined;
  let isCdata = false;
  let feedXml = '';
  let itemXml = '';

  const write = (xml: string) => {
    if (itemDepth > 0) itemXml += xml;
    else feedXml += xml;
  };
  const closeItem = () => {
    itemXml += '</item>';
    itemDepth = 0;
  };

  const onopentag = (qualified: string, attributes: Attributes) => {
    const element = describe(qualified, attributes, open.at(-1), prefixes, url);
    open.push(element);
    if (open.length > MAX_DEPTH) {
      isTooDeep = true;
      parser.pause();
    } else if (construct) {
      construct.html += printTag(element.name.replace(/^.*:/, ''), attributes);
    } else if (format === undefined) {
      if (element.name === 'html') isHtml = true;
      if (isHtml) return;
      format = roots[element.name];
      if (format === undefined) return;
      rootDepth = open.length;
      isInRoot = true;
      write(printElement('language', attributes['xml:lang']));
    } else if (isInRoot) {
      openInFeed(element, attributes);
    }
  };

  const openInFeed = (element: Element, attributes: Attributes) => {
    const parent = open.at(-2);
    if (parent?.role === 'skipped') {
      element.role = 'skipped';
      return;
    }
    // A new item where the last was not closed.
    if (parent && itemDepth === open.length - 1 && isItem(element.name, format)) {
      closeItem();
      parent.role = 'transparent';
    }
    if (itemDepth === 0 && isItem(element.name, format)) {
      itemDepth = open.length;
      itemCount += 1;
      elementCount = 0;
      itemXml += `<item>${printElement('wire:about', attributes['rdf:about'] ?? '')}`;
      return;
    }
    if (transparent.has(element.name)) {
      element.role = 'transparent';
      return;
    }
    const name = readNames.get(element.name);
    if (name === undefined) {
      element.role = 'skipped';
      return;
    }
    element.name = name;
    elementCount += 1;
    if (elementCount > MAX_ELEMENTS) {
      element.role = 'skipped';
      return;
    }
    if (textConstructs.has(name)) {
      const kind = kindOf(attributes, format);
      if (kind === 'binary') element.role = 'skipped';
      else construct = { depth: open.length, kind, html: '' };
    } else write(printTag(name, resolveLinks(attributes, element.base)));
  };

  const onclosetag = () => {
    const element = open.pop();
    if (!element || !isInRoot) return;
    if (open.length < rootDepth) isInRoot = false;
    if (construct) {
      if (open.length + 1 > construct.depth) {
        construct.html += `</${element.name.replace(/^.*:/, '')}>`;
        return;
      }
      write(printText(element.name, construct.html));
      construct = undefined;
    } else if (itemDepth > 0 && open.length + 1 === itemDepth) {
      closeItem();
    } else if (element.role === 'read' && isInRoot) {
      write(`</${element.name}>`);
    }
  };

  const ontext = (raw: string) => {
    if (construct) {
      if (construct.html.length >= MAX_TEXT_LENGTH) return;
      const isBare = construct.kind === 'xhtml' || open.length > construct.depth;
      const read = raw.slice(0, MAX_TEXT_LENGTH);
      const decoded = isCdata || isBare ? read : decodeXmlText(read);
      construct.html += construct.kind === 'text' && !isBare ? escapeXml(decoded) : decoded;
      return;
    }
    const element = open.at(-1);
    if (element?.role !== 'read' || !isInRoot || open.length <= rootDepth || open.length === itemDepth) return;
    const read = raw.slice(0, MAX_ATTRIBUTE_LENGTH);
    const plain = isCdata ? read : decodeXmlText(read);
    const isRelative = element.name === 'link' && element.base !== '' && plain.trim() !== '';
    write(escapeXml(isRelative ? resolve(plain.trim(), element.base) : plain));
  };

  const parser = new Parser(
    {
      onopentag,
      onclosetag,
      ontext,
      oncdatastart: () => (isCdata = true),
      oncdataend: () => (isCdata = false),
    },
    { xmlMode: true, decodeEntities: false },
  );
  parser.end(text);

  if (isTooDeep) return { ok: false, reason: 'malformed' };
  if (format === undefined) return { ok: false, reason: isHtml ? 'html-page' : 'not-a-feed' };
  // An element without children becomes a string in xml2js, and a string has a method `link`: hence the two that stand always.
  const xml = `<rss version="2.0"><channel><wire:feed></wire:feed>${feedXml}${itemXml}</channel></rss>`;
  return { ok: true, format, itemCount, xml };
}

function isItem(name: string, format: ParsedFeed['format'] | undefined): boolean {
  return format === 'sitemap' ? name === 'url' : name === 'item' || name === 'entry';
}

function describe(
  qualified: string,
  attributes: Attributes,
  parent: Element | undefined,
  prefixes: Map<string, string>,
  url: string | undefined,
): Element {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('xmlns:')) prefixes.set(name.slice(6), usualPrefix(value) ?? name.slice(6).toLowerCase());
    attributes[name] = decodeXmlText(value);
  }
  const [prefix, local] = splitName(qualified);
  const declared = attributes.xmlns;
  const namespace = declared === undefined ? (parent?.namespace ?? '') : (usualPrefix(declared) ?? '');
  const usual = prefix === undefined ? namespace : (prefixes.get(prefix) ?? usualPrefixOfUndeclared(prefix));
  const name = usual === '' ? local : `${usual}:${local}`;
  const base = attributes['xml:base'];
  return {
    name,
    namespace,
    base: base === undefined ? (parent?.base ?? '') : resolve(base.trim(), parent?.base || url),
    role: 'read',
  };
}

function splitName(qualified: string): [string | undefined, string] {
  const colon = qualified.indexOf(':');
  return colon === -1
    ? [undefined, qualified.toLowerCase()]
    : [qualified.slice(0, colon), qualified.slice(colon + 1).toLowerCase()];
}

/** Atom says with `type`, Atom 0.3 also with `mode`; RSS says nothing and means HTML. */
function kindOf(attributes: Attributes, format: ParsedFeed['format'] | undefined): TextKind | 'binary' {
  const type = attributes.type?.trim().toLowerCase();
  if (attributes.mode === 'base64') return 'binary';
  if (type === 'xhtml' || (type !== undefined && /[/+]xml$/.test(type)))
    return attributes.mode === 'escaped' ? 'html' : 'xhtml';
  if (type === 'text' || type === 'text/plain') return 'text';
  if (format === 'atom' && type !== undefined && /^(?!text\/)\w+\//.test(type)) return 'binary';
  if (type !== undefined || attributes.mode === 'escaped') return 'html';
  return format === 'atom' ? 'text' : 'html';
}

function resolveLinks(attributes: Attributes, base: string): Attributes {
  if (base === '') return attributes;
  const resolved = { ...attributes };
  for (const name of ['href', 'url']) {
    if (resolved[name] !== undefined) resolved[name] = resolve(resolved[name].trim(), base);
  }
  return resolved;
}

function resolve(reference: string, base: string | undefined): string {
  return URL.canParse(reference, base) ? new URL(reference, base).href : reference;
}

function printTag(name: string, attributes: Attributes): string {
  let tag = `<${name}`;
  for (const [key, value] of Object.entries(attributes)) {
    if (/^[a-z_][\w.-]*$/i.test(key) && value.length <= MAX_ATTRIBUTE_LENGTH) tag += ` ${key}="${escapeXml(value)}"`;
  }
  return `${tag}>`;
}

/** In CDATA sections, which the parser behind takes several times faster than escapes. */
function printText(name: string, html: string): string {
  return `<${name}><![CDATA[${stripForbidden(html).replaceAll(']]>', ']]]]><![CDATA[>')}]]></${name}>`;
}

function printElement(name: string, text: string | undefined): string {
  return text === undefined ? '' : `<${name}>${escapeXml(text)}</${name}>`;
}
