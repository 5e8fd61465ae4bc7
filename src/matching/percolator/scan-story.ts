import { type FieldName, type StoryText } from '../definitions.js';
import { tokenizeField } from '../tokenize.js';
import { HASHING, type Lexicon } from './lexicon.js';
import { type SlowToken, StoryScan } from './story-scan.js';
import { UNIT_FLAGS, unitTable } from './unit-table.js';

// Constants of this module and not imported ones, which the loop would load from the other module's cell each time: a third of its time.
const { LETTER, DIGIT, CYRILLIC, HAN, HIRAGANA, KATAKANA, HANGUL, INNER, APOSTROPHE, SLOW } = UNIT_FLAGS;
const { SEED, PRIME, SECOND_PRIME } = HASHING;
const WORD = LETTER | DIGIT;
const UNIT = 0xffff;
const LOWER_S = 0x73;
const FULL_STOP = 0x2e;
const COMMA = 0x2c;
/** What is not passed over. */
const READ = WORD | HAN | HIRAGANA | KATAKANA | HANGUL | SLOW;
const RUNS = KATAKANA | HANGUL;
/** What may make a run's end something else than its end. */
const TURNS = SLOW | APOSTROPHE | INNER;
const NEEDS_REFERENCE = -1;
const CHUNK_CACHE = 20_000;
const LONGEST_CACHED = 64;

/**
 * From raw text to word numbers in one pass, in agreement with `tokenizeStory` token for token. Most text is made of units whose
 * meaning the unit table holds; where one turns up whose meaning hangs on its neighbours, the whole piece between two separators
 * is given to the reference tokenizer, whose answer is remembered.
 */
export class StoryScanner {
  readonly scan: StoryScan;
  private readonly entries = unitTable().entries;
  private readonly chunks = { title: new Map<string, SlowToken[]>(), text: new Map<string, SlowToken[]>() };

  constructor(readonly lexicon: Lexicon) {
    this.scan = new StoryScan(lexicon);
  }

  /** The scan is reused: it is good until the next story. */
  read(story: StoryText): StoryScan {
    const { scan } = this;
    scan.close();
    scan.open(story);
    this.readField('title', 0, story.title);
    scan.titleCount = scan.count;
    this.readField('text', scan.textAt, story.text);
    return scan;
  }

  private readField(field: FieldName, from: number, stored: string): void {
    const { scan, entries, lexicon } = this;
    const to = from + stored.length;
    scan.makeRoom(scan.count + stored.length + 1);
    const { raw, words, hashes, starts, ends } = scan;
    const firstToken = scan.count;
    let { slots, mask } = lexicon;
    let count = firstToken;
    let kinds = 0;
    for (let at = from; at < to;) {
      let entry = entries[raw[at]!]!;
      if ((entry & READ) === 0) {
        at++;
        continue;
      }
      const start = at;
      let hash = SEED;
      let second = 0;
      // A run of one kind is one token; an ideograph or a hiragana is a token alone, which no run holds.
      const kind = entry;
      kinds |= entry;
      const run = entry & WORD ? WORD : entry & RUNS;
      do {
        const unit = entry & UNIT;
        hash = Math.imul(hash ^ unit, PRIME);
        second = (Math.imul(second, SECOND_PRIME) + unit) | 0;
        entry = entries[raw[++at]!]!;
      } while (entry & run);
      if (entry & TURNS) {
        const end = run === WORD ? this.wordEnd(start, at, to) : at;
        for (; at < end; at++) {
          const unit = entries[raw[at]!]! & UNIT;
          hash = Math.imul(hash ^ unit, PRIME);
          second = (Math.imul(second, SECOND_PRIME) + unit) | 0;
        }
        entry = end === NEEDS_REFERENCE ? SLOW : entries[raw[at]!]!;
      }
      if ((entry | kind) & SLOW) {
        kinds |= SLOW;
        const chunkStart = this.chunkStart(at, from);
        while (count > firstToken && starts[count - 1]! >= chunkStart) scan.slow.delete(--count);
        at = this.chunkEnd(at, to);
        for (const token of this.readChunk(field, stored.slice(chunkStart - from, at - from))) {
          words[count] = token.word;
          hashes[count] = lexicon.hash(token.word);
          starts[count] = chunkStart + token.start;
          ends[count] = chunkStart + token.end;
          scan.slow.set(count++, token);
        }
        ({ slots, mask } = lexicon);
        continue;
      }
      if (at - start === 1 && this.isPossessive(start) && count > firstToken && ends[count - 1] === start - 1) continue;
      const slot = ((hash ^ (hash >>> 15)) & mask) << 2;
      if (slots[slot] === hash && slots[slot + 1] === second) {
        words[count] = slots[slot + 2]! - 1;
      } else {
        words[count] = lexicon.intern(raw, start, at, hash, second);
        ({ slots, mask } = lexicon);
      }
      hashes[count] = hash;
      starts[count] = start;
      ends[count++] = at;
    }
    scan.count = count;
    scan.hasHalfWords ||= (kinds & (HAN | HIRAGANA | KATAKANA | SLOW)) !== 0;
  }

