import { parseHTML } from 'linkedom';

export type PageDocument = ReturnType<typeof parseHTML>['document'];

const ofHead = new Set(['TITLE', 'META', 'LINK', 'BASE', 'SCRIPT', 'STYLE']);

/**
 * A document with root, head and body, whatever the page left out: HTML lets all three tags be omitted, and linkedom builds only
 * what is written.
 */
export function parsePage(html: string): PageDocument {
  const isRooted = /<html[\s>]/i.test(html);
  const { document } = parseHTML(isRooted ? html : `<!doctype html><html>${html}</html>`);
  const root = document.documentElement;
  const children = [...root.childNodes];
  const { head, body } = document;
  for (const child of children) {
    if (child === head || child === body) continue;
    const isElement = child.nodeType === 1;
    if (isElement && ofHead.has(child.nodeName.toUpperCase())) head.appendChild(child);
    else if (isElement || child.textContent?.trim()) body.appendChild(child);
  }
  return document;
}
