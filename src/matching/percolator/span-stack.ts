import { FIRST_SIZE, grown } from './grown.js';
import { type StoryScan } from './story-scan.js';

/** More tokens than a story may have. */
const ORDER = 1 << 24;
/** Longest list that is put in order by insertion; calling the engine's own sort costs as much as these many steps. */
const SHORT = 32;

/**
 * Lists of spans (first and last token) on one stack: the algebra of span.ts without an object a span. A list is what lies from a base,
 * which the caller remembers, to the top; an operation takes the lists above its base and leaves its result there.
 */
export class SpanStack {
  top = 0;
  firsts = new Int32Array(FIRST_SIZE);
  lasts = new Int32Array(FIRST_SIZE);
  private keys = new Float64Array(FIRST_SIZE);
  private scan!: StoryScan;
  private bySentence = false;
  private ordered = false;
  private within = 0;

  open(scan: StoryScan): void {
    this.scan = scan;
    this.top = 0;
  }

  /** What `join`, `joins` and `without` take for near: at most `within` words between, or sentences over both. */
  setNearness(bySentence: boolean, ordered: boolean, within: number): void {
    this.bySentence = bySentence;
    this.ordered = ordered;
    this.within = within;
  }

  push(first: number, last: number): void {
    if (this.top === this.firsts.length) {
      this.firsts = grown(this.firsts);
      this.lasts = grown(this.lasts);
    }
    this.firsts[this.top] = first;
    this.lasts[this.top++] = last;
  }

  reverse(base: number): void {
    for (let low = base, high = this.top - 1; low < high; low++, high--) {
      const [first, last] = [this.firsts[low]!, this.lasts[low]!];
      this.firsts[low] = this.firsts[high]!;
      this.lasts[low] = this.lasts[high]!;
      this.firsts[high] = first;
      this.lasts[high] = last;
    }
  }

  /** Of a leaf's spans keeps those that are in no other, in reading order. */
  keepLongest(base: number): void {
    this.sort(base);
    let reach = -1;
    let kept = base;
    for (let at = base; at < this.top; at++) {
      const last = this.lasts[at]!;
      if (last <= reach) continue;
      reach = last;
      this.firsts[kept] = this.firsts[at]!;
      this.lasts[kept++] = last;
    }
    this.top = kept;
  }

  /** Keeps the spans that contain no other, in reading order. */
  keepMinimal(base: number): void {
    this.sort(base);
    let nearest = ORDER;
    let kept = this.top;
    for (let at = this.top - 1; at >= base; at--) {
      const last = this.lasts[at]!;
      if (last >= nearest) continue;
      nearest = last;
      this.firsts[--kept] = this.firsts[at]!;
      this.lasts[kept] = last;
    }
    this.moveDown(kept, base);
  }

  /** In reading order, each span once. */
  keepDistinct(base: number): void {
    this.sort(base);
    let kept = base;
    for (let at = base; at < this.top; at++) {
      if (kept > base && this.firsts[at] === this.firsts[kept - 1] && this.lasts[at] === this.lasts[kept - 1]) continue;
      this.firsts[kept] = this.firsts[at]!;
      this.lasts[kept++] = this.lasts[at]!;
    }
    this.top = kept;
  }

  /** Two minimal lists, from `left` and from `right`, become every smallest stretch in which one of each stands near enough. */
  join(left: number, right: number): void {
    const end = this.top;
    for (let one = left; one < right; one++) {
      const to = this.lastNearest(one, right, end);
      for (let other = this.firstNearest(one, right, end); other < to; other++) this.joinPair(one, other);
    }
    for (let other = right; other < end; other++) {
      const to = this.lastNearest(other, left, right);
      for (let one = this.firstNearest(other, left, right); one < to; one++) this.joinPair(one, other);
    }
    this.moveDown(end, left);
    this.keepMinimal(left);
  }

