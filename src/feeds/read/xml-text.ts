import { htmlCharacter } from './html-text.js';
import { replaceC1Controls } from './windows-1252.js';

const xmlNames = new Map(Object.entries({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }));

/** What a document calls its own entities; a map is one. */
export interface Entities {
  get(name: string): string | undefined;
}

/**
 * Undoes XML's escapes, and those of HTML that publishers use as if XML had them. What is no escape stays as it is: a bare `&`
 * is an ampersand.
 *
 * @param entities those that the document declares, which come first.
 */
export function decodeXmlText(raw: string, entities?: Entities): string {
  if (!raw.includes('&')) return raw;
  return raw.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z_][\w.-]{0,59}));/gi,
    (whole, hex, decimal, name: string) => {
      if (name !== undefined) return xmlNames.get(name) ?? entities?.get(name) ?? htmlCharacter(`${name};`) ?? whole;
      const codePoint = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return codePoint > 0x10ffff ? '\ufffd' : replaceC1Controls(String.fromCodePoint(codePoint));
    },
  );
}

/** Makes any string well-formed XML content: what XML 1.0 forbids even as an escape is left out. */
export function escapeXml(text: string): string {
  const clean = stripForbidden(text);
  return !/[&<>"]/.test(clean) ? clean : clean.replace(/[&<>"]/g, (character) => escapes[character] ?? character);
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const forbidden = /[^\P{Cc}\t\n\r]|\p{Cs}|[\ufffe\uffff]/gu;
/** Controls but white space, surrogates in pairs or alone, U+FFFE and U+FFFF, as ranges of a class of characters. */
export const UNUSUAL_RANGES = String.raw`\u0000-\u0008\u000e-\u001f\u007f-\u009f\ud800-\udfff\ufffe\uffff`;
const unusual = new RegExp(`[${UNUSUAL_RANGES}\u000b\u000c]`);

/** https://www.w3.org/TR/xml/#charsets: no controls but tab and line breaks, no lone surrogates, no U+FFFE and U+FFFF. */
export function stripForbidden(text: string): string {
  // Whole characters are many times slower to look for than a class of halves.
  return unusual.test(text) ? text.replace(forbidden, '') : text;
}
