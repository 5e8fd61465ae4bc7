import { type Keyed, resolveKeyCollisions } from './resolve-key-collisions.js';

const story = (key: string, url: string | null, contentHash: string, title = 'Title'): Keyed => ({
  key,
  url,
  title,
  contentHash,
});
const firstKeys = (...stories: Keyed[]) => resolveKeyCollisions(stories).map(({ keys }) => keys[0]);

describe('resolveKeyCollisions', () => {
  it('leaves keys that differ as they are', () => {
    expect(firstKeys(story('1', 'a', 'x'), story('2', 'b', 'y'))).toEqual(['1', '2']);
  });

  it.each([
    ['the same words at one address', story('1', 'a', 'x'), story('1', 'a', 'x')],
    ['the same words at one address under another guid', story('1', 'a', 'x'), story('2', 'a', 'x')],
    ['the same words under one guid, without an address', story('1', null, 'x'), story('1', null, 'x')],
  ])('leaves out a repetition: %s', (_, first, second) => {
    expect(firstKeys(first, second)).toEqual(['1']);
  });

  it.each([
    ['by link', story('1', 'a', 'x'), story('1', 'b', 'x')],
    ['by title', story('1', 'a', 'x', 'One'), story('1', 'a', 'y', 'Two')],
    ['by words', story('1', null, 'x'), story('1', null, 'y')],
    ['by link, one having none', story('1', null, 'x'), story('1', 'b', 'x')],
  ])('keeps both of those that share a guid and are told apart %s', (_, first, second) => {
    const [one, other] = firstKeys(first, second);
    expect(one).not.toBe(other);
    expect(firstKeys(second, first)).toEqual([other, one]);
  });

  it('knows a sharer that is alone by the key that it was given among the others', () => {
    const sharer = story('1', 'a', 'x');
    const [amongOthers] = resolveKeyCollisions([sharer, story('1', 'b', 'y')]);
    const [alone] = resolveKeyCollisions([{ ...sharer, contentHash: 'reworded' }]);
    expect(alone?.sharedKeys).toContain(amongOthers?.keys[0]);
  });

  it('says who is alone at an address', () => {
    const stories = [story('1', 'a', 'x'), story('2', 'a', 'y'), story('3', 'b', 'z'), story('4', null, 'w')];
    expect(resolveKeyCollisions(stories).map(({ aloneThere }) => aloneThere)).toEqual([false, false, true, false]);
  });

  it('knows an address by its other spellings', () => {
    const spellings = (url: string) => resolveKeyCollisions([story('1', url, 'x')])[0]?.addresses;
    expect(spellings('http://www.a.example/1/')).toEqual(spellings('https://a.example/1'));
    expect(spellings('https://a.example/1')).toContain('https://a.example/1');
    expect(spellings('https://a.example/')).toContain('https://a.example/');
  });
});
