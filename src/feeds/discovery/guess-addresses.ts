/** Where sites keep their feeds, the commonest first. */
const usual = [
  'feed',
  'rss',
  'rss.xml',
  'feed.xml',
  'atom.xml',
  'index.xml',
  'feed.json',
  'feeds/posts/default',
  '?feed=rss2',
];

/** The usual addresses of a site's feeds: those below the page, where it is not the front page, then those at the root. */
export function guessAddresses(pageUrl: string): string[] {
  const { origin, pathname } = new URL(pageUrl);
  // The last part is a folder unless it names a file.
  const folder = /\.\w{2,5}$/.test(pathname) ? pathname.replace(/[^/]*$/, '') : pathname.replace(/\/*$/, '/');
  return [...new Set([folder, '/'])].flatMap((path) => usual.map((name) => `${origin}${path}${name}`));
}
