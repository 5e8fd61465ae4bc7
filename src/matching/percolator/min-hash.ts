import { type StoryScan } from './story-scan.js';

/** Values of a signature, and how many in a row make a band. */
const VALUES = 64;
const BAND_VALUES = 2;

const BIN_BITS = 6;
const SHINGLE_WORDS = 3;
const EMPTY = 0xffffffff;
const MIX = 0x9e3779b1;

/**
 * What the story is like, for finding near-duplicates: of all its shingles (three words in a row) the smallest hash in each of 64 bins.
 * The share of equal values in two signatures estimates how many shingles the texts share. One-permutation MinHash of
 * Li, Owen and Zhang (2012); empty bins borrow from others by Shrivastava's optimal densification (2017), so that a headline's
 * signature can be compared with any other. The hashes are stored: none of these numbers may change.
 */
export function minHash(scan: StoryScan): Uint32Array {
  const values = new Uint32Array(VALUES).fill(EMPTY);
  const { hashes, count } = scan;
  if (count === 0) return values;
  // A text shorter than a shingle is one: it begins with nothing in the place of the words that it lacks.
  let before = 0;
  let last = 0;
  for (let token = 0; token < count; token++) {
    const hash = hashes[token]!;
    if (token >= SHINGLE_WORDS - 1 || token === count - 1) {
      put(values, Math.imul(Math.imul(before, MIX) ^ last, MIX) ^ hash);
    }
    before = last;
    last = hash;
  }
  return densify(values);
}

/** The same of shingles that were hashed already. */
export function signatureOf(shingles: Iterable<number>): Uint32Array {
  const values = new Uint32Array(VALUES).fill(EMPTY);
  let isEmpty = true;
  for (const shingle of shingles) {
    put(values, shingle);
    isEmpty = false;
  }
  return isEmpty ? values : densify(values);
}

/**
 * One number for each band: stories that share one may be near-duplicates. What is banded for other reasons is kept apart by the
 * number that its bands begin with.
 */
export function bandsOf(values: Uint32Array, first = 0): Uint32Array {
  const bands = new Uint32Array(values.length / BAND_VALUES);
  for (let band = 0; band < bands.length; band++) {
    let hash = first + band;
    for (let at = band * BAND_VALUES; at < (band + 1) * BAND_VALUES; at++) hash = finish(hash ^ values[at]!);
    bands[band] = hash;
  }
  return bands;
}

/** In [0, 1]: roughly the share of shingles that two stories have in common. */
export function similarity(one: Uint32Array, other: Uint32Array): number {
  let equal = 0;
  for (let at = 0; at < VALUES; at++) if (one[at] === other[at]) equal++;
  return equal / VALUES;
}

function put(values: Uint32Array, shingle: number): void {
  const mixed = finish(shingle);
  const bin = mixed >>> (32 - BIN_BITS);
  // The bin's own bits are no news: the rest is compared.
  const value = (mixed << BIN_BITS) >>> 0;
  if (value < values[bin]!) values[bin] = value;
}

function densify(values: Uint32Array): Uint32Array {
  const dense = values.slice();
  for (let bin = 0; bin < VALUES; bin++) {
    for (let attempt = 1; dense[bin] === EMPTY; attempt++) {
      dense[bin] = values[finish(Math.imul(bin + 1, MIX) + attempt) >>> (32 - BIN_BITS)]!;
    }
  }
  return dense;
}

/** The finalizer of MurmurHash3. */
function finish(hash: number): number {
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
