import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ParsedItem } from '../../src/feeds/read/parsed-feed.js';

/** What a fixture's `expected.json` says. Dates are in ISO 8601, null stands for what must be absent, and fields left out are not looked at. */
export interface Expected {
  /** What the case shows, in a sentence that no other fixture has. */
  about: string;
  /** The Content-Type header that the source came with. */
  contentType?: string;
  /** Where the source came from. */
  url?: string;
  /** When it came. */
  now?: string;
  /** The encoding to be found, by its WHATWG name. */
  encoding?: string;
  ok: boolean;
  /** Where `ok` is false. */
  reason?: string;
  feed?: Record<string, unknown>;
  /** All items, in order; may be left out where only their number matters. */
  items?: Partial<Record<keyof ParsedItem, unknown>>[];
  itemCount?: number;
}

export interface Fixture {
  /** Class and case, such as `titles/cdata`. */
  name: string;
  source: Uint8Array;
  expected: Expected;
}

/**
 * The fixtures, by name. A folder without a `source` or an `expected.json`, or with more than these, throws.
 */
export function readFixtures(): Fixture[] {
  return foldersIn(__dirname).flatMap((kind) =>
    foldersIn(join(__dirname, kind)).map((name) => readFixture(`${kind}/${name}`)),
  );
}

function readFixture(name: string): Fixture {
  const folder = join(__dirname, name);
  const files = readdirSync(folder);
  const source = files.find((file) => /^source\.(xml|json|bin)$/.test(file));
  if (!source || !files.includes('expected.json') || files.length !== 2) {
    throw new Error(`${name} should hold source.xml, .json or .bin, and expected.json, but holds ${files.join(', ')}`);
  }
  const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Expected;
  return { name, source: readFileSync(join(folder, source)), expected };
}

function foldersIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}
