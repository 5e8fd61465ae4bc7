/**
 * What Korean sites mean by EUC-KR: KS X 1001 and, in the code points that it leaves free, the 8,822 other Hangul syllables.
 * The WHATWG standard has it so; Node's decoder knows KS X 1001 alone and makes U+FFFD of the rest.
 */
export function decodeWindows949(bytes: Uint8Array): string {
  const plain = new TextDecoder('euc-kr');
  let text = '';
  let start = 0;
  let at = 0;
  while (at < bytes.length) {
    const lead = bytes[at] ?? 0;
    const trail = bytes[at + 1] ?? 0;
    const syllable = lead < 0x81 ? undefined : extensionSyllable(lead, trail);
    if (syllable !== undefined) {
      text += plain.decode(bytes.subarray(start, at)) + syllable;
      start = at + 2;
    }
    at += lead < 0x81 || (syllable === undefined && trail < 0xa1) ? 1 : 2;
  }
  return text + plain.decode(bytes.subarray(start));
}

/** The extension fills its code points in Unicode's order with what KS X 1001 left out; rows from 0xA1 on are half as long. */
function extensionSyllable(lead: number, trail: number): string | undefined {
  if (lead > 0xc6 || (lead > 0xa0 && trail > 0xa0)) return undefined;
  const column = columnOf(trail);
  if (column === undefined) return undefined;
  const row = lead <= 0xa0 ? (lead - 0x81) * 178 : 32 * 178 + (lead - 0xa1) * 84;
  extension ??= listExtension();
  return extension[row + column];
}

function columnOf(trail: number): number | undefined {
  if (trail >= 0x41 && trail <= 0x5a) return trail - 0x41;
  if (trail >= 0x61 && trail <= 0x7a) return trail - 0x61 + 26;
  return trail >= 0x81 && trail <= 0xfe ? trail - 0x81 + 52 : undefined;
}

let extension: string[] | undefined;

function listExtension(): string[] {
  const decoder = new TextDecoder('euc-kr');
  const standard = new Set<string>();
  for (let lead = 0xb0; lead <= 0xc8; lead += 1) {
    for (let trail = 0xa1; trail <= 0xfe; trail += 1) standard.add(decoder.decode(new Uint8Array([lead, trail])));
  }
  const syllables = Array.from({ length: 0xd7a3 - 0xac00 + 1 }, (_, i) => String.fromCharCode(0xac00 + i));
  return syllables.filter((syllable) => !standard.has(syllable));
}
