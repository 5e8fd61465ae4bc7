import { bandsOf, minHash, similarity } from './min-hash.js';
import { Lexicon } from './lexicon.js';
import { StoryScanner } from './scan-story.js';

const scanner = new StoryScanner(new Lexicon());
const of = (title: string, text = '') => minHash(scanner.read({ title, text }));
const shareBand = (one: Uint32Array, other: Uint32Array): boolean => {
  const bands = bandsOf(other);
  return bandsOf(one).some((band, at) => band === bands[at]);
};

/** A text of so many words, and copies in which every nth word is another. */
const words = (seed: number, count: number) => {
  let state = seed;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return `word${(state >>> 8) % 5_000}`;
  });
};
const edited = (text: string[], every: number, seed: number) =>
  text.map((word, at) => ((at + seed) % every === 0 ? `edit${seed}x${at}` : word)).join(' ');

describe('a MinHash signature', () => {
  it('is the same for the same words, however they are written', () => {
    expect(of('Кремль: «Договор» подписан!', 'U.S. said so.')).toEqual(of('КРЕМЛЬ договор подписан', 'US said so'));
  });

  it('is what it was when it was stored', () => {
    expect([...of('Russia and North Korea sign a treaty', 'The text was not published.').slice(0, 4)]).toEqual([
      595882048, 3908985728, 616798016, 3715417408,
    ]);
  });

  it('finds nineteen in twenty lightly edited copies by a band, and hardly any stranger', () => {
    let copies = 0;
    let strangers = 0;
    for (let seed = 1; seed <= 200; seed++) {
      const text = words(seed, 300);
      const one = of('', text.join(' '));
      if (shareBand(one, of('', edited(text, 25, seed)))) copies++;
      if (shareBand(one, of('', words(seed + 1_000, 300).join(' ')))) strangers++;
    }
    expect(copies).toBeGreaterThanOrEqual(190);
    expect(strangers).toBeLessThanOrEqual(2);
  });

  it('estimates the share of common shingles', () => {
    const text = words(3, 2_000);
    // The first half is the same: a third of all different shingles is common.
    const other = [...text.slice(0, 1_000), ...words(4, 1_000)];
    expect(similarity(of('', text.join(' ')), of('', other.join(' ')))).toBeGreaterThan(0.2);
    expect(similarity(of('', text.join(' ')), of('', other.join(' ')))).toBeLessThan(0.47);
  });

  it.each([
    ['one word', 'Ceasefire'],
    ['two words', 'Ceasefire agreed'],
    ['a headline', 'Ceasefire agreed in Geneva, both sides say'],
  ])('has no empty place with %s', (_, title) => {
    expect([...of(title)]).not.toContain(0xffffffff);
    expect(similarity(of(title), of(title.toUpperCase()))).toBe(1);
  });

  it('of nothing is like nothing else', () => {
    expect(similarity(of('', ''), of('Ceasefire'))).toBe(0);
  });
});
