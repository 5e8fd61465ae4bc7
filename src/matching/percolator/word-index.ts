import { englishStem } from '../inflect-latin.js';
import { acceptsWord, type WordTest } from '../word-pattern.js';

/**
 * Which of many word tests take a word, without trying each: listed words and stems are looked up, and the starts or parts of the
 * word where some test begins with one or holds one. What a rule only narrows down is asked of the reference's `acceptsWord`.
 */
export class WordIndex {
  readonly tests: WordTest[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly words = new Map<string, number[]>();
  private readonly stems = new Map<string, number[]>();
  private readonly starts = new Map<string, number[]>();
  private readonly parts = new Map<string, number[]>();
  private readonly startLengths = new Set<number>();
  private readonly partLengths = new Set<number>();

  /** The same number for the same test. */
  add(test: WordTest): number {
    const key = keyOf(test);
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    const number = this.tests.length;
    this.tests.push(test);
    this.numbers.set(key, number);
    switch (test.kind) {
      case 'word':
        append(this.words, test.word, number);
        break;
      case 'words':
        for (const word of test.words) append(this.words, word, number);
        break;
      case 'stem':
        append(this.stems, test.stem, number);
        break;
      case 'prefix':
      case 'hangul':
        append(this.starts, test.start, number);
        this.startLengths.add(test.start.length);
        break;
      case 'compound':
        append(this.parts, test.part, number);
        this.partLengths.add(test.part.length);
    }
    return number;
  }

  /** Numbers of the tests that take the word, each once. */
  resolve(folded: string): number[] {
    const found = [...(this.words.get(folded) ?? [])];
    if (this.stems.size > 0) found.push(...(this.stems.get(englishStem(folded)) ?? []));
    for (const length of this.startLengths) {
      if (length <= folded.length) this.pushAccepting(folded, this.starts.get(folded.slice(0, length)), found);
    }
    for (const length of this.partLengths) {
      const seen = new Set<string>();
      for (let at = 0; at + length <= folded.length; at++) {
        const part = folded.slice(at, at + length);
        if (!seen.has(part)) this.pushAccepting(folded, this.parts.get(part), found);
        seen.add(part);
      }
    }
    return found;
  }

  private pushAccepting(folded: string, numbers: number[] | undefined, found: number[]): void {
    for (const number of numbers ?? []) {
      const test = this.tests[number];
      if (test && acceptsWord(test, folded)) found.push(number);
    }
  }
}

function keyOf(test: WordTest): string {
  switch (test.kind) {
    case 'word':
      return `word ${test.word}`;
    case 'words':
      return `words ${[...test.words].join(' ')}`;
    case 'stem':
      return `stem ${test.stem}`;
    case 'prefix':
    case 'hangul':
      return `${test.kind} ${test.start}`;
    case 'compound':
      return `compound ${test.part}`;
  }
}

function append(map: Map<string, number[]>, key: string, number: number): void {
  const list = map.get(key);
  if (list) list.push(number);
  else map.set(key, [number]);
}
