import { entityTag, namesTag } from './entity-tag.js';

describe('entityTag', () => {
  it('is the same for the same view, and another for another', () => {
    expect(entityTag({ name: 'Pact' })).toBe(entityTag({ name: 'Pact' }));
    expect(entityTag({ name: 'Pact' })).not.toBe(entityTag({ name: 'pact' }));
    expect(entityTag({ name: 'Pact' })).toMatch(/^"[\w-]+"$/);
  });

  it('does not count what moves by itself', () => {
    const volatile = new Set(['lastFetchedAt']);
    const tag = (view: object) => entityTag(view, volatile);
    expect(tag({ title: 'Wire', lastFetchedAt: '1' })).toBe(tag({ title: 'Wire', lastFetchedAt: '2' }));
    expect(tag({ title: 'Wire', lastFetchedAt: '1' })).not.toBe(tag({ title: 'Wires', lastFetchedAt: '1' }));
  });
});

describe('namesTag', () => {
  it.each([
    ['*', 'strong', true],
    ['"a"', 'strong', true],
    ['"b", "a"', 'strong', true],
    ['"b"', 'strong', false],
    ['a', 'strong', false],
    ['', 'strong', false],
    ['W/"a"', 'strong', false],
    ['W/"a"', 'weak', true],
    ['W/"b","a"', 'weak', true],
  ] as const)('%s by %s comparison: %s', (header, comparison, expected) => {
    expect(namesTag(header, '"a"', comparison)).toBe(expected);
  });
});
