import { SpreadSample } from './spread-sample.js';

function sampleOf(count: number, size: number): number[] {
  const sample = new SpreadSample<number>(size);
  for (let item = 0; item < count; item++) sample.add(item);
  return sample.items;
}

describe('SpreadSample', () => {
  it('keeps all of few', () => {
    expect(sampleOf(0, 20)).toEqual([]);
    expect(sampleOf(20, 20)).toEqual(Array.from({ length: 20 }, (_, place) => place));
  });

  it.each([21, 39, 40, 41, 80, 1_000, 12_345])(
    'keeps twenty of %d, in their order, over the whole of them',
    (count) => {
      const items = sampleOf(count, 20);
      expect(items).toHaveLength(20);
      expect(items[0]).toBe(0);
      expect(items).toEqual([...new Set(items)].sort((one, other) => one - other));
      const gaps = items.slice(1).map((item, place) => item - (items[place] ?? 0));
      // Evenly, give or take the halving of what is kept.
      expect(Math.max(...gaps, count - (items.at(-1) ?? 0))).toBeLessThanOrEqual((4 * count) / 20);
    },
  );
});
