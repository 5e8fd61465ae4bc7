/**
 * Keeps some of many, spread evenly over the order in which they came, however many there will be: every one at first, then, whenever
 * there is no more room, every second of those kept, and of those to come.
 */
export class SpreadSample<Item> {
  private kept: Item[] = [];
  private stride = 1;
  private seen = 0;

  constructor(private readonly size: number) {}

  add(item: Item): void {
    if (this.seen++ % this.stride !== 0) return;
    this.kept.push(item);
    if (this.kept.length < this.size * 2) return;
    this.kept = this.kept.filter((_, place) => place % 2 === 0);
    this.stride *= 2;
  }

  /** At most as many as its size, the first among them. */
  get items(): Item[] {
    const { kept, size } = this;
    if (kept.length <= size) return [...kept];
    return Array.from({ length: size }, (_, place) => kept[Math.floor((place * kept.length) / size)] as Item);
  }
}
