import { type CompiledForm } from '../compile-forms.js';
import { matchesCase, type PhrasePattern, runsOn } from '../phrase-pattern.js';
import { type WordPattern } from '../word-pattern.js';
import { FIRST_SIZE, grown } from './grown.js';
import { IntList, type Lists, toLists } from './int-list.js';
import { type Lexicon } from './lexicon.js';
import { type Occurrences } from './occurrences.js';
import { type StoryScan } from './story-scan.js';
import { type FrequencyOf } from './word-frequencies.js';
import { WordIndex } from './word-index.js';

const UNRESOLVED = -1;
/** A phrase's record: leaf, count of words, which word calls for it; then two numbers a word: its test with `spaced` in bit 0, its case. */
const PHRASE_HEAD = 3;
const NO_CASE = -1;
const ANY_NEIGHBOUR = -1;
const RECORD_HEAD = 2;
const EMPTY_RECORD = 3;

/** Gathers leaves one by one, so that a large index can be built in slices. */
export class LeafIndexBuilder {
  private readonly words = new WordIndex();
  private readonly leavesByTest: number[][] = [];
  private readonly phrasesByTest: number[][] = [];
  private readonly phrases = new IntList();
  private readonly casedWords: WordPattern[] = [];

  /** Leaves are numbered from `nextLeaf` on. */
  constructor(
    private readonly frequencyOf: FrequencyOf,
    private nextLeaf = 0,
  ) {}

  add(forms: readonly CompiledForm[]): number {
    const leaf = this.nextLeaf++;
    for (const { patterns } of forms) for (const pattern of patterns) this.addPattern(leaf, pattern);
    return leaf;
  }

  /** `renumber` gives a leaf the number by which it is found. */
  build(renumber: (leaf: number) => number): LeafIndex {
    const tests = this.words.tests.length;
    const leavesByTest = toLists(this.leavesByTest, tests);
    leavesByTest.items = leavesByTest.items.map(renumber);
    const phrases = this.phrases.toArray();
    for (let at = 0; at < phrases.length; at += PHRASE_HEAD + phrases[at + 1]! * 2)
      phrases[at] = renumber(phrases[at]!);
    return new LeafIndex(this.words, leavesByTest, toLists(this.phrasesByTest, tests), phrases, this.casedWords);
  }

  private addPattern(leaf: number, pattern: PhrasePattern): void {
    const [only, second] = pattern.words;
    if (!only) return;
    if (second === undefined && only.casedStart === undefined) {
      (this.leavesByTest[this.words.add(only.test)] ??= []).push(leaf);
      return;
    }
    const trigger = rarestOf(pattern, this.frequencyOf);
    const test = pattern.words[trigger]?.test ?? only.test;
    (this.phrasesByTest[this.words.add(test)] ??= []).push(this.phrases.length);
    for (const item of [leaf, pattern.words.length, trigger]) this.phrases.push(item);
    pattern.words.forEach((word, at) => {
      this.phrases.push((this.words.add(word.test) << 1) | (pattern.spaced[at] ? 1 : 0));
      this.phrases.push(word.casedStart === undefined ? NO_CASE : this.casedWords.push(word) - 1);
    });
  }
}

function rarestOf({ words }: PhrasePattern, frequencyOf: FrequencyOf): number {
  const frequencies = words.map((word) => frequencyOf(word.test));
  return frequencies.indexOf(Math.min(...frequencies));
}

/**
 * From the words of a story to the leaves of all queries. What a word is good for is worked out when it is first met: the leaves that
 * it is the whole of, and the phrases of which it is the rarest word; a phrase is looked at only where that word stands.
 */
export class LeafIndex {
  /** By word number: where its record is in `records`. */
  private resolved = new Int32Array(FIRST_SIZE).fill(UNRESOLVED);
  /** Counts of leaves and of phrases, the leaves, the phrases each with its neighbour; count of tests and they. The first record is of a word good for nothing. */
  private records = new Int32Array(FIRST_SIZE);
  private recordsLength = EMPTY_RECORD;

  constructor(
    private readonly words: WordIndex,
    private readonly leavesByTest: Lists,
    private readonly phrasesByTest: Lists,
    private readonly phrases: Int32Array,
    private readonly casedWords: readonly WordPattern[],
  ) {}

  /** Bytes of the arrays. */
  get bytes(): number {
    const { leavesByTest, phrasesByTest, phrases, resolved, records } = this;
    return [
      leavesByTest.starts,
      leavesByTest.items,
      phrasesByTest.starts,
      phrasesByTest.items,
      phrases,
      resolved,
      records,
    ]
      .map((array) => array.byteLength)
      .reduce((sum, bytes) => sum + bytes, 0);
  }

  /** When word numbers mean other words from now on. */
  forgetWords(): void {
    this.resolved.fill(UNRESOLVED);
    this.recordsLength = EMPTY_RECORD;
  }

