import { type ParsedFeed } from './parsed-feed.js';
import { readJsonFeed } from './read-json-feed.js';
import { readXmlFeed } from './read-xml-feed.js';
import { repairXml } from './repair-xml.js';

export { type ParsedFeed, type ParsedItem } from './parsed-feed.js';

export type ParseOutcome =
  | { ok: true; feed: ParsedFeed }
  | { ok: false; reason: 'not-a-feed' | 'html-page' | 'empty' | 'malformed'; message: string };

/**
 * Reads a feed of any usual format, however carelessly it is made; as many items come out as went in. Never rejects.
 *
 * @param url where it came from, for its relative links; without one, as for a file, what `xml:base` cannot resolve stays relative.
 * @param now settles dates that can be read two ways.
 */
export async function parseFeed(text: string, url: string | undefined, now: Date): Promise<ParseOutcome> {
  const start = text.slice(0, 2_000).trimStart();
  if (text.trim() === '') return refuse('empty', 'the document is empty');
  if (start.startsWith('{')) return parseJson(text, url, now);
  const repaired = repairXml(text, url);
  if (!repaired.ok) {
    const isHtml = repaired.reason === 'html-page' || /^<!doctype html/i.test(start);
    if (isHtml) return refuse('html-page', 'a web page, not a feed');
    return repaired.reason === 'malformed'
      ? refuse('malformed', 'the elements are nested too deep')
      : refuse('not-a-feed', 'neither RSS, Atom, RDF nor JSON Feed');
  }
  try {
    const feed = await readXmlFeed(repaired, url, now);
    if (feed.items.length === repaired.itemCount) return { ok: true, feed };
    return refuse('malformed', `${feed.items.length} of ${repaired.itemCount} items could be read`);
  } catch (error) {
    return refuse('malformed', `the XML cannot be read: ${firstLine(error)}`);
  }
}

function parseJson(text: string, url: string | undefined, now: Date): ParseOutcome {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return refuse('malformed', `the JSON cannot be read: ${firstLine(error)}`);
  }
  const feed = readJsonFeed(value, url, now);
  return feed ? { ok: true, feed } : refuse('not-a-feed', 'JSON, but no JSON Feed');
}

function refuse(reason: Extract<ParseOutcome, { ok: false }>['reason'], message: string): ParseOutcome {
  return { ok: false, reason, message };
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : 'unknown').split('\n', 1)[0]?.slice(0, 120) ?? '';
}
