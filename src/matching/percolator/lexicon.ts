import { FIRST_SIZE, grown } from './grown.js';
import { unitTable, UNIT } from './unit-table.js';

/** FNV-1a over folded UTF-16 units. Fingerprints are stored, so neither number may change. */
const SEED = 0x811c9dc5 | 0;
const PRIME = 0x01000193;
/** Of a second, independent hash, which runs beside the first for nothing: both wait for the same load. */
const SECOND_PRIME = 0x9e3779b1 | 0;
export const HASHING = { SEED, PRIME, SECOND_PRIME } as const;

/** First hash, second hash, number + 1; the fourth only keeps a slot within one line of memory. */
const SLOT_SHIFT = 2;
const FIRST_SLOTS = FIRST_SIZE;

/** A word's nature, for distances and gaps. */
export const HALF_WORD = 1;
export const UNSPACED = 2;

/**
 * Every different folded word that was read, by number, so that whatever was found out about a word is found out once.
 * Two words are held to be the same when 64 bits of hash are: among a million words that is wrong once in thirty million lexicons,
 * and comparing the letters as well would take half as long again as all the rest of reading a story.
 */
export class Lexicon {
  size = 0;
  slots = new Int32Array(FIRST_SLOTS << SLOT_SHIFT);
  mask = FIRST_SLOTS - 1;
  private hashes = new Int32Array(FIRST_SIZE);
  private natures = new Uint8Array(FIRST_SIZE);
  private readonly texts: string[] = [];
  /** Where `internText` puts a word's units. */
  private folded = new Uint16Array(FIRST_SIZE);
  private readonly entries = unitTable().entries;

  /** The number of the word whose units, still to be folded, stand in `raw` from `from` to `to`; both hashes are of the folded units. */
  intern(raw: Uint16Array, from: number, to: number, hash: number, second: number): number {
    const { slots, mask } = this;
    for (let slot = firstSlot(hash, mask); ; slot = (slot + 1) & mask) {
      const at = slot << SLOT_SHIFT;
      const taken = slots[at + 2]!;
      if (taken === 0) return this.add(raw, from, to, hash, second, at);
      if (slots[at] === hash && slots[at + 1] === second) return taken - 1;
    }
  }

  internText(folded: string): number {
    if (folded.length > this.folded.length) this.folded = new Uint16Array(folded.length * 2);
    const raw = this.folded;
    let hash = SEED;
    let second = 0;
    for (let at = 0; at < folded.length; at++) {
      const unit = folded.charCodeAt(at);
      raw[at] = unit;
      hash = Math.imul(hash ^ unit, PRIME);
      second = (Math.imul(second, SECOND_PRIME) + unit) | 0;
    }
    return this.intern(raw, 0, folded.length, hash, second);
  }

  hash(word: number): number {
    return this.hashes[word]!;
  }

  text(word: number): string {
    return this.texts[word]!;
  }

  nature(word: number): number {
    return this.natures[word]!;
  }

  private add(raw: Uint16Array, from: number, to: number, hash: number, second: number, at: number): number {
    const word = this.size++;
    if (word === this.hashes.length) {
      this.hashes = grown(this.hashes);
      this.natures = grown(this.natures);
    }
    let text = '';
    for (let unit = from; unit < to; unit++) text += String.fromCharCode(this.entries[raw[unit]!]! & UNIT);
    this.texts.push(text);
    this.hashes[word] = hash;
    this.natures[word] = natureOf(text);
    this.slots[at] = hash;
    this.slots[at + 1] = second;
    this.slots[at + 2] = word + 1;
    if (this.size * 2 > this.mask) this.growSlots();
    return word;
  }

  private growSlots(): void {
    const old = this.slots;
    const count = (this.mask + 1) * 2;
    this.slots = new Int32Array(count << SLOT_SHIFT);
    this.mask = count - 1;
    for (let from = 0; from < old.length; from += 1 << SLOT_SHIFT) {
      if (old[from + 2] === 0) continue;
      let slot = firstSlot(old[from]!, this.mask);
      while (this.slots[(slot << SLOT_SHIFT) + 2] !== 0) slot = (slot + 1) & this.mask;
      for (let part = 0; part < 3; part++) this.slots[(slot << SLOT_SHIFT) + part] = old[from + part]!;
    }
  }
}

/** Where a word's search begins; the scanner does the same. */
function firstSlot(hash: number, mask: number): number {
  return (hash ^ (hash >>> 15)) & mask;
}

function natureOf(text: string): number {
  if (/^\p{Script=Han}/u.test(text)) return HALF_WORD | UNSPACED;
  if (/^[\p{Script=Hiragana}\p{Script=Katakana}ー]/u.test(text)) return UNSPACED | (text.length === 1 ? HALF_WORD : 0);
  return 0;
}
