import { resolveKeyCollisions } from './resolve-key-collisions.js';

const story = (key: string, url: string | null, contentHash: string) => ({ key, url, contentHash });

describe('resolveKeyCollisions', () => {
  it('keeps a key within what an index can hold', () => {
    const [first, second] = resolveKeyCollisions([
      story('1', `https://a.example/${'x'.repeat(5_000)}`, 'x'),
      story('1', 'b', 'y'),
    ]);
    expect(first?.key).toMatch(/^[0-9a-f]{64}$/);
    expect(second?.key).toBe('1 b');
  });

  it.each([
    ['keys that differ stay', [story('1', 'a', 'x'), story('2', 'b', 'y')], ['1', '2']],
    ['a repeated item is left out', [story('1', 'a', 'x'), story('1', 'a', 'x')], ['1']],
    ['one guid, two links: both are kept', [story('1', 'a', 'x'), story('1', 'b', 'y')], ['1 a', '1 b']],
    ['one guid, no link, two texts: both are kept', [story('1', null, 'x'), story('1', null, 'y')], ['1 x', '1 y']],
  ])('%s', (_, stories, keys) => {
    expect(resolveKeyCollisions(stories).map(({ key }) => key)).toEqual(keys);
  });
});
