import { englishStem } from '../inflect-latin.js';
import { type WordTest } from '../word-pattern.js';

/** In how many stories of a thousand the words of a test are to be expected; it decides how fast a query is turned away, never whether. */
export type FrequencyOf = (test: WordTest) => number;

/** Without stories to count in: short words are common, and a lone ideograph more than most. */
export const guessFrequency: FrequencyOf = (test) => {
  switch (test.kind) {
    case 'word':
      return /^\p{Script=Han}$/u.test(test.word) ? 100 : guessByLength(test.word.length);
    case 'words':
      return guessByLength(Math.min(...[...test.words].map((word) => word.length)));
    case 'stem':
      return 2 * guessByLength(test.stem.length);
    case 'prefix':
    case 'hangul':
      return 2 * guessByLength(test.start.length);
    case 'compound':
      return 2 * guessByLength(test.part.length);
  }
};

function guessByLength(length: number): number {
  return 600 / Math.max(1, length * length);
}

/** Counted: `stories` holds the different folded words of each story. */
export function countFrequencies(stories: Iterable<Iterable<string>>): FrequencyOf {
  const byWord = new Map<string, number>();
  let total = 0;
  for (const words of stories) {
    total++;
    for (const word of words) byWord.set(word, (byWord.get(word) ?? 0) + 1);
  }
  const byStem = new Map<string, number>();
  for (const [word, count] of byWord) byStem.set(englishStem(word), (byStem.get(englishStem(word)) ?? 0) + count);
  const sorted = [...byWord.keys()].sort();
  const sums = [0];
  for (const word of sorted) sums.push((sums.at(-1) ?? 0) + (byWord.get(word) ?? 0));
  const startingWith = (start: string): number =>
    (sums[lowerBound(sorted, `${start}\uffff`)] ?? 0) - (sums[lowerBound(sorted, start)] ?? 0);
  const countOf = (test: WordTest): number => {
    switch (test.kind) {
      case 'word':
        return byWord.get(test.word) ?? 0;
      case 'words':
        return [...test.words].reduce((sum, word) => sum + (byWord.get(word) ?? 0), 0);
      case 'stem':
        return byStem.get(test.stem) ?? 0;
      case 'prefix':
      case 'hangul':
        return startingWith(test.start);
      case 'compound':
        return startingWith(test.part) * 2;
    }
  };
  // Never nought: what these stories do not have is rare, not impossible.
  return (test) => Math.min(1_000, ((countOf(test) + 0.5) * 1_000) / Math.max(1, total));
}

function lowerBound(sorted: readonly string[], word: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? '') < word) low = middle + 1;
    else high = middle;
  }
  return low;
}
