import { decodeHtmlText } from './html-text.js';
import { endOfTag, nameOfTag } from './html-tag.js';
import { replaceC1Controls } from './windows-1252.js';
import { UNUSUAL_RANGES } from './xml-text.js';

// A story is a few thousand characters; what is longer is a page's dump, and nobody's alert depends on its end.
const MAX_LENGTH = 1_000_000;

/** Their content is no markup, up to their end tag. */
const raw = new Set(['script', 'style', 'textarea', 'iframe', 'noscript', 'xmp']);
const dropped = new Set([...raw, 'template', 'object', 'svg', 'math', 'head', 'select']);
const blocks = new Set(
  'address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr legend li main menu nav ol p pre section summary table tbody tfoot thead tr ul br'.split(
    ' ',
  ),
);
const inline = new Set(
  'a abbr acronym audio b bdi bdo big button canvas cite code data del dfn em embed font i img input ins kbd label mark meter o:p picture q rp rt ruby s samp small source span strike strong sub sup td th time tt u var video wbr'.split(
    ' ',
  ),
);

/**
 * What a reader would see of a piece of HTML: entities decoded once, scripts and styles left out, one line a paragraph, white
 * space folded. What comes back is text: `<` in it is a less-than sign, and it must be escaped wherever it is shown as HTML.
 * Takes time linear in the length.
 */
export function toPlainText(html: string): string {
  return foldLines(readText(html, false));
}

/** As {@link toPlainText}, on one line. A tag that HTML does not know is what somebody wrote, as in "List<String>". */
export function toPlainTitle(html: string): string {
  const text = foldLines(readText(closeLastTag(html), true));
  return text.includes('\n') ? text.replaceAll('\n', ' ') : text;
}

/** A `<` that nothing ends is a less-than sign, as in "a<b". */
function closeLastTag(html: string): string {
  const last = html.lastIndexOf('<');
  return last === -1 || html.includes('>', last) || html.startsWith('<![CDATA[', last)
    ? html
    : `${html.slice(0, last)}&lt;${html.slice(last + 1)}`;
}

function readText(html: string, keepUnknownTags: boolean): string {
  let source = html.length > MAX_LENGTH ? html.slice(0, MAX_LENGTH) : html;
  if (!/[<&]/.test(source)) return source;
  // Line breaks in HTML's source are spaces; paragraphs come from elements.
  if (/[\n\r]/.test(source)) source = source.replace(/[\n\r]+/g, ' ');
  // Left over from escaping twice, and some are never ended.
  if (source.includes('<![CDATA[')) source = source.replaceAll('<![CDATA[', '').replaceAll(']]>', '');
  const unended = new Set<string>();
  let text = '';
  let start = 0;
  let at = source.indexOf('<');
  while (at !== -1) {
    const name = nameOfTag(source, at);
    if (name === undefined) {
      // A less-than sign.
      at = source.indexOf('<', at + 1);
      continue;
    }
    text += decodeHtmlText(source.slice(start, at));
    const end = endOfTag(source, at, name);
    const isEnd = name.startsWith('/');
    const tag = isEnd ? name.slice(1) : name;
    start = end;
    if (blocks.has(tag)) text += '\n';
    else if (tag === 'td' || tag === 'th') text += ' ';
    else if (dropped.has(tag)) start = isEnd ? end : endOfElement(source, tag, end, unended);
    else if (keepUnknownTags && tag !== '' && !inline.has(tag)) text += source.slice(at, end);
    at = source.indexOf('<', start);
  }
  return start === 0 ? decodeHtmlText(source) : text + decodeHtmlText(source.slice(start));
}

/**
 * Where what is not shown is over. An element that is never ended shows what is in it, unless that is no markup.
 *
 * @param unended those known to have no end any more, so that a million of them are not looked for a million times.
 */
function endOfElement(source: string, tag: string, from: number, unended: Set<string>): number {
  if (!raw.has(tag) && (source[from - 2] === '/' || unended.has(tag))) return from;
  const tags = new RegExp(`<(/?)${tag}(?![\\w:-])`, 'gi');
  tags.lastIndex = from;
  let depth = 1;
  for (let match = tags.exec(source); match; match = tags.exec(source)) {
    const isEnd = match[1] === '/';
    if (!isEnd && raw.has(tag)) continue;
    const end = endOfTag(source, match.index, tag);
    if (!isEnd && source[end - 2] === '/') continue;
    depth += isEnd ? -1 : 1;
    if (depth === 0) return end;
  }
  unended.add(tag);
  return raw.has(tag) ? source.length : from;
}

const hidden = String.raw`\u00ad\u200b\ufeff\u202a-\u202e\u2066-\u2069`;
const unfolded = new RegExp(`[^\\S ]|  |[${UNUSUAL_RANGES}${hidden}]`);
const suspicious = new RegExp(`[${UNUSUAL_RANGES}${hidden}]`);
const invisible = /[\u00ad\u200b\ufeff\u202a-\u202e\u2066-\u2069\ufffe\uffff]|[^\P{Cc}\s]|\p{Cs}/gu;

/** Invisible characters go too: soft hyphens and zero-width spaces hide a word from search, bidi controls can forge a headline. */
function foldLines(text: string): string {
  // Most names and titles: the test is a fraction of the work.
  if (!unfolded.test(text)) return text.trim();
  const visible = suspicious.test(text) ? replaceC1Controls(text).replace(invisible, '') : text;
  return visible.replace(/\s{2,}|[^\S\n ]/g, (space) => (space.includes('\n') ? '\n' : ' ')).trim();
}