  find(scan: StoryScan, occurrences: Occurrences): void {
    this.makeRoom(scan);
    const { resolved } = this;
    const { words, count } = scan;
    for (let token = 0; token < count; token++) {
      let record = resolved[words[token]!]!;
      if (record === 0) continue;
      if (record === UNRESOLVED) record = this.resolve(words[token]!, scan);
      const { records } = this;
      const phrases = record + RECORD_HEAD + records[record]!;
      for (let at = record + RECORD_HEAD; at < phrases; at++) occurrences.add(records[at]!, token, token);
      const end = phrases + 2 * records[record + 1]!;
      for (let at = phrases; at < end; at += 2) {
        const neighbour = records[at + 1]!;
        if (neighbour !== ANY_NEIGHBOUR) {
          const beside = token + (neighbour & 1 ? 1 : -1);
          if (beside < 0 || beside >= count || words[beside] !== neighbour >> 1) continue;
        }
        if (this.isPhraseAt(records[at]!, token, scan)) this.addPhrase(records[at]!, token, occurrences);
      }
    }
  }

  private addPhrase(phrase: number, token: number, occurrences: Occurrences): void {
    const { phrases } = this;
    const first = token - phrases[phrase + 2]!;
    occurrences.add(phrases[phrase]!, first, first + phrases[phrase + 1]! - 1);
  }

  private isPhraseAt(phrase: number, token: number, scan: StoryScan): boolean {
    const { phrases } = this;
    const length = phrases[phrase + 1]!;
    const first = token - phrases[phrase + 2]!;
    if (first < 0 || first + length > scan.count) return false;
    for (let at = 0; at < length; at++) {
      if (first + at !== token && !this.takes(phrases[phrase + PHRASE_HEAD + at * 2]! >> 1, first + at, scan))
        return false;
    }
    // Gaps and letter case cost more than words, and are asked about only where the words are right.
    for (let at = 0; at < length; at++) {
      const spaced = (phrases[phrase + PHRASE_HEAD + at * 2]! & 1) === 1;
      const cased = phrases[phrase + PHRASE_HEAD + at * 2 + 1]!;
      if (at > 0 && !runsOn(scan.gapBefore(first + at), spaced)) return false;
      if (cased !== NO_CASE && !matchesCase(this.casedWords[cased]!, scan.casedOf(first + at))) return false;
    }
    return true;
  }

  private takes(test: number, token: number, scan: StoryScan): boolean {
    const word = scan.words[token]!;
    let record = this.resolved[word]!;
    if (record === 0) return false;
    if (record === UNRESOLVED) record = this.resolve(word, scan);
    const { records } = this;
    const tests = record + RECORD_HEAD + records[record]! + 2 * records[record + 1]!;
    for (let at = tests + 1, end = at + records[tests]!; at < end; at++) if (records[at] === test) return true;
    return false;
  }

  private resolve(word: number, scan: StoryScan): number {
    const tests = this.words.resolve(scan.lexicon.text(word));
    const record = tests.length === 0 ? 0 : this.addRecord(tests, scan.lexicon);
    this.resolved[word] = record;
    return record;
  }

  private addRecord(tests: number[], lexicon: Lexicon): number {
    const listed = (lists: Lists): number[] =>
      tests.flatMap((test) => [...lists.items.subarray(lists.starts[test], lists.starts[test + 1])]);
    const leaves = [...new Set(listed(this.leavesByTest))];
    const phrases = listed(this.phrasesByTest);
    const tried = phrases.flatMap((phrase) => [phrase, this.neighbourIn(phrase, lexicon)]);
    const record = [leaves.length, phrases.length, ...leaves, ...tried, tests.length, ...tests];
    const at = this.recordsLength;
    this.recordsLength += record.length;
    if (this.recordsLength > this.records.length) this.records = grown(this.records, this.recordsLength);
    this.records.set(record, at);
    return at;
  }

  /**
   * The word that must stand beside the phrase's calling word, with 1 for after it in bit 0, where just one word may. It lies beside
   * the phrase's number, so that hardly any phrase has to be looked at: of 500 in a story, at a hundred thousand queries, eleven are there.
   */
  private neighbourIn(phrase: number, lexicon: Lexicon): number {
    const { phrases } = this;
    const trigger = phrases[phrase + 2]!;
    const after = trigger + 1 < phrases[phrase + 1]!;
    const beside = after ? trigger + 1 : trigger - 1;
    if (beside < 0) return ANY_NEIGHBOUR;
    const test = this.words.tests[phrases[phrase + PHRASE_HEAD + beside * 2]! >> 1];
    return test?.kind === 'word' ? (lexicon.internText(test.word) << 1) | (after ? 1 : 0) : ANY_NEIGHBOUR;
  }

  private makeRoom({ lexicon }: StoryScan): void {
    if (lexicon.size <= this.resolved.length) return;
    const known = this.resolved.length;
    this.resolved = grown(this.resolved, lexicon.size).fill(UNRESOLVED, known);
  }
}
