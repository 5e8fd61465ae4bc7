// Code page 37 from 0x40 on: https://www.unicode.org/Public/MAPPINGS/VENDORS/MICSFT/EBCDIC/CP037.TXT
const cp037 =
  ' \xa0âäàáãåçñ¢.<(+|&éêëèíîïìß!$*);¬-/ÂÄÀÁÃÅÇÑ¦,%_>?øÉÊËÈÍÎÏÌ`:#@\'="' +
  'Øabcdefghi«»ðýþ±°jklmnopqrªºæ¸Æ¤µ~stuvwxyz¡¿ÐÝÞ®^£¥·©§¶¼½¾[]¯¨´×' +
  '{ABCDEFGHI\xadôöòóõ}JKLMNOPQR¹ûüùúÿ\\÷STUVWXYZ²ÔÖÒÓÕ0123456789³ÛÜÙÚ\x9f';
const differences: Record<string, Record<number, string>> = {
  500: { 0x4a: '[', 0x4f: '!', 0x5a: ']', 0x5f: '^', 0xb0: '¢', 0xba: '¬', 0xbb: '|' },
  1140: { 0x9f: '€' },
};
const controls: Record<number, string> = { 0x05: '\t', 0x0d: '\r', 0x15: '\n', 0x25: '\n' };

/** What mainframes write: code page 37 and its neighbours 500 and 1140, the ones that XML documents have been seen in. */
export function decodeEbcdic(encoding: string, bytes: Uint8Array): string {
  const page = /\d+$/.exec(encoding)?.[0].replace(/^0+/, '') ?? (encoding.endsWith('-be') ? '500' : '37');
  const table = Array.from({ length: 256 }, (_, byte) =>
    byte < 0x40 ? (controls[byte] ?? ' ') : (differences[page]?.[byte] ?? cp037.charAt(byte - 0x40)),
  );
  const characters = new Array<string>(bytes.length);
  for (let i = 0; i < bytes.length; i += 1) characters[i] = table[bytes[i] ?? 0] ?? '';
  return characters.join('');
}
