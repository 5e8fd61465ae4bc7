import { UNIT, unitTable } from './unit-table.js';

/** FNV-1a over folded UTF-16 units. Fingerprints are stored, so neither number may change. */
export const HASH_SEED = 0x811c9dc5 | 0;
export const HASH_PRIME = 0x01000193;

const SLOT_INTS = 4;
const FIRST_SLOTS = 1 << 13;

/** A word's nature, for distances and gaps. */
export const HALF_WORD = 1;
export const UNSPACED = 2;

/**
 * Every different folded word that was read, by number, so that whatever was found out about a word is found out once. A slot holds
 * hash, number + 1, place and length of the word in one line of memory; equality is decided by the units, never by the hash.
 */
export class Lexicon {
  size = 0;
  private slots = new Int32Array(FIRST_SLOTS * SLOT_INTS);
  private mask = FIRST_SLOTS - 1;
  private pool = new Uint16Array(1 << 16);
  private poolSize = 0;
  private places = new Int32Array(1 << 12);
  private hashes = new Int32Array(1 << 12);
  private natures = new Uint8Array(1 << 12);
  private readonly entries = unitTable().entries;

  /** The number of the word whose units stand in `raw` from `from` to `to`, still to be folded; `hash` is of the folded units. */
  intern(raw: Uint16Array, from: number, to: number, hash: number): number {
    const { slots, mask, pool, entries } = this;
    const length = to - from;
    for (let slot = (hash ^ (hash >>> 15)) & mask; ; slot = (slot + 1) & mask) {
      const at = slot * SLOT_INTS;
      const taken = slots[at + 1]!;
      if (taken === 0) return this.add(raw, from, to, hash, at);
      if (slots[at] !== hash || slots[at + 3] !== length) continue;
      const place = slots[at + 2]!;
      let same = 0;
      while (same < length && pool[place + same] === (entries[raw[from + same]!]! & UNIT)) same++;
      if (same === length) return taken - 1;
    }
  }

  internText(folded: string): number {
    const raw = new Uint16Array(folded.length);
    for (let at = 0; at < folded.length; at++) raw[at] = folded.charCodeAt(at);
    return this.intern(raw, 0, raw.length, hashOf(folded));
  }

  hash(word: number): number {
    return this.hashes[word]!;
  }

  text(word: number): string {
    const end = word + 1 < this.size ? this.places[word + 1]! : this.poolSize;
    return String.fromCharCode(...this.pool.subarray(this.places[word], end));
  }

  nature(word: number): number {
    return this.natures[word]!;
  }

  private add(raw: Uint16Array, from: number, to: number, hash: number, at: number): number {
    const length = to - from;
    this.makeRoom(length);
    for (let unit = 0; unit < length; unit++) this.pool[this.poolSize + unit] = this.entries[raw[from + unit]!]! & UNIT;
    const word = this.size++;
    this.places[word] = this.poolSize;
    this.hashes[word] = hash;
    this.slots.set([hash, word + 1, this.poolSize, length], at);
    this.poolSize += length;
    this.natures[word] = natureOf(this.text(word));
    if (this.size * 2 > this.mask) this.growSlots();
    return word;
  }

  private makeRoom(length: number): void {
    if (this.poolSize + length > this.pool.length) this.pool = grown(this.pool, this.poolSize + length);
    if (this.size < this.places.length) return;
    this.places = grown(this.places, this.size + 1);
    this.hashes = grown(this.hashes, this.size + 1);
    this.natures = grown(this.natures, this.size + 1);
  }

  private growSlots(): void {
    const old = this.slots;
    const count = (this.mask + 1) * 2;
    this.slots = new Int32Array(count * SLOT_INTS);
    this.mask = count - 1;
    for (let from = 0; from < old.length; from += SLOT_INTS) {
      if (old[from + 1] === 0) continue;
      let slot = (old[from]! ^ (old[from]! >>> 15)) & this.mask;
      while (this.slots[slot * SLOT_INTS + 1] !== 0) slot = (slot + 1) & this.mask;
      this.slots.set(old.subarray(from, from + SLOT_INTS), slot * SLOT_INTS);
    }
  }
}

function hashOf(folded: string): number {
  let hash = HASH_SEED;
  for (let at = 0; at < folded.length; at++) hash = Math.imul(hash ^ folded.charCodeAt(at), HASH_PRIME);
  return hash;
}

function natureOf(text: string): number {
  if (/^\p{Script=Han}/u.test(text)) return HALF_WORD | UNSPACED;
  if (/^[\p{Script=Hiragana}\p{Script=Katakana}ー]/u.test(text)) return UNSPACED | (text.length === 1 ? HALF_WORD : 0);
  return 0;
}

function grown<T extends Int32Array | Uint16Array | Uint8Array>(array: T, atLeast: number): T {
  const larger = new (array.constructor as new (length: number) => T)(Math.max(array.length * 2, atLeast));
  larger.set(array);
  return larger;
}
