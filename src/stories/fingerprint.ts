import { createHash } from 'node:crypto';

const TEXT_LENGTH = 300;
// Enough for the dateline and 300 letters, whatever stands between them.
const READ_LENGTH = 1_500;

// "KYIV, March 1 (Reuters) - ", "МОСКВА, 1 марта. /ТАСС/. ", "(서울=연합뉴스) 김 기자 = ", "【新华社平壤3月1日电】"
const datelines = [
  /^[^.\n]{0,60}?\([\p{L} .=/]{2,40}\)\s*(?:[\p{L}\s]{0,30}=|[-–—]+)\s*/u,
  /^[\p{Lu} ,./-]{2,40}[^.\n]{0,30}?\.?\s*\/[\p{L} .-]{2,30}\/[.,\s]*[-–—]?\s*/u,
  /^\([\p{L}\s·=]{2,40}\)\s*/u,
  /^【[^】\n]{2,40}】\s*/u,
  /^[\p{Script=Han}]{2,12}\d{1,2}月\d{1,2}日电\s*(?:[（(][^）)\n]{2,40}[）)])?\s*/u,
  /^[\p{Lu}][\p{L} ]{1,30}(?:,\s*[\p{L}]{1,20})?(?:,\s*[\p{L}.]{3,12} \d{1,2})?\s+[-–—]{1,2}\s+/u,
];

/**
 * The same for copies of one agency report, whoever prints them: the words of title and opening, without case, punctuation,
 * white space, accents of typography, and the dateline that each house writes its own way. Told apart by wording alone, so a
 * rewrite has another.
 */
export function fingerprint(title: string, text: string): string {
  const folded = `${fold(title)} ${fold(withoutDateline(text.slice(0, READ_LENGTH))).slice(0, TEXT_LENGTH)}`;
  return createHash('sha256').update(folded).digest('hex');
}

/** The text from its first sentence on. */
export function withoutDateline(text: string): string {
  const start = text.trimStart();
  const dateline = datelines.map((pattern) => pattern.exec(start)?.[0]).find((found) => found !== undefined);
  return start.slice(dateline?.length ?? 0);
}

function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, '');
}
