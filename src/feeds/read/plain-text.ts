import { Parser } from 'htmlparser2';
import { replaceC1Controls } from './windows-1252.js';

// A story is a few thousand characters; what is longer is a page's dump, and nobody's alert depends on its end.
const MAX_LENGTH = 1_000_000;
// htmlparser2 spends time quadratic in the depth.
const MAX_DEPTH = 500;

const dropped = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'iframe',
  'object',
  'svg',
  'math',
  'head',
  'select',
  'textarea',
]);
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
 */
export function toPlainText(html: string): string {
  return foldLines(readText(html, { keepUnknownTags: false }));
}

/** As {@link toPlainText}, on one line. A tag that HTML does not know is what somebody wrote, as in "List<String>". */
export function toPlainTitle(html: string): string {
  return foldLines(readText(closeLastTag(html), { keepUnknownTags: true }))
    .replaceAll('\n', ' ')
    .trim();
}

/** A `<` that nothing ends is a less-than sign, as in "a<b". */
function closeLastTag(html: string): string {
  const last = html.lastIndexOf('<');
  return last === -1 || html.includes('>', last) ? html : `${html.slice(0, last)}&lt;${html.slice(last + 1)}`;
}

function readText(html: string, { keepUnknownTags }: { keepUnknownTags: boolean }): string {
  const cut = html.slice(0, MAX_LENGTH);
  // Left over from escaping twice, and some are never ended.
  const source = cut.includes('<![CDATA[') ? cut.replaceAll('<![CDATA[', '').replaceAll(']]>', '') : cut;
  if (!/[<&]/.test(source)) return source;
  let text = '';
  let depth = 0;
  let droppedDepth = 0;
  const parser = new Parser(
    {
      onopentag(name) {
        depth += 1;
        if (depth > MAX_DEPTH) parser.pause();
        if (dropped.has(name)) droppedDepth += 1;
        if (droppedDepth > 0) return;
        if (blocks.has(name)) text += '\n';
        else if (name === 'td' || name === 'th') text += ' ';
        else if (keepUnknownTags && !inline.has(name)) text += source.slice(parser.startIndex, parser.endIndex + 1);
      },
      onclosetag(name, isImplied) {
        depth -= 1;
        if (dropped.has(name)) droppedDepth -= 1;
        if (droppedDepth > 0 || dropped.has(name)) return;
        if (blocks.has(name)) text += '\n';
        else if (keepUnknownTags && !inline.has(name) && !isImplied) {
          text += source.slice(parser.startIndex, parser.endIndex + 1);
        }
      },
      ontext(data) {
        // Line breaks in HTML's source are spaces; paragraphs come from elements.
        if (droppedDepth === 0) text += data.replace(/[\n\r]+/g, ' ');
      },
    },
    { decodeEntities: true, recognizeCDATA: true },
  );
  parser.end(source);
  return text;
}

/** Invisible characters go too: soft hyphens and zero-width spaces hide a word from search, bidi controls can forge a headline. */
function foldLines(text: string): string {
  return replaceC1Controls(text)
    .replace(/[\u00ad\u200b\ufeff\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/[^\P{Cc}\n]/gu, '')
    .replace(/ ?\n[\n ]*/g, '\n')
    .trim();
}
