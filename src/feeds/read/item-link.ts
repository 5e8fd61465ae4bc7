import { toAbsoluteLink, toLink } from './feed-link.js';
import { type Enclosure } from './parsed-feed.js';
import { attribute, type Fields, firstText, textOf, type XmlNode } from './xml-node.js';

const MAX_ENCLOSURES = 50;
// What may stand in for a missing link: pages that the story is about or was found by. The others lead to machines.
const sameStory = ['canonical', 'bookmark', 'shortlink'];

/** Of the links that lead to the story itself, the one that a reader would open: RSS's own before Atom's, a page before a file. */
export function chooseLink(links: XmlNode[] | undefined, base: string | undefined): string | undefined {
  const alternates = (links ?? []).filter((node) => relations(node).includes('alternate'));
  if (alternates.length <= 1) return firstLink(alternates, base);
  const isOwn = (node: XmlNode) => textOf(node).trim() !== '';
  const isPage = (node: XmlNode) => /html/i.test(attribute(node, 'type') || 'html');
  return firstLink(
    [
      ...alternates.filter(isOwn),
      ...alternates.filter((node) => !isOwn(node) && isPage(node)),
      ...alternates.filter((node) => !isOwn(node) && !isPage(node)),
    ],
    base,
  );
}

/** A story's own link; a lasting identifier that is one; what else it points to. */
export function chooseItemLink(fields: Fields, base: string | undefined): string | undefined {
  const links = fields('link') ?? [];
  return (
    chooseLink(links, base) ??
    [...(fields('guid') ?? []), ...(fields('id') ?? [])].flatMap((node) => linkOfGuid(node, base) ?? [])[0] ??
    toAbsoluteLink(firstText(fields('wire:about'))) ??
    firstLink(
      sameStory.flatMap((rel) => links.filter((node) => relations(node).includes(rel))),
      base,
    ) ??
    firstLink(fields('enclosure') ?? [], base) ??
    firstLink(
      links.filter((node) => relations(node).includes('enclosure')),
      base,
    )
  );
}

/** RFC 4287 §4.2.7.2: none means alternate, and an IANA address means the name at its end. */
export function relations(node: XmlNode): string[] {
  const rel = attribute(node, 'rel')?.trim().toLowerCase() || 'alternate';
  return rel === 'alternate' ? [rel] : rel.split(/\s+/).map((name) => name.slice(name.lastIndexOf('/') + 1));
}

function linkOfGuid(node: XmlNode, base: string | undefined): string | undefined {
  const isPermaLink = attribute(node, 'ispermalink')?.trim().toLowerCase();
  if (isPermaLink === 'false') return undefined;
  // Without a word for it, no base: an identifier such as "1234" must not become a link.
  return isPermaLink === 'true' ? toLink(textOf(node), base) : toAbsoluteLink(textOf(node));
}

function firstLink(nodes: XmlNode[], base: string | undefined): string | undefined {
  for (const node of nodes) {
    const link = toLink(hrefOf(node), base);
    if (link !== undefined) return link;
  }
  return undefined;
}

function hrefOf(node: XmlNode): string {
  if (typeof node === 'string') return node;
  return attribute(node, 'href') ?? attribute(node, 'url') ?? attribute(node, 'uri') ?? textOf(node);
}

/** RSS's `enclosure`, Atom's links of that relation, Media RSS's `content`; each address once. */
export function readEnclosures(fields: Fields, base: string | undefined): Enclosure[] {
  const atoms = (fields('link') ?? []).filter((node) => relations(node).includes('enclosure'));
  const nodes = [...(fields('enclosure') ?? []), ...atoms, ...(fields('media:content') ?? [])];
  if (nodes.length === 0) return [];
  const byUrl = new Map<string, Enclosure>();
  for (const node of nodes.slice(0, MAX_ENCLOSURES)) {
    const url = toAbsoluteLink(hrefOf(node), base);
    if (url === undefined || byUrl.has(url)) continue;
    const type = attribute(node, 'type')?.trim();
    const length = Number(attribute(node, 'length') ?? attribute(node, 'filesize'));
    byUrl.set(url, {
      url,
      ...(type && { type }),
      ...(Number.isSafeInteger(length) && length > 0 && { length }),
    });
  }
  return [...byUrl.values()];
}
