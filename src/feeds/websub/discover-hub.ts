import { type ParsedFeed } from '../read/parsed-feed.js';

export interface HubLocation {
  /** Where subscriptions are taken; http or https. */
  hubUrl: string;
  /** The name that the hub knows the feed by; http or https. */
  topicUrl: string;
}

interface Link {
  target: string;
  /** In lower case. */
  relations: string[];
}

const MAX_URL = 2_000;

/**
 * Who pushes a feed's news, and under which name (https://www.w3.org/TR/websub/#discovery): the Link header, then the document.
 * A feed that names a hub and no address of its own is known by the one that it was fetched from. Of several hubs an encrypted
 * one is taken, for the secret travels to it.
 * @param answer.links the Link header, several joined by commas; @param answer.finalUrl what relative addresses are relative to.
 */
export function discoverHub(
  answer: { links?: string | undefined; finalUrl: string },
  feed: Pick<ParsedFeed, 'hubUrls' | 'selfUrl'>,
): HubLocation | undefined {
  const links = parseLinks(answer.links ?? '');
  const linked = (relation: string) =>
    links.filter(({ relations }) => relations.includes(relation)).map(({ target }) => target);
  const usable = (addresses: readonly string[]) => addresses.flatMap((text) => toHttpUrl(text, answer.finalUrl) ?? []);
  const hubs = [usable(linked('hub')), usable(feed.hubUrls)].find((found) => found.length > 0);
  if (!hubs) return undefined;
  const hubUrl = hubs.find((url) => url.startsWith('https:')) ?? hubs[0];
  const [topicUrl] = usable([...linked('self'), ...(feed.selfUrl ? [feed.selfUrl] : []), answer.finalUrl]);
  return hubUrl && topicUrl ? { hubUrl, topicUrl } : undefined;
}

// RFC 8288 §3: a target in angle brackets, then parameters; values quoted or not.
const separators = /[\s,]*/y;
const linkStart = /<([^<>]*)>/y;
const parameter = /\s*;\s*([\w!#$%&'*+.^`|~-]*)\s*(?:=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;,"]*)))?/y;

function parseLinks(header: string): Link[] {
  const links: Link[] = [];
  let at = 0;
  const next = (pattern: RegExp) => {
    pattern.lastIndex = at;
    const match = pattern.exec(header);
    if (match) at = pattern.lastIndex;
    return match;
  };
  while (at < header.length) {
    next(separators);
    const start = next(linkStart);
    if (!start) {
      // Something that is no link: what follows the next comma may be one.
      const comma = header.indexOf(',', at);
      if (comma < 0) break;
      at = comma + 1;
      continue;
    }
    const link: Link = { target: (start[1] ?? '').trim(), relations: [] };
    let isRelated = false;
    for (let found = next(parameter); found; found = next(parameter)) {
      const name = found[1]?.toLowerCase();
      // The first `rel` counts, and a link whose context is another document says nothing of this one.
      if (name === 'anchor') link.relations = [];
      isRelated ||= name === 'anchor';
      if (name !== 'rel' || isRelated || link.relations.length > 0) continue;
      const value = found[2]?.replace(/\\(.)/g, '$1') ?? found[3] ?? '';
      link.relations = value.toLowerCase().split(/\s+/).filter(Boolean);
    }
    links.push(link);
  }
  return links;
}

function toHttpUrl(text: string, base: string): string | undefined {
  if (!URL.canParse(text, base)) return undefined;
  const url = new URL(text, base);
  const isUsable =
    (url.protocol === 'http:' || url.protocol === 'https:') && url.username === '' && url.password === '';
  return isUsable && url.href.length <= MAX_URL ? url.href : undefined;
}
