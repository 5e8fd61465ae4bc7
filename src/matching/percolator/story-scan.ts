import { type StoryText, type FieldName } from '../definitions.js';
import { normalizeText } from '../normalize.js';
import { endsSentence } from '../sentence-boundary.js';
import { gapBetween, type Gap, type Token } from '../tokenize.js';
import { FIRST_SIZE, grown } from './grown.js';
import { HALF_WORD, type Lexicon, UNSPACED } from './lexicon.js';
import { unitTable } from './unit-table.js';

const BREAK_UNKNOWN = 0;
const BREAK_NONE = 1;
const BREAK_ENDS = 2;
const LOOKED_OVER = 64;
/** Between two words in one of these alone, no sentence can end: most gaps of a text. */
const BLANK = 0x20;

/** Made by the reference tokenizer from a chunk, a piece of text between separators: what it found between its tokens stands. */
export interface SlowToken extends Token {
  word: number;
  opensChunk: boolean;
  opensSentence: boolean;
}

/**
 * One story as the scanner read it: word numbers and places, title first. What only some queries ask for (sentences, gaps, letter case)
 * is worked out when they ask, between the words that they ask about.
 */
export class StoryScan {
  story: StoryText = { title: '', text: '' };
  raw = new Uint16Array(FIRST_SIZE);
  /** Where the text begins in `raw`. */
  textAt = 0;
  count = 0;
  /** Tokens of the title; those from here on are the text's. */
  titleCount = 0;
  words = new Int32Array(FIRST_SIZE);
  /** The words' hashes, which have been worked out anyway, for the signature. */
  hashes = new Int32Array(FIRST_SIZE);
  /** Offsets in `raw`. */
  starts = new Int32Array(FIRST_SIZE);
  ends = new Int32Array(FIRST_SIZE);
  /** Whether any token may be of a script without spaces, where an ideograph is half a word. */
  hasHalfWords = false;
  /** Tokens that the reference tokenizer made, by number. */
  readonly slow = new Map<number, SlowToken>();
  private bytes = Buffer.from(this.raw.buffer);
  private breaks = new Uint8Array(FIRST_SIZE);
  /** The sentence of each token as far as `numbered`; the first token's is 0. */
  private sentences = new Int32Array(FIRST_SIZE);
  private numbered = 0;

  constructor(readonly lexicon: Lexicon) {}

  open(story: StoryText): void {
    this.story = story;
    const { title, text } = story;
    const length = title.length + text.length + 2;
    if (length > this.raw.length) {
      this.raw = new Uint16Array(Math.max(length, this.raw.length * 2));
      this.bytes = Buffer.from(this.raw.buffer);
    }
    // A separator after each field ends its last word.
    this.bytes.write(title, 0, 'utf16le');
    this.raw[title.length] = BLANK;
    this.textAt = title.length + 1;
    this.bytes.write(text, this.textAt * 2, 'utf16le');
    this.raw[this.textAt + text.length] = BLANK;
    this.count = 0;
    this.numbered = 0;
    this.hasHalfWords = false;
    this.slow.clear();
  }

  makeRoom(tokens: number): void {
    if (tokens <= this.words.length) return;
    this.words = grown(this.words, tokens);
    this.hashes = grown(this.hashes, tokens);
    this.starts = grown(this.starts, tokens);
    this.ends = grown(this.ends, tokens);
    this.breaks = new Uint8Array(this.words.length);
    this.sentences = new Int32Array(this.words.length);
  }

  close(): void {
    this.breaks.fill(BREAK_UNKNOWN, 0, this.count);
  }

  fieldOf(token: number): FieldName {
    return token < this.titleCount ? 'title' : 'text';
  }

  /** Offset in the stored string of the token's field. */
  startOf(token: number): number {
    return this.starts[token]! - (token < this.titleCount ? 0 : this.textAt);
  }

  endOf(token: number): number {
    return this.ends[token]! - (token < this.titleCount ? 0 : this.textAt);
  }

