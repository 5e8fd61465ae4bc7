/** The feed formats' own names are written without a prefix; those of extensions with the prefix that everybody uses. */
const prefixes: [RegExp, string][] = [
  [/^https?:\/\/purl\.org\/rss\/1\.0\/modules\/content/, 'content'],
  [/^https?:\/\/purl\.org\/rss\/1\.0\/modules\//, 'module'],
  [/^https?:\/\/(www\.)?w3\.org\/2005\/atom/, ''],
  [/^https?:\/\/purl\.org\/atom\/ns/, ''],
  [/^https?:\/\/purl\.org\/(rss|net\/rss1\.1)\b/, ''],
  [/^https?:\/\/(my\.netscape\.com|channel\.netscape\.com)\/rdf/, ''],
  [/^https?:\/\/(backend|blogs)\.userland\.com\/rss/, ''],
  [/^https?:\/\/(www\.)?sitemaps\.org\/schemas\/sitemap\b|^https?:\/\/www\.google\.com\/schemas\/sitemap\/0/, ''],
  [/^https?:\/\/(www\.)?google\.com\/schemas\/sitemap-news/, 'news'],
  [/^https?:\/\/(www\.)?w3\.org\/1999\/xhtml/, 'xhtml'],
  [/^https?:\/\/(www\.)?w3\.org\/1999\/02\/22-rdf-syntax-ns/, 'rdf'],
  [/^https?:\/\/purl\.org\/dc\/terms/, 'dcterms'],
  [/^https?:\/\/purl\.org\/(dc|metadata\/dublin_core)/, 'dc'],
  [/^https?:\/\/search\.yahoo\.com\/mrss/, 'media'],
  [/^https?:\/\/www\.itunes\.com\/dtds\/podcast/, 'itunes'],
];
const undeclared: Record<string, string> = { atom: '', atom10: '', a10: '', rss: '', html: 'xhtml' };

/** @returns the usual prefix of a namespace, '' for the feed formats' own, undefined for one that we do not read. */
export function usualPrefix(namespace: string): string | undefined {
  const uri = namespace.trim().toLowerCase();
  if (uri === '') return '';
  return prefixes.find(([pattern]) => pattern.test(uri))?.[1];
}

export function usualPrefixOfUndeclared(prefix: string): string {
  const name = prefix.toLowerCase();
  return undeclared[name] ?? name;
}

const summary = 'wire:summary';
const content = 'wire:content';

/**
 * Elements that are read, by their names in lower case, and what they are called from here on. The bodies get names of ours:
 * rss-parser makes snippets of the ones that it knows, by expressions that a hostile feed can keep busy for hours.
 */
export const readNames = new Map<string, string>([
  ...[
    'description',
    'summary',
    'abstract',
    'dc:description',
    'dcterms:abstract',
    'itunes:summary',
    'media:description',
  ].map((name) => [name, summary] as const),
  ...['content:encoded', 'content', 'xhtml:body', 'fulltext', 'body'].map((name) => [name, content] as const),
  ...['title', 'dc:title', 'media:title', 'itunes:title', 'news:title'].map((name) => [name, 'title'] as const),
  ...['link', 'loc'].map((name) => [name, 'link'] as const),
  ...['guid', 'id'].map((name) => [name, 'guid'] as const),
  ...[
    'pubdate',
    'published',
    'issued',
    'dcterms:issued',
    'news:publication_date',
    'dc:date',
    'dcterms:date',
    'date',
    'created',
    'dcterms:created',
  ].map((name) => [name, name] as const),
  ...['updated', 'modified', 'dcterms:modified', 'lastmod', 'lastbuilddate'].map((name) => [name, name] as const),
  ...['author', 'dc:creator', 'creator', 'itunes:author', 'name'].map(
    (name) => [name, name === 'creator' ? 'dc:creator' : name] as const,
  ),
  ...['category', 'dc:subject'].map((name) => [name, 'category'] as const),
  ['enclosure', 'enclosure'],
  ['language', 'language'],
  ['dc:language', 'language'],
  ['ttl', 'ttl'],
]);

/** Elements whose content is text that may hold markup, escaped or not. */
export const textConstructs = new Set(['title', summary, content]);

/** In order of trust. */
export const publishedNames = [
  'pubdate',
  'published',
  'issued',
  'dcterms:issued',
  'news:publication_date',
  'dc:date',
  'dcterms:date',
  'date',
  'created',
  'dcterms:created',
];
export const updatedNames = ['updated', 'modified', 'dcterms:modified', 'lastmod'];
