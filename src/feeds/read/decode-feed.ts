import { replaceC1Controls } from './windows-1252.js';
import { decodeWindows949 } from './windows-949.js';

export interface DecodedText {
  text: string;
  /** The encoding used, by its WHATWG name in lower case. */
  encoding: string;
}

// Names that feeds use and the WHATWG list lacks.
const aliases: Record<string, string> = {
  cp949: 'euc-kr',
  ms949: 'euc-kr',
  uhc: 'euc-kr',
  cp932: 'shift_jis',
  cp936: 'gbk',
  cp950: 'big5',
  'win-1251': 'windows-1251',
  windows1251: 'windows-1251',
  'win-1252': 'windows-1252',
  utf: 'utf-8',
};

/**
 * Bytes to text. The order is what real feeds need, not what the standards say: a byte order mark, then UTF-8 if the bytes are
 * valid UTF-8 (no other encoding's text is, by chance), then the HTTP charset, the XML declaration, and windows-1252.
 */
export function decodeFeed(bytes: Uint8Array, contentType?: string): DecodedText {
  const marked = byteOrderMark(bytes) ?? nullPattern(bytes);
  if (marked) return decodeAs(marked, bytes);
  const declared = [charsetOf(contentType), prologEncoding(bytes)].flatMap((label) => known(label) ?? []);
  // The one family that is valid UTF-8 byte by byte and still is none: it switches alphabets by escape sequences.
  const escaped = declared.find((encoding) => encoding === 'iso-2022-jp');
  if (escaped && bytes.includes(0x1b)) return decodeAs(escaped, bytes);
  const strict = decodeStrictly(bytes);
  if (strict !== undefined) return { text: strict, encoding: 'utf-8' };
  const other = declared.find((encoding) => !encoding.startsWith('utf-'));
  if (declared.includes('utf-8') || !other) {
    // Text cut in the middle of a character, or one foreign paragraph, is still UTF-8 for the most part.
    const lossy = decodeAs('utf-8', bytes);
    if (isMostlyUtf8(lossy.text)) return lossy;
  }
  return decodeAs(other ?? 'windows-1252', bytes);
}

function decodeAs(encoding: string, bytes: Uint8Array): DecodedText {
  if (encoding === 'euc-kr') return { text: decodeWindows949(bytes), encoding };
  const text = new TextDecoder(encoding).decode(bytes);
  return { text: encoding === 'windows-1252' ? replaceC1Controls(text) : text, encoding };
}

function decodeStrictly(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Not UTF-8: an answer, not an accident.
    return undefined;
  }
}

function byteOrderMark(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined;
}

/** UTF-16 without a mark: markup begins with ASCII, so every other byte is null. */
function nullPattern(bytes: Uint8Array): string | undefined {
  if (bytes.length < 4) return undefined;
  const [a, b, c, d] = bytes;
  if (a !== 0 && b === 0 && c !== 0 && d === 0) return 'utf-16le';
  return a === 0 && b !== 0 && c === 0 && d !== 0 ? 'utf-16be' : undefined;
}

function charsetOf(contentType: string | undefined): string | undefined {
  return /charset\s*=\s*["']?\s*([^\s"';,]+)/i.exec(contentType ?? '')?.[1];
}

function prologEncoding(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1024)).toString('latin1');
  return /<\?xml[^>]*?\sencoding\s*=\s*["']?\s*([\w.:-]+)/i.exec(start)?.[1];
}

function known(label: string | undefined): string | undefined {
  if (label === undefined) return undefined;
  const name = label.trim().toLowerCase();
  try {
    const { encoding } = new TextDecoder(aliases[name] ?? name);
    // Bytes that began with UTF-16 would have shown it: a declaration that could be read as ASCII is not UTF-16.
    return encoding.startsWith('utf-16') ? undefined : encoding;
  } catch {
    // An unknown label says nothing; the next source is asked.
    return undefined;
  }
}

function isMostlyUtf8(text: string): boolean {
  const broken = text.match(/\ufffd/g)?.length ?? 0;
  const whole = text.match(/[^\0-\x7f\ufffd]/gu)?.length ?? 0;
  return broken * 4 <= whole;
}
