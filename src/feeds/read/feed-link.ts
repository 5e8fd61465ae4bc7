/** Web addresses only: what else a feed may link to, a reader's click must not start. */
export function toAbsoluteLink(text: string | undefined, base?: string): string | undefined {
  const link = clean(text);
  // An absolute link stays as the publisher wrote it.
  if (/^https?:\/\/[^/]/i.test(link) && URL.canParse(link)) return link;
  if (link === '' || !URL.canParse(link, base)) return undefined;
  const url = new URL(link, base);
  return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : undefined;
}

/** As {@link toAbsoluteLink}; but without a base, a relative link stays as it stands. */
export function toLink(text: string | undefined, base: string | undefined): string | undefined {
  const link = clean(text);
  const isRelative = base === undefined && link !== '' && !/^[a-z][a-z0-9+.-]*:/i.test(link);
  return isRelative ? link : toAbsoluteLink(link, base);
}

function clean(text: string | undefined): string {
  const link = text?.trim() ?? '';
  if (!/[\t\n\r&]/.test(link)) return link;
  // Escaped twice: no address means "&amp;" by it.
  return link.replace(/[\t\n\r]/g, '').replaceAll('&amp;', '&');
}
