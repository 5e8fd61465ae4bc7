import { toSafeHtml } from '../feeds/read/safe-html.js';

// Paragraphs and line breaks are in the plain text as well.
const tellingElement =
  /<(?:a|abbr|b|blockquote|cite|code|dl|em|figure|h[1-6]|hr|i|img|li|mark|pre|q|ruby|strong|sub|sup|table|time|u)\b/i;

/** Whether markup says more than its plain text does; otherwise it is not worth keeping. */
export function tellsMore(html: string): boolean {
  return tellingElement.test(html);
}

/**
 * A story's markup, safe to show; null where nothing that tells more than the text is left of it. Done when somebody looks, not
 * when it is stored: it is the dearest thing that can happen to an item, and few are ever looked at.
 */
export function showableHtml(html: string | null, base: string | null): string | null {
  if (html === null) return null;
  const safe = toSafeHtml(html, base ?? undefined);
  return tellsMore(safe) ? safe : null;
}
