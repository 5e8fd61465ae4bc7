export interface WaitList<Item> {
  items: Item[];
  push(item: Item): void;
  /** Resolves with the first `count` items, as soon as there are as many. */
  wait(count: number): Promise<Item[]>;
}

/** A list that can be waited on without asking again and again. */
export function waitList<Item>(): WaitList<Item> {
  const items: Item[] = [];
  let waiting: { count: number; resolve: (items: Item[]) => void }[] = [];
  return {
    items,
    push(item) {
      items.push(item);
      const ready = waiting.filter(({ count }) => items.length >= count);
      waiting = waiting.filter(({ count }) => items.length < count);
      for (const { count, resolve } of ready) resolve(items.slice(0, count));
    },
    wait: (count) =>
      items.length >= count
        ? Promise.resolve(items.slice(0, count))
        : new Promise((resolve) => waiting.push({ count, resolve })),
  };
}
