import { bandsOf, signatureOf } from './percolator/min-hash.js';
import { tokenizeField } from './tokenize.js';

/** What is compared of a story: feeds give anything from the headline alone to the whole text, and all of them the beginning. */
const OPENING_WORDS = 60;
/** Enough for them in any language. */
const READ_LENGTH = 1_000;
const SHINGLE_WORDS = 3;
/** An ideograph is half a word, and four of them in a row say what three words do. */
const SHINGLE_IDEOGRAPHS = 4;
/** A shorter headline has too little that is its own to be looked up by. */
const MIN_TITLE_SHINGLES = 2;
/** Of the headline's signature, which is of few shingles. */
const TITLE_VALUES = 32;

const SEED = 0x811c9dc5;
const PRIME = 0x01000193;
const MIX = 0x9e3779b1;

/** What two stories are compared by: hashes of words in a row, of the headline and of the beginning of the text. */
export interface Gist {
  title: ReadonlySet<number>;
  text: ReadonlySet<number>;
  /** Signed 32-bit: where it is looked up. Two stories alike share at least one, nearly always. */
  bands: number[];
}

/** How many words in a row the one has, the other, and both. */
export interface Overlap {
  one: number;
  other: number;
  common: number;
}

export interface GistOverlap {
  title: Overlap;
  text: Overlap;
  /** Headline and text as one, wherever a thing is said. */
  whole: Overlap;
}

/**
 * Reads the headline and the first words of the text; a dateline has to be gone. Broder, "On the resemblance and containment of
 * documents" (1997). The bands are stored: none of the numbers above may change without new bands for what is stored.
 */
export function gistOf(story: { title: string; text: string }): Gist {
  const title = new Set(shinglesOf(story.title, Infinity));
  const text = new Set(shinglesOf(story.text.slice(0, READ_LENGTH), OPENING_WORDS));
  if (title.size + text.size === 0) return { title, text, bands: [] };
  const bands = [...bandsOf(signatureOf(new Set([...title, ...text])))];
  if (title.size >= MIN_TITLE_SHINGLES) {
    bands.push(...bandsOf(signatureOf(title).subarray(0, TITLE_VALUES), bands.length));
  }
  return { title, text, bands: bands.map((band) => band | 0) };
}

export function compareGists(one: Gist, other: Gist): GistOverlap {
  return {
    title: overlapOf(one.title, other.title),
    text: overlapOf(one.text, other.text),
    whole: overlapOf(new Set([...one.title, ...one.text]), new Set([...other.title, ...other.text])),
  };
}

function shinglesOf(text: string, mostWords: number): number[] {
  const shingles: number[] = [];
  const hashes: number[] = [];
  const tokens = tokenizeField(text, 'text', { sentence: 0, place: 0 });
  const count = tokens.findIndex(({ place }) => place > mostWords * 2);
  const read = count < 0 ? tokens : tokens.slice(0, count);
  read.forEach(({ text: word, script }, at) => {
    hashes.push(hashOf(word));
    const length = script === 'han' || script === 'kana' ? SHINGLE_IDEOGRAPHS : SHINGLE_WORDS;
    // A text shorter than a shingle is one.
    if (at < length - 1 && at < read.length - 1) return;
    let shingle = 0;
    for (const hash of hashes.slice(-length)) shingle = Math.imul(shingle ^ hash, MIX);
    shingles.push(shingle);
  });
  return shingles;
}

/** FNV-1a over UTF-16 units. */
function hashOf(word: string): number {
  let hash = SEED;
  for (let at = 0; at < word.length; at++) hash = Math.imul(hash ^ word.charCodeAt(at), PRIME);
  return hash;
}

function overlapOf(one: ReadonlySet<number>, other: ReadonlySet<number>): Overlap {
  const [few, many] = one.size < other.size ? [one, other] : [other, one];
  let common = 0;
  for (const shingle of few) if (many.has(shingle)) common++;
  return { one: one.size, other: other.size, common };
}
