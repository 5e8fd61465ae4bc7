import { type Attributes } from './feed-element.js';
import { type ParsedFeed } from './parsed-feed.js';

/** How the characters of a text are to be read: as text, as HTML that was escaped, as markup that stands there bare, or as base64. */
export type TextKind = 'text' | 'html' | 'xhtml' | 'base64';

/**
 * Atom says with `type`, Atom 0.3 also with `mode`; RSS says nothing and means HTML. Undefined for what is no text at all, such as a
 * picture in Atom's `content`.
 */
export function textKind(
  name: string,
  attributes: Attributes,
  format: ParsedFeed['format'] | undefined,
): TextKind | undefined {
  const type = attributes.type?.trim().toLowerCase();
  const isText = type === undefined || !type.includes('/') || type.startsWith('text/') || /[/+]xml$/.test(type);
  if (attributes.mode === 'base64') return isText || name === 'title' ? 'base64' : undefined;
  if (format === 'atom' && !isText) return name === 'title' ? 'base64' : undefined;
  if (type === 'xhtml' || (type !== undefined && /[/+]xml$/.test(type)))
    return attributes.mode === 'escaped' ? 'html' : 'xhtml';
  if (type === 'text' || type === 'text/plain' || type === 'plain') return 'text';
  if (type !== undefined) return 'html';
  return format === 'atom' ? 'text' : 'html';
}

/** What was not encoded although it says so stays as it is: titles mostly. */
export function decodeBase64(encoded: string): string {
  const compact = encoded.replace(/\s+/g, '');
  if (compact === '' || compact.length % 4 !== 0 || !/^[a-z0-9+/]+={0,2}$/i.test(compact)) return encoded;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(compact, 'base64'));
  } catch {
    // Not UTF-8, so it was no base64 either.
    return encoded;
  }
}
