import iconv from 'iconv-lite';
import { decodeEbcdic } from './ebcdic.js';
import { replaceC1Controls } from './windows-1252.js';
import { decodeWindows949 } from './windows-949.js';

// Names that feeds use and neither the WHATWG list nor iconv-lite has, or that mean less there than publishers do.
const aliases = new Map(
  Object.entries({
    cp949: 'euc-kr',
    ms949: 'euc-kr',
    'x-windows-949': 'euc-kr',
    uhc: 'euc-kr',
    cp932: 'shift_jis',
    'windows-932': 'shift_jis',
    cp936: 'gbk',
    'euc-cn': 'gb18030',
    'x-euc-cn': 'gb18030',
    gb2312: 'gb18030',
    gbk: 'gb18030',
    cp950: 'big5',
    'win-1251': 'windows-1251',
    windows1251: 'windows-1251',
    'win-1252': 'windows-1252',
    'mac-roman': 'macintosh',
    macroman: 'macintosh',
    'mac-cyrillic': 'x-mac-cyrillic',
    'mac-latin2': 'maccenteuro',
    utf: 'utf-8',
    utf8mb4: 'utf-8',
  }),
);
const ebcdics = new Set(['cp037', 'ibm037', 'cp500', 'ibm500', 'cp1140', 'ibm1140', 'ebcdic-cp-us', 'ebcdic-cp-be']);
// It can hide markup from whoever looks at the bytes: no browser reads it, and no feed needs it.
const refused = new Set(['utf-7', 'unicode11utf7', 'utf-7-imap', 'replacement']);

/** @returns the encoding's name in lower case, by which {@link decodeCharset} knows it; undefined for none that can be read. */
export function knownCharset(label: string | undefined): string | undefined {
  if (label === undefined) return undefined;
  const written = label.trim().toLowerCase();
  return lookUp(written) ?? lookUp(written.replaceAll('_', '-'));
}

function lookUp(written: string): string | undefined {
  const name = aliases.get(written) ?? written;
  if (refused.has(name)) return undefined;
  if (ebcdics.has(name)) return name;
  try {
    const { encoding } = new TextDecoder(name);
    return refused.has(encoding) ? undefined : (aliases.get(encoding) ?? encoding);
  } catch {
    // Not one of the Web's: perhaps one of the DOS and Macintosh code pages.
    return /^[\w:.-]{3,30}$/.test(name) && iconv.encodingExists(name) && !isInternal(name) ? name : undefined;
  }
}

/** iconv-lite lists its own parts, and what is no encoding of text, beside the encodings. */
function isInternal(name: string): boolean {
  return /^(_|base64|hex|binary|ucs2|utf-?(7|16|32)|internal)/.test(name);
}

export function decodeCharset(encoding: string, bytes: Uint8Array): string {
  if (encoding === 'euc-kr') return decodeWindows949(bytes);
  // Node's own knows neither the characters of Hong Kong.
  if (encoding === 'big5') return iconv.decode(asBuffer(bytes), 'big5-hkscs');
  if (encoding.startsWith('utf-32')) return iconv.decode(asBuffer(bytes), encoding);
  if (ebcdics.has(encoding)) return decodeEbcdic(encoding, bytes);
  if (encoding === 'windows-1252') return replaceC1Controls(new TextDecoder(encoding).decode(bytes));
  return isOfTheWeb(encoding) ? new TextDecoder(encoding).decode(bytes) : iconv.decode(asBuffer(bytes), encoding);
}

function isOfTheWeb(encoding: string): boolean {
  try {
    return Boolean(new TextDecoder(encoding));
  } catch {
    return false;
  }
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
