import { Parser } from 'htmlparser2';
import { replaceC1Controls } from './windows-1252.js';

const characters = new Map<string, string>();

/** Undoes HTML's escapes. What is none stays as it is; a few may lack their semicolon, as in "&nbsp" and "&copy 2026". */
export function decodeHtmlText(raw: string): string {
  if (!raw.includes('&')) return raw;
  return raw.replace(
    /&(?:#x([0-9a-f]{1,6})(?![0-9a-f]);?|#(\d{1,7})(?!\d);?|([a-z][a-z0-9]{1,31}(?:;|(?![a-z0-9=]))))/gi,
    (whole, hex, decimal, name: string) => {
      if (name !== undefined) return htmlCharacter(name) ?? whole;
      const codePoint = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return codePoint > 0x10ffff ? '\ufffd' : replaceC1Controls(String.fromCodePoint(codePoint));
    },
  );
}

/** @param reference the name, with the semicolon if it has one. */
export function htmlCharacter(reference: string): string | undefined {
  const known = characters.get(reference);
  if (known !== undefined) return known || undefined;
  let text = '';
  new Parser({ ontext: (data) => (text += data) }).end(`&${reference}`);
  const character = text === `&${reference}` ? '' : text;
  // The names are HTML's, some two thousand; made-up ones must not fill memory.
  if (characters.size < 5_000) characters.set(reference, character);
  return character || undefined;
}