  /** As the reference's `Token.cased`. */
  casedOf(token: number): string {
    const slow = this.slow.get(token);
    if (slow) return slow.cased;
    const { cased } = unitTable();
    let text = '';
    for (let at = this.starts[token]!; at < this.ends[token]!; at++) text += String.fromCharCode(cased[this.raw[at]!]!);
    return text;
  }

  /** As the reference's `Token.gap`. */
  gapBefore(token: number): Gap {
    if (token === 0 || token === this.titleCount) return 'wall';
    const slow = this.slow.get(token);
    if (slow && !slow.opensChunk) return slow.gap;
    const [from, to] = [this.ends[token - 1]!, this.starts[token]!];
    if (from === to) return 'none';
    const unspaced = (this.natureOf(token - 1) & this.natureOf(token) & UNSPACED) !== 0;
    return gapBetween(this.between(from, to), this.endsSentenceBefore(token), unspaced);
  }

  /** Whether at most `within` sentences hold all tokens from `first` to `last`. The title is one, and the one before the text's first. */
  isWithinSentences(first: number, last: number, within: number): boolean {
    // Looking at what lies between is soon done, but not a hundred thousand times over a text without full stops.
    if (last - first > LOOKED_OVER) return this.sentenceOf(last) - this.sentenceOf(first) < within;
    let sentences = 1;
    for (let token = first + 1; token <= last; token++) {
      if (this.opensSentence(token)) sentences++;
      if (sentences > within) return false;
    }
    return true;
  }

  /** Whether at most `within` words lie from the end of the token `earlier` to the start of `later`; never from title to text. */
  isWithinWords(earlier: number, later: number, within: number): boolean {
    if (later <= earlier) return true;
    if (earlier < this.titleCount && later >= this.titleCount) return false;
    if (!this.hasHalfWords) return later - earlier <= within;
    let halves = 0;
    for (let token = earlier + 1; token <= later; token++) {
      halves += (this.natureOf(token) & HALF_WORD) === 0 ? 2 : 1;
      if (halves > within * 2) return false;
    }
    return true;
  }

  private sentenceOf(token: number): number {
    for (; this.numbered < token; this.numbered++) {
      const next = this.numbered + 1;
      this.sentences[next] = this.sentences[this.numbered]! + (this.opensSentence(next) ? 1 : 0);
    }
    return this.sentences[token]!;
  }

  private opensSentence(token: number): boolean {
    return token === this.titleCount || this.endsSentenceBefore(token);
  }

  private endsSentenceBefore(token: number): boolean {
    if (token <= this.titleCount) return false;
    const known = this.breaks[token]!;
    if (known !== BREAK_UNKNOWN) return known === BREAK_ENDS;
    const ends = this.findSentenceEnd(token);
    this.breaks[token] = ends ? BREAK_ENDS : BREAK_NONE;
    return ends;
  }

  private findSentenceEnd(token: number): boolean {
    const slow = this.slow.get(token);
    if (slow && !slow.opensChunk) return slow.opensSentence;
    const [from, to] = [this.ends[token - 1]!, this.starts[token]!];
    const acronym = this.slow.get(token - 1)?.acronym ?? false;
    if (!acronym && (from === to || (to - from === 1 && this.raw[from] === BLANK))) return false;
    const between = this.between(from, to);
    if (!acronym && !/[.!?\n。]/.test(between)) return false;
    return endsSentence({ word: this.casedOf(token - 1), acronym, between, next: this.casedOf(token) });
  }

  private between(from: number, to: number): string {
    if (to - from === 1 && this.raw[from] === BLANK) return ' ';
    const field = from < this.textAt ? this.story.title : this.story.text;
    const base = from < this.textAt ? 0 : this.textAt;
    return normalizeText(field.slice(from - base, to - base)).text;
  }

  private natureOf(token: number): number {
    return this.lexicon.nature(this.words[token]!);
  }
}
