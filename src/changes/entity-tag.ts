import { createHash } from 'node:crypto';

/**
 * The strong entity tag of a view, from its JSON; fields named in `volatile` do not count: what moves by itself (a feed's last fetch)
 * is nobody's edit, and must not refuse anybody's. RFC 9110, section 8.8.3
 */
export function entityTag(view: unknown, volatile: ReadonlySet<string> = new Set()): string {
  const counted = volatile.size === 0 ? view : withoutFields(view, volatile);
  const text = typeof counted === 'string' ? counted : JSON.stringify(counted);
  return `"${createHash('sha1').update(text).digest('base64url')}"`;
}

function withoutFields(view: unknown, volatile: ReadonlySet<string>): unknown {
  if (view === null || typeof view !== 'object') return view;
  return Object.fromEntries(Object.entries(view).filter(([name]) => !volatile.has(name)));
}

/** Whether `If-Match` or `If-None-Match` names the tag. The weak form names it for reading only. RFC 9110, section 8.8.3.2 */
export function namesTag(header: string, tag: string, comparison: 'strong' | 'weak'): boolean {
  if (header.trim() === '*') return true;
  const listed = header.match(/(?:W\/)?"[^"]*"/g) ?? [];
  return listed.some((one) => (comparison === 'weak' ? one.replace(/^W\//, '') : one) === tag);
}
