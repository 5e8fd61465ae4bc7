import { isUtf8 } from 'node:buffer';
import { decodeCharset, knownCharset } from './charset.js';
import { detectCharset } from './detect-charset.js';
import { decodeEbcdic } from './ebcdic.js';

export interface DecodedText {
  text: string;
  /** The encoding used, by its WHATWG name in lower case. */
  encoding: string;
}

/**
 * Bytes to text. The order is what real feeds need, not what the standards say: a byte order mark, then UTF-8 if the bytes are
 * valid UTF-8 (no other encoding's text is, by chance), then the HTTP charset, the XML declaration, what the letters look like, and
 * windows-1252.
 */
export function decodeFeed(bytes: Uint8Array, contentType?: string): DecodedText {
  const marked = byteOrderMark(bytes) ?? nullPattern(bytes) ?? ebcdicPattern(bytes);
  if (marked) return decodeAs(marked, bytes);
  const strict = decodeStrictly(bytes);
  // The one family that is valid UTF-8 byte by byte and still is none: it switches alphabets by escape sequences.
  if (strict !== undefined && !bytes.includes(0x1b)) return { text: strict, encoding: 'utf-8' };
  const declared = [charsetOf(contentType), prologEncoding(bytes)].flatMap((label) => known(label) ?? []);
  const escaped = declared.find((encoding) => encoding === 'iso-2022-jp');
  if (escaped && bytes.includes(0x1b)) return decodeAs(escaped, bytes);
  if (strict !== undefined) return { text: strict, encoding: 'utf-8' };
  const other = declared.find((encoding) => !encoding.startsWith('utf-'));
  if (declared.includes('utf-8') || !other) {
    // Text cut in the middle of a character, or one foreign paragraph, is still UTF-8 for the most part.
    const lossy = decodeAs('utf-8', bytes);
    if (isMostlyUtf8(lossy.text)) return lossy;
  }
  return decodeAs(other ?? detectCharset(bytes) ?? 'windows-1252', bytes);
}

function decodeAs(encoding: string, bytes: Uint8Array): DecodedText {
  return { text: decodeCharset(encoding, bytes), encoding };
}

/** Several times faster than a decoder that throws. */
function decodeStrictly(bytes: Uint8Array): string | undefined {
  return isUtf8(bytes) ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8') : undefined;
}

function byteOrderMark(bytes: Uint8Array): string | undefined {
  const [a, b, c, d] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 ? 'utf-32le' : 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  return a === 0 && b === 0 && c === 0xfe && d === 0xff ? 'utf-32be' : undefined;
}

/** Without a mark (https://www.w3.org/TR/xml/#sec-guessing-no-ext-info): markup begins with ASCII, so the other bytes are null. */
function nullPattern(bytes: Uint8Array): string | undefined {
  if (bytes.length < 4) return undefined;
  const [a, b, c, d] = bytes;
  if (a !== 0 && b === 0 && c === 0 && d === 0) return 'utf-32le';
  if (a === 0 && b === 0 && c === 0 && d !== 0) return 'utf-32be';
  if (a !== 0 && b === 0 && c !== 0 && d === 0) return 'utf-16le';
  return a === 0 && b !== 0 && c === 0 && d !== 0 ? 'utf-16be' : undefined;
}

/** "<?xm" as mainframes write it. */
function ebcdicPattern(bytes: Uint8Array): string | undefined {
  const [a, b, c, d] = bytes;
  if (a !== 0x4c || b !== 0x6f || c !== 0xa7 || d !== 0x94) return undefined;
  const declared = known(declaredIn(decodeEbcdic('cp037', bytes.subarray(0, 1024))));
  return declared !== undefined && /^(cp|ibm|ebcdic)/.test(declared) ? declared : 'cp037';
}

function charsetOf(contentType: string | undefined): string | undefined {
  return /charset\s*=\s*["']?\s*([^\s"';,]+)/i.exec(contentType ?? '')?.[1];
}

function prologEncoding(bytes: Uint8Array): string | undefined {
  return declaredIn(Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1024)).toString('latin1'));
}

function declaredIn(start: string): string | undefined {
  return /<\?xml[^>]*?\sencoding\s*=\s*["']?\s*([\w.:-]+)/i.exec(start)?.[1];
}

/** Bytes that began with UTF-16 or 32 would have shown it: a declaration that could be read as ASCII is neither. */
function known(label: string | undefined): string | undefined {
  const encoding = knownCharset(label);
  return encoding !== undefined && /^utf-(16|32)/.test(encoding) ? undefined : encoding;
}

function isMostlyUtf8(text: string): boolean {
  const broken = text.match(/\ufffd/g)?.length ?? 0;
  const whole = text.match(/[^\0-\x7f\ufffd]/gu)?.length ?? 0;
  return broken * 4 <= whole;
}
