/** The feed formats' own names are written without a prefix; those of extensions with the prefix that everybody uses. */
const prefixes: [RegExp, string][] = [
  [/^https?:\/\/purl\.org\/rss\/1\.0\/modules\/content/, 'content'],
  [/^https?:\/\/purl\.org\/rss\/1\.0\/modules\/syndication/, 'sy'],
  [/^https?:\/\/purl\.org\/rss\/1\.0\/modules\/rss091/, ''],
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
 * Elements that are read, by their names in lower case, and what they are called from here on. The texts get names of ours:
 * rss-parser makes snippets of the ones that it knows, by expressions that a hostile feed can keep busy for hours.
 */
export const readNames = new Map<string, string>([
  ...['description', 'summary', 'abstract', 'dc:description', 'dcterms:abstract', 'itunes:summary'].map(
    (name) => [name, summary] as const,
  ),
  ...['content:encoded', 'content', 'xhtml:body', 'fulltext', 'fullitem', 'body'].map(
    (name) => [name, content] as const,
  ),
  // A video's caption is the only text that some feeds have, and a picture's is none of the story.
  ['media:description', 'wire:caption'],
  ['title', 'title'],
  // Where it is another one than the title, it is that of an episode or a picture.
  ...['dc:title', 'media:title', 'itunes:title', 'news:title'].map((name) => [name, 'wire:title'] as const),
  ...['link', 'loc'].map((name) => [name, 'link'] as const),
  ['guid', 'guid'],
  ['id', 'id'],
  ...[
    'pubdate',
    'published',
    'issued',
    'dcterms:issued',
    'news:publication_date',
    'dc:date',
    'dcterms:date',
    'date',
    'updated',
    'modified',
    'dcterms:modified',
    'lastmod',
    'lastbuilddate',
  ].map((name) => [name, name] as const),
  ...[
    'author',
    'dc:creator',
    'itunes:author',
    'name',
    'email',
    'category',
    'enclosure',
    'language',
    'ttl',
    'hour',
    'day',
  ].map((name) => [name, name] as const),
  ['creator', 'dc:creator'],
  ['dc:subject', 'category'],
  ['dc:language', 'language'],
  ['news:language', 'language'],
  ['news:keywords', 'wire:keywords'],
  ['media:keywords', 'wire:keywords'],
  ['itunes:keywords', 'wire:keywords'],
  ['media:content', 'media:content'],
  ['sy:updateperiod', 'sy:updateperiod'],
  ['sy:updatefrequency', 'sy:updatefrequency'],
]);

/** Passed through: their children count as children of what is round them. */
export const transparentNames = new Set([
  'channel',
  'items',
  'news:news',
  'news:publication',
  'media:group',
  'skiphours',
  'skipdays',
]);

/** Elements of the feed formats' own that have titles, links and dates which are not those of what is round them. */
export const foreignNames = new Set([
  'image',
  'source',
  'textinput',
  'contributor',
  'cloud',
  'generator',
  'managingeditor',
  'webmaster',
  'comments',
  'rights',
  'copyright',
  'subtitle',
  'tagline',
  'docs',
  'rating',
]);

/** Elements whose content is text that may hold markup, escaped or not. */
export const textConstructs = new Set(['title', 'wire:title', 'wire:caption', summary, content]);

/** In order of trust. */
export const publishedNames = ['pubdate', 'published', 'issued', 'dcterms:issued', 'news:publication_date', 'dc:date'];
export const updatedNames = ['updated', 'modified', 'dcterms:modified', 'lastmod', 'lastbuilddate'];
/** Dates that do not say what of; `created`, a draft's, says too much and is not read. */
export const otherDateNames = ['date', 'dcterms:date'];
