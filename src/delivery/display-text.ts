// Characters that would let feed text change what stands around it: bidirectional embeddings, overrides and isolates (a title
// could show another link's text reversed), and controls, C0 and C1. Line breaks are handled as white space before.
const controls = /[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu;
const loneSurrogate = /\p{Cs}/gu;
const MAX_URL_LENGTH = 2_000;

/** One line, whatever the feed wrote: no line break, no control character, no half of a character. Keeps outer spaces. */
export function flatten(text: string): string {
  return text
    .replace(/[\s\u0085\u2028\u2029]+/g, ' ')
    .replace(controls, '')
    .replace(loneSurrogate, '\uFFFD');
}

/** {@link flatten}, trimmed and cut to `maxLength` UTF-16 units, the ellipsis included. */
export function toLine(text: string, maxLength: number): string {
  // Flattening shortens or keeps: what lies far beyond the limit cannot matter, and a feed's title may be megabytes.
  const line = flatten(text.slice(0, maxLength * 4)).trim();
  if (line.length <= maxLength && text.length <= maxLength * 4) return line;
  return `${cutAt(line, Math.min(line.length, maxLength - 1)).trimEnd()}…`;
}

/** The first `length` units, less half a character. */
export function cutAt(text: string, length: number): string {
  return text.slice(0, isInsideCharacter(text, length) ? length - 1 : length);
}

export function isInsideCharacter(text: string, offset: number): boolean {
  return isHigh(text.charCodeAt(offset - 1)) && isLow(text.charCodeAt(offset));
}

/**
 * An address that a reader may follow, or undefined: only http and https, and none with a user name, which is there to look like
 * another host.
 */
export function toWebLink(text: string | null): string | undefined {
  if (text === null || text.length > MAX_URL_LENGTH || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  if ((url.protocol !== 'http:' && url.protocol !== 'https:') || url.username !== '' || url.password !== '') {
    return undefined;
  }
  return url.href;
}

/** A language tag that may stand in markup. */
export function toLanguageTag(text: string | null): string | null {
  return text !== null && /^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,4}$/.test(text) ? text : null;
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}
