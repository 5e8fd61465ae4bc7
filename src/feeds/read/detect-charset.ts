import { analyse } from 'chardet';

/** Enough to tell an alphabet; more would cost more than parsing does. */
const MAX_SAMPLE = 8_000;
const MIN_CONFIDENCE = 30;
/** What chardet calls them, and what the Web does. */
const candidates: Record<string, string> = {
  'windows-1251': 'windows-1251',
  'KOI8-R': 'koi8-r',
  'EUC-KR': 'euc-kr',
  Shift_JIS: 'shift_jis',
  'EUC-JP': 'euc-jp',
  GB18030: 'gb18030',
  Big5: 'big5',
  'windows-1250': 'windows-1250',
  'ISO-8859-2': 'iso-8859-2',
  'windows-1253': 'windows-1253',
  'ISO-8859-7': 'windows-1253',
  'windows-1254': 'windows-1254',
  'windows-1255': 'windows-1255',
  'windows-1256': 'windows-1256',
};

/**
 * Guesses from the frequencies of letters what bytes are that are no UTF-8 and say nothing usable of themselves. Undefined where no
 * guess is better than Western Europe's windows-1252.
 */
export function detectCharset(bytes: Uint8Array): string | undefined {
  const best = analyse(sampleOf(bytes)).find(({ name }) => !name.startsWith('UTF-'));
  return best && best.confidence >= MIN_CONFIDENCE ? candidates[best.name] : undefined;
}

/** The first words that are not all ASCII: markup and addresses would drown them. */
function sampleOf(bytes: Uint8Array): Uint8Array {
  const sample = new Uint8Array(MAX_SAMPLE);
  let length = 0;
  let start = 0;
  let isForeign = false;
  for (let i = 0; i <= bytes.length && length < MAX_SAMPLE; i += 1) {
    const byte = bytes[i] ?? 0;
    if (byte >= 0x80) isForeign = true;
    // Neither white space nor angle brackets are the second byte of a character in any of the encodings.
    if (byte > 0x20 && byte !== 0x3c && byte !== 0x3e) continue;
    if (isForeign) {
      const word = bytes.subarray(start, Math.min(i, start + MAX_SAMPLE - length));
      sample.set(word, length);
      length = Math.min(length + word.length + 1, MAX_SAMPLE);
      sample[length - 1] = 0x20;
    }
    start = i + 1;
    isForeign = false;
  }
  return sample.subarray(0, length);
}
