import fc from 'fast-check';

/** One way of spoiling a document. Places are taken modulo its length, so that any number will do. */
export type Mutation =
  | { kind: 'flip'; at: number; bit: number }
  | { kind: 'cut'; at: number; length: number }
  | { kind: 'end'; at: number }
  | { kind: 'double'; at: number; length: number }
  | { kind: 'splice'; at: number; other: string; from: number; length: number }
  | { kind: 'insert'; at: number; fragment: string }
  | { kind: 'unclose'; which: number }
  | { kind: 'nest'; at: number; length: number; tag: string; depth: number };

/** What parsers stumble over: openings without ends, ends without openings, references to nothing. */
export const fragments = [
  '<',
  '>',
  '&',
  '"',
  "'",
  '\0',
  '\ufeff',
  '\u2028',
  '</',
  '<!',
  '<?',
  '<!--',
  '--',
  '-->',
  '<![CDATA[',
  ']]>',
  '<!DOCTYPE rss [<!ENTITY a "&a;&a;">',
  '<?xml version="1.0" encoding="utf-16"?>',
  '&#',
  '&#0;',
  '&#xD800;',
  '&#99999999999;',
  '&amp',
  '&nosuch;',
  '&&amp;amp;',
  '<item>',
  '</item>',
  '<entry>',
  '<title>',
  '</title>',
  '</channel>',
  '<a b=',
  '<a b="',
  '<title xml:base="javascript:" xmlns="">',
  '<link>javascript:alert(1)</link>',
  '<pubDate>Mon, 99 Mar 2026 99:99:99 +9999</pubDate>',
  '<script>',
  '<item><title>a</title>',
  '<item></div>',
  '<div>',
  '<description>&lt;p',
  '<x:y xmlns:x="x">',
  '<![CDATA[x]]>',
  '<!-- <item>',
  '<guid isPermaLink>',
  '{"',
  '[[[',
  '\\u0000',
  '\\ud800',
];

const place = fc.nat(10_000);
const length = fc.nat(200);

/** Mutations that may borrow from the documents of these names. */
export function mutations(others: string[]): fc.Arbitrary<Mutation> {
  return fc.oneof(
    fc.record({ kind: fc.constant('flip' as const), at: place, bit: fc.nat(7) }),
    fc.record({ kind: fc.constant('cut' as const), at: place, length }),
    fc.record({ kind: fc.constant('end' as const), at: place }),
    fc.record({ kind: fc.constant('double' as const), at: place, length }),
    fc.record({
      kind: fc.constant('splice' as const),
      at: place,
      other: fc.constantFrom(...others),
      from: place,
      length,
    }),
    fc.record({ kind: fc.constant('insert' as const), at: place, fragment: fc.constantFrom(...fragments) }),
    fc.record({ kind: fc.constant('unclose' as const), which: fc.nat(100) }),
    fc.record({
      kind: fc.constant('nest' as const),
      at: place,
      length,
      tag: fc.constantFrom('div', 'item', 'entry', 'title', 'channel', 'rss'),
      depth: fc.nat(300),
    }),
  );
}

/** The document spoilt, in the order given. */
export function mutate(document: Buffer, mutations: Mutation[], sourceOf: (name: string) => Buffer): Buffer {
  return mutations.reduce((bytes, mutation) => spoil(bytes, mutation, sourceOf), document);
}

function spoil(bytes: Buffer, mutation: Mutation, sourceOf: (name: string) => Buffer): Buffer {
  if (mutation.kind === 'unclose') return withoutClosingTag(bytes, mutation.which);
  const at = mutation.at % (bytes.length + 1);
  const before = bytes.subarray(0, at);
  const after = bytes.subarray(at);
  switch (mutation.kind) {
    case 'flip': {
      const flipped = Buffer.from(bytes);
      if (at < flipped.length) flipped[at] = flipped[at]! ^ (1 << mutation.bit);
      return flipped;
    }
    case 'cut':
      return Buffer.concat([before, after.subarray(mutation.length)]);
    case 'end':
      return before;
    case 'double':
      return Buffer.concat([before, after.subarray(0, mutation.length), after]);
    case 'splice': {
      const other = sourceOf(mutation.other);
      const from = mutation.from % (other.length + 1);
      return Buffer.concat([before, other.subarray(from, from + mutation.length), after]);
    }
    case 'insert':
      return Buffer.concat([before, Buffer.from(mutation.fragment), after]);
    case 'nest': {
      const inner = after.subarray(0, mutation.length);
      const open = Buffer.from(`<${mutation.tag}>`.repeat(mutation.depth));
      const close = Buffer.from(`</${mutation.tag}>`.repeat(mutation.depth));
      return Buffer.concat([before, open, inner, close, after.subarray(mutation.length)]);
    }
  }
}

/** latin1 keeps every byte what it is. */
function withoutClosingTag(bytes: Buffer, which: number): Buffer {
  const text = bytes.toString('latin1');
  const tags = [...text.matchAll(/<\/[^>]*>/g)];
  const tag = tags[which % Math.max(tags.length, 1)];
  if (!tag) return bytes;
  return Buffer.from(text.slice(0, tag.index) + text.slice(tag.index + tag[0].length), 'latin1');
}
