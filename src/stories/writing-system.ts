export type WritingSystem = 'latin' | 'cyrillic' | 'hangul' | 'japanese' | 'chinese' | 'other';

/** A text is read as far as this to tell its language. */
export const SAMPLE_LENGTH = 1_000;
/** A kana in twenty Han characters makes them Japanese: Chinese quotes kana less often than that. */
const HAN_PER_KANA = 20;

/** The system that most letters of a text belong to, with their number; undefined where none has more than half of them. */
export function writingSystem(text: string): { system: WritingSystem; letters: number } | undefined {
  let latin = 0;
  let cyrillic = 0;
  let hangul = 0;
  let kana = 0;
  let han = 0;
  let other = 0;
  const end = Math.min(text.length, SAMPLE_LENGTH);
  for (let at = 0; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x41) continue;
    if (code < 0x250)
      latin += code < 0x80 ? Number((code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a) : Number(code >= 0xc0);
    else if (code < 0x370) continue;
    else if (code >= 0x400 && code < 0x530) cyrillic += 1;
    else if (code >= 0x1e00 && code < 0x1f00) latin += 1;
    else if ((code >= 0xac00 && code < 0xd7b0) || (code >= 0x1100 && code < 0x1200)) hangul += 1;
    else if (code < 0x2000) other += 1;
    else if (code >= 0x3040 && code < 0x3100) kana += 1;
    else if ((code >= 0x3400 && code < 0xa000) || (code >= 0xf900 && code < 0xfb00)) han += 1;
  }
  const most = (latin + cyrillic + hangul + kana + han + other) / 2;
  if (latin > most) return { system: 'latin', letters: latin };
  if (cyrillic > most) return { system: 'cyrillic', letters: cyrillic };
  if (hangul > most) return { system: 'hangul', letters: hangul };
  if (kana + han > most) return { system: kana * HAN_PER_KANA > han ? 'japanese' : 'chinese', letters: kana + han };
  return other > most ? { system: 'other', letters: other } : undefined;
}