  /** Whether `join` would leave anything. */
  joins(left: number, right: number): boolean {
    const end = this.top;
    for (let one = left; one < right; one++) if (this.hasNear(one, right, end)) return true;
    for (let other = right; other < end; other++) {
      const to = this.lastNearest(other, left, right);
      for (let one = this.firstNearest(other, left, right); one < to; one++) if (this.isNear(one, other)) return true;
    }
    return false;
  }

  /** Leaves the lefts that no right is near to. */
  without(left: number, right: number): void {
    const end = this.top;
    let kept = left;
    for (let one = left; one < right; one++) {
      if (this.hasNear(one, right, end)) continue;
      this.firsts[kept] = this.firsts[one]!;
      this.lasts[kept++] = this.lasts[one]!;
    }
    this.top = kept;
  }

  private hasNear(one: number, right: number, end: number): boolean {
    const to = this.lastNearest(one, right, end);
    for (let other = this.firstNearest(one, right, end); other < to; other++) if (this.isNear(one, other)) return true;
    return false;
  }

  private joinPair(one: number, other: number): void {
    if (!this.isNear(one, other)) return;
    const first = Math.min(this.firsts[one]!, this.firsts[other]!);
    this.push(first, Math.max(this.lasts[one]!, this.lasts[other]!));
  }

  private isNear(left: number, right: number): boolean {
    const { firsts, lasts, scan, within } = this;
    const leftFirst = firsts[left]!;
    const rightFirst = firsts[right]!;
    if (this.ordered && rightFirst <= lasts[left]!) return false;
    if (this.bySentence) {
      const last = Math.max(lasts[left]!, lasts[right]!);
      return scan.isWithinSentences(Math.min(leftFirst, rightFirst), last, within);
    }
    return leftFirst <= rightFirst
      ? scan.isWithinWords(lasts[left]!, rightFirst, within)
      : scan.isWithinWords(lasts[right]!, leftFirst, within);
  }

  /** The last of the list that ends before the span, or else the first that overlaps it. */
  private firstNearest(span: number, from: number, to: number): number {
    const first = this.firsts[span]!;
    let low = from;
    let high = to;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.lasts[middle]! < first) low = middle + 1;
      else high = middle;
    }
    return Math.max(from, low - 1);
  }

  /** One past the first of the list that begins after the span. */
  private lastNearest(span: number, from: number, to: number): number {
    const last = this.lasts[span]!;
    let low = from;
    let high = to;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.firsts[middle]! <= last) low = middle + 1;
      else high = middle;
    }
    return Math.min(to, low + 1);
  }

  /** By first token, the longer before the shorter. */
  private sort(base: number): void {
    const count = this.top - base;
    if (count <= SHORT) return this.sortShort(base);
    const { firsts, lasts } = this;
    if (this.keys.length < count) this.keys = new Float64Array(count * 2);
    const keys = this.keys.subarray(0, count);
    for (let at = 0; at < count; at++) keys[at] = firsts[base + at]! * ORDER + (ORDER - 1 - lasts[base + at]!);
    keys.sort();
    for (let at = 0; at < count; at++) {
      const first = Math.floor(keys[at]! / ORDER);
      firsts[base + at] = first;
      lasts[base + at] = ORDER - 1 - (keys[at]! - first * ORDER);
    }
  }

  private sortShort(base: number): void {
    const { firsts, lasts } = this;
    for (let at = base + 1; at < this.top; at++) {
      const first = firsts[at]!;
      const last = lasts[at]!;
      let to = at;
      while (to > base && (firsts[to - 1]! > first || (firsts[to - 1] === first && lasts[to - 1]! < last))) {
        firsts[to] = firsts[to - 1]!;
        lasts[to] = lasts[to - 1]!;
        to--;
      }
      firsts[to] = first;
      lasts[to] = last;
    }
  }

  /** A loop: for the few spans that there are, `copyWithin` takes longer to call than to work. */
  private moveDown(from: number, to: number): void {
    if (from === to) return;
    const { firsts, lasts } = this;
    for (let at = from; at < this.top; at++, to++) {
      firsts[to] = firsts[at]!;
      lasts[to] = lasts[at]!;
    }
    this.top = to;
  }
}
