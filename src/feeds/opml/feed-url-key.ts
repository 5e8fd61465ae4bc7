/**
 * Feeds with the same key are one: scheme and host in any case, a default port, an empty path and a fragment make no difference.
 * http and https do, since one may be served without the other.
 */
export function feedUrlKey(url: string): string {
  if (!URL.canParse(url)) return url;
  const parsed = new URL(url);
  parsed.hash = '';
  return parsed.href;
}
