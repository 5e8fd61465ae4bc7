import { decodeXmlText, type Entities } from './xml-text.js';

export interface DocumentType {
  /** The document without its document type. */
  text: string;
  /** What the document itself declares, by name; the values are text. */
  entities: Entities;
}

// A document type stands at the start; feeds' own have a dozen lines, those with all of HTML's names about 20 kB.
const MAX_LENGTH = 100_000;
const MAX_ENTITIES = 500;
// "Billion laughs": https://en.wikipedia.org/wiki/Billion_laughs_attack. What entities may add to a document stays small.
const MAX_VALUE_LENGTH = 1_000;
const MAX_EXPANSION = 1_000_000;

const none: ReadonlyMap<string, string> = new Map();

/** Takes the document type out, which the parser behind would end at its first `>`, and reads the entities in it. */
export function readDocumentType(text: string): DocumentType {
  const start = text.slice(0, MAX_LENGTH).search(/<!doctype\s/i);
  if (start === -1 || /<(rss|feed|rdf)\b/i.test(text.slice(0, start))) return { text, entities: none };
  const type = text.slice(start, start + MAX_LENGTH);
  const subset = /^<!doctype[^[>]*\[/i.exec(type)?.[0].length;
  if (subset === undefined) return { text, entities: none };
  const end = /\]\s*>/.exec(type.slice(subset));
  if (!end) return { text, entities: none };
  const declarations = type.slice(subset, subset + end.index);
  return {
    text: text.slice(0, start) + text.slice(start + subset + end.index + end[0].length),
    entities: limit(readEntities(declarations)),
  };
}

function readEntities(declarations: string): ReadonlyMap<string, string> {
  const entities = new Map<string, string>();
  for (const [, name = '', double, single] of declarations.matchAll(
    /<!ENTITY\s+([\w.-]{1,60})\s+(?:"([^"]*)"|'([^']*)')/gi,
  )) {
    if (entities.size >= MAX_ENTITIES) break;
    // An entity may be made of those declared before it; the first declaration is the one that counts.
    const value = decodeXmlText(double ?? single ?? '', entities);
    if (value.length <= MAX_VALUE_LENGTH && !entities.has(name)) entities.set(name, value);
  }
  return entities;
}

/** When they have added so much, the references are left as they stand. */
function limit(entities: Entities): Entities {
  let length = 0;
  return {
    get(name) {
      const value = entities.get(name);
      length += value?.length ?? 0;
      return length > MAX_EXPANSION ? undefined : value;
    },
  };
}
