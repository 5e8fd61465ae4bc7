import { FIRST_SIZE, grown } from './grown.js';

const NONE = -1;

/** Where the leaves of all queries stand in one story: for each leaf a chain of finds, the last one first. */
export class Occurrences {
  /** The leaves that were found, each once. */
  found = new Int32Array(FIRST_SIZE);
  foundCount = 0;
  /** A bit a leaf: what is tested often fits the nearest cache. */
  readonly present: Int32Array;
  firsts = new Int32Array(FIRST_SIZE);
  lasts = new Int32Array(FIRST_SIZE);
  nexts = new Int32Array(FIRST_SIZE);
  private readonly heads: Int32Array;
  private count = 0;

  constructor(leaves: number) {
    this.heads = new Int32Array(leaves).fill(NONE);
    this.present = new Int32Array((leaves >> 5) + 1);
  }

  /** Bytes of the arrays that grow with the leaves. */
  get bytes(): number {
    return this.heads.byteLength + this.present.byteLength;
  }

  /** From the token `first` to the token `last`. */
  add(leaf: number, first: number, last: number): void {
    const find = this.count++;
    if (find === this.firsts.length) this.double();
    this.firsts[find] = first;
    this.lasts[find] = last;
    const head = this.heads[leaf]!;
    this.nexts[find] = head;
    this.heads[leaf] = find;
    if (head === NONE) this.addFound(leaf);
  }

  has(leaf: number): boolean {
    return (this.present[leaf >> 5]! & (1 << (leaf & 31))) !== 0;
  }

  /** Whether the leaf begins at a token from `from` on and before `to`. */
  hasBetween(leaf: number, from: number, to: number): boolean {
    for (let find = this.heads[leaf]!; find !== NONE; find = this.nexts[find]!) {
      if (this.firsts[find]! >= from && this.firsts[find]! < to) return true;
    }
    return false;
  }

  /** The leaf's last find, or -1; the one before it is in `nexts`. */
  head(leaf: number): number {
    return this.heads[leaf]!;
  }

  clear(): void {
    for (let at = 0; at < this.foundCount; at++) {
      const leaf = this.found[at]!;
      this.heads[leaf] = NONE;
      this.present[leaf >> 5] = 0;
    }
    this.foundCount = 0;
    this.count = 0;
  }

  private addFound(leaf: number): void {
    if (this.foundCount === this.found.length) this.found = grown(this.found);
    this.found[this.foundCount++] = leaf;
    this.present[leaf >> 5]! |= 1 << (leaf & 31);
  }

  private double(): void {
    this.firsts = grown(this.firsts);
    this.lasts = grown(this.lasts);
    this.nexts = grown(this.nexts);
  }
}
