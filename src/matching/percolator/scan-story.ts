import { type FieldName, type StoryText } from '../definitions.js';
import { tokenizeField } from '../tokenize.js';
import { HASH_PRIME, HASH_SEED, type Lexicon } from './lexicon.js';
import { type SlowToken, StoryScan } from './story-scan.js';
import {
  APOSTROPHE,
  CYRILLIC,
  DIGIT,
  HAN,
  HANGUL,
  HIRAGANA,
  INNER,
  KATAKANA,
  LETTER,
  SLOW,
  UNIT,
  unitTable,
  WORD,
} from './unit-table.js';

const LOWER_S = 0x73;
const FULL_STOP = 0x2e;
const COMMA = 0x2c;
const ANY_TOKEN = WORD | HAN | HIRAGANA | KATAKANA | HANGUL;
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

  constructor(private readonly lexicon: Lexicon) {
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
    const to = from + stored.length;
    const { scan, entries, lexicon } = this;
    const { raw } = scan;
    scan.makeRoom(scan.count + stored.length + 1);
    const { words, starts, ends } = scan;
    const firstToken = scan.count;
    let count = firstToken;
    let at = from;
    while (at < to) {
      let entry = entries[raw[at]!]!;
      if ((entry & (ANY_TOKEN | SLOW)) === 0) {
        at++;
        continue;
      }
      const start = at;
      let hash = HASH_SEED;
      if (entry & WORD) {
        let seen = 0;
        let previous = entry;
        do {
          hash = Math.imul(hash ^ (entry & UNIT), HASH_PRIME);
          seen |= entry;
          previous = entry;
          entry = entries[raw[++at]!]!;
          // The apostrophe between two Cyrillic letters is one itself: об'єкт.
          if (entry & APOSTROPHE && previous & CYRILLIC && at + 1 < to && entries[raw[at + 1]!]! & CYRILLIC) {
            hash = Math.imul(hash ^ (entry & UNIT), HASH_PRIME);
            entry = entries[raw[++at]!]!;
          }
        } while (entry & WORD);
        if (entry & INNER && at + 1 < to) {
          if ((seen & LETTER) === 0) {
            // 3.5 and 1,000 are one number, unless letters are glued to its end.
            const end = this.numberEnd(at, to);
            for (; at < end; at++) hash = Math.imul(hash ^ (entries[raw[at]!]! & UNIT), HASH_PRIME);
            entry = entries[raw[at]!]!;
          } else if (at - start === 1 && (entry & UNIT) === FULL_STOP && entries[raw[at + 1]!]! & LETTER) {
            entry = SLOW;
          }
        }
        if (
          at - start === 1 &&
          (previous & UNIT) === LOWER_S &&
          (entry & SLOW) === 0 &&
          count > firstToken &&
          ends[count - 1] === start - 1 &&
          entries[raw[start - 1]!]! & APOSTROPHE
        )
          continue;
      } else if (entry & HANGUL) {
        do {
          hash = Math.imul(hash ^ (entry & UNIT), HASH_PRIME);
          entry = entries[raw[++at]!]!;
        } while (entry & HANGUL);
      } else if (entry & KATAKANA) {
        do {
          hash = Math.imul(hash ^ (entry & UNIT), HASH_PRIME);
          entry = entries[raw[++at]!]!;
        } while (entry & KATAKANA);
      } else if (entry & (HAN | HIRAGANA)) {
        hash = Math.imul(hash ^ (entry & UNIT), HASH_PRIME);
        entry = entries[raw[++at]!]!;
      }
      if (entry & SLOW) {
        const chunkStart = this.chunkStart(at, from);
        while (count > firstToken && starts[count - 1]! >= chunkStart) scan.slow.delete(--count);
        at = this.chunkEnd(at, to);
        for (const token of this.readChunk(field, stored.slice(chunkStart - from, at - from))) {
          words[count] = token.word;
          starts[count] = chunkStart + token.start;
          ends[count] = chunkStart + token.end;
          scan.slow.set(count++, token);
        }
        continue;
      }
      words[count] = lexicon.intern(raw, start, at, hash);
      starts[count] = start;
      ends[count++] = at;
    }
    scan.count = count;
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