  /** Where a word really ends that stops at `at` before what may be part of it: об'єкт, 3.5, 1,000; U.S. is for the reference. */
  private wordEnd(start: number, at: number, to: number): number {
    const { entries } = this;
    const { raw } = this.scan;
    const is = (place: number, flags: number): boolean => place < to && (entries[raw[place]!]! & flags) !== 0;
    if (is(at, INNER)) {
      let digits = start;
      while (digits < at && !is(digits, LETTER)) digits++;
      if (digits === at) return this.numberEnd(at, to);
      const acronym = at - start === 1 && (entries[raw[at]!]! & UNIT) === FULL_STOP && is(at + 1, LETTER);
      return acronym ? NEEDS_REFERENCE : at;
    }
    // The apostrophe between two Cyrillic letters is one itself.
    while (is(at, APOSTROPHE) && is(at - 1, CYRILLIC) && is(at + 1, CYRILLIC))
      do at++;
      while (is(at, WORD));
    return at;
  }

  /** The s of "Kyiv's". */
  private isPossessive(at: number): boolean {
    const { entries } = this;
    const { raw } = this.scan;
    return (entries[raw[at]!]! & UNIT) === LOWER_S && at > 0 && (entries[raw[at - 1]!]! & APOSTROPHE) !== 0;
  }

  /** Where the number ends that has a full stop or comma at `at`. */
  private numberEnd(at: number, to: number): number {
    const { entries } = this;
    const { raw } = this.scan;
    while (at < to) {
      const point = entries[raw[at]!]! & UNIT;
      if (point !== FULL_STOP && point !== COMMA) return at;
      let end = at + 1;
      while (end < to && entries[raw[end]!]! & DIGIT) end++;
      if (end === at + 1 || entries[raw[end]!]! & LETTER) return at;
      at = end;
    }
    return at;
  }

  private chunkStart(at: number, from: number): number {
    while (at > from && !this.isCut(at)) at--;
    return at;
  }

  private chunkEnd(at: number, to: number): number {
    do at++;
    while (at < to && !this.isCut(at + 1));
    return Math.min(at, to);
  }

  /** Whether the text may be cut before `at`: after a separator, and not before what might complete it. */
  private isCut(at: number): boolean {
    const { entries } = this;
    const { raw } = this.scan;
    return entries[raw[at - 1]!]! >>> 16 === 0 && (entries[raw[at]!]! & SLOW) === 0;
  }

  private readChunk(field: FieldName, text: string): SlowToken[] {
    const chunks = this.chunks[field];
    const known = chunks.get(text);
    if (known) return known;
    const tokens = tokenizeField(text, field, { sentence: 0, place: 0 });
    const chunk = tokens.map((token, index): SlowToken => ({
      ...token,
      word: this.lexicon.internText(token.text),
      opensChunk: index === 0,
      opensSentence: token.sentence !== (tokens[index - 1]?.sentence ?? 0),
    }));
    if (text.length <= LONGEST_CACHED) {
      if (chunks.size >= CHUNK_CACHE) chunks.clear();
      // A slice would keep the whole story it was cut from alive.
      chunks.set(Buffer.from(text, 'utf16le').toString('utf16le'), chunk);
    }
    return chunk;
  }
}
