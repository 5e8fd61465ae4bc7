import { parseHTML } from 'linkedom';

export type PageDocument = ReturnType<typeof parseHTML>['document'];

const frame = /<!doctype\b[^>]*>|<\/?(html|head|body)\b[^>]*>/gi;

/**
 * A document with one root, head and body, whatever the page has of them. HTML lets all three be left out, and browsers mend what
 * is doubled or misplaced; linkedom builds only what is written, and Readability fails on what it gets then. The page's own are
 * therefore taken out, and everything is put into ours.
 */
export function parsePage(html: string): PageDocument {
  const { document } = parseHTML(`<!doctype html><html><head></head><body>${html.replace(frame, '')}</body></html>`);
  const language = /<html\b[^>]*?\s(?:xml:)?lang\s*=\s*["']?\s*([\w-]+)/i.exec(html)?.[1];
  if (language !== undefined) document.documentElement.setAttribute('lang', language);
  const { head, body } = document;
  for (const child of body.querySelectorAll('title, base, meta')) {
    // Pictures have titles of their own.
    if (!child.closest('svg')) head.appendChild(child);
  }
  return document;
}
