import { usualPrefix, usualPrefixOfUndeclared } from './feed-names.js';
import { decodeXmlText, type Entities } from './xml-text.js';

export type Attributes = Record<string, string>;

export interface FeedElement {
  /** In lower case, with the prefix that everybody uses, and none where the element is one of the feed formats' own. */
  name: string;
  /** The usual prefix of the namespace that stands for elements without a prefix. */
  namespace: string;
  /** What relative links in it are relative to, as far as `xml:base` says; '' where it does not. */
  base: string;
  /**
   * Skipped: nothing in it is read. Transparent: what is in it counts as in the element round it.
   * Category: read together with the item's others.
   */
  role: 'read' | 'skipped' | 'transparent' | 'category';
  /** Where what it is made into begins. */
  start: number;
}

/**
 * Names elements by their namespaces, however their prefixes are chosen. Prefixes count from where they are declared to the end:
 * no feed gives one two meanings, and some declare them too late.
 *
 * @param url where the document came from, for a relative `xml:base`.
 * @param entities those that the document declares.
 */
export function createElementNamer(url: string | undefined, entities: Entities) {
  const prefixes = new Map<string, string>();
  const names = new Map<string, string>();

  /** Undoes the escapes in `attributes`, in place. */
  return (qualified: string, attributes: Attributes, parent: FeedElement | undefined): FeedElement => {
    let namespace = parent?.namespace ?? '';
    let base = parent?.base ?? '';
    for (const key in attributes) {
      const value = decodeXmlText(attributes[key] ?? '', entities);
      attributes[key] = value;
      // An unknown one at the root is some publisher's own idea of RSS; further in, it is what it says.
      if (key === 'xmlns') namespace = usualPrefix(value) ?? (parent ? 'other' : '');
      else if (key.startsWith('xmlns:')) {
        prefixes.set(key.slice(6), usualPrefix(value) ?? key.slice(6));
        names.clear();
      } else if (key === 'xml:base') base = resolveLink(value.trim(), base || url);
    }
    const key = namespace === '' ? qualified : `${namespace} ${qualified}`;
    let name = names.get(key);
    if (name === undefined) {
      name = nameOf(qualified, namespace, prefixes);
      // Made-up names must not fill memory.
      if (names.size < 1_000) names.set(key, name);
    }
    return { name, namespace, base, role: 'read', start: 0 };
  };
}

function nameOf(qualified: string, namespace: string, prefixes: Map<string, string>): string {
  const colon = qualified.indexOf(':');
  const prefix = qualified.slice(0, Math.max(colon, 0));
  const usual = colon === -1 ? namespace : (prefixes.get(prefix) ?? usualPrefixOfUndeclared(prefix));
  const local = qualified.slice(colon + 1);
  return usual === '' ? local : `${usual}:${local}`;
}

/** An absolute link stays as the publisher wrote it. */
export function resolveLink(reference: string, base: string | undefined): string {
  if (/^https?:\/\/[^/]/i.test(reference)) return reference;
  return URL.canParse(reference, base) ? new URL(reference, base).href : reference;
}
