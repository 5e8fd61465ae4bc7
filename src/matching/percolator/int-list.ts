import { FIRST_SIZE, grown } from './grown.js';

/** Numbers that are added one by one and then kept as a typed array. */
export class IntList {
  length = 0;
  private items = new Int32Array(FIRST_SIZE);

  push(item: number): void {
    if (this.length === this.items.length) this.items = grown(this.items);
    this.items[this.length++] = item;
  }

  set(at: number, item: number): void {
    this.items[at] = item;
  }

  toArray(): Int32Array {
    return this.items.slice(0, this.length);
  }
}

/** Lists end to end: those of `n` are from `starts[n]` to `starts[n + 1]`. */
export interface Lists {
  starts: Int32Array;
  items: Int32Array;
}

export function toLists(lists: readonly (readonly number[] | undefined)[], count: number): Lists {
  const starts = new Int32Array(count + 1);
  for (let at = 0; at < count; at++) starts[at + 1] = starts[at]! + (lists[at]?.length ?? 0);
  const items = new Int32Array(starts[count]!);
  for (let at = 0; at < count; at++) items.set(lists[at] ?? [], starts[at]);
  return { starts, items };
}
