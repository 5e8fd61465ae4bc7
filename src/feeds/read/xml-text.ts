import { Parser } from 'htmlparser2';
import { replaceC1Controls } from './windows-1252.js';

const xmlNames: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const htmlNames = new Map<string, string>();

/**
 * Undoes XML's escapes, and those of HTML that publishers use as if XML had them. What is no escape stays as it is: a bare `&`
 * is an ampersand.
 *
 * @param entities those that the document declares, which come first.
 */
export function decodeXmlText(raw: string, entities?: ReadonlyMap<string, string>): string {
  if (!raw.includes('&')) return raw;
  return raw.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z_][\w.-]{0,59}));/gi,
    (whole, hex, decimal, name: string) => {
      if (name !== undefined) return xmlNames[name] ?? entities?.get(name) ?? htmlCharacter(name) ?? whole;
      const codePoint = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return codePoint > 0x10ffff ? '\ufffd' : replaceC1Controls(String.fromCodePoint(codePoint));
    },
  );
}

function htmlCharacter(name: string): string | undefined {
  const known = htmlNames.get(name);
  if (known !== undefined) return known || undefined;
  let text = '';
  new Parser({ ontext: (data) => (text += data) }).end(`&${name};`);
  const character = text === `&${name};` ? '' : text;
  // The names are HTML's, some two thousand; made-up ones must not fill memory.
  if (htmlNames.size < 5_000) htmlNames.set(name, character);
  return character || undefined;
}

/** Makes any string well-formed XML content: what XML 1.0 forbids even as an escape is left out. */
export function escapeXml(text: string): string {
  const clean = stripForbidden(text);
  return !/[&<>"]/.test(clean) ? clean : clean.replace(/[&<>"]/g, (character) => escapes[character] ?? character);
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const forbidden = /[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu;

/** https://www.w3.org/TR/xml/#charsets: no controls but tab and line breaks, no lone surrogates, no U+FFFE and U+FFFF. */
export function stripForbidden(text: string): string {
  // Pairs are fine; a search for either half is several times faster than one for whole characters.
  const wellFormed = /[\ud800-\udfff]/.test(text) ? text.replace(/\p{Cs}/gu, '') : text;
  return wellFormed.replace(forbidden, '');
}
