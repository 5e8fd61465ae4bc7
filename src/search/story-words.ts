import { type StoryText } from '../matching/definitions.js';
import { englishStem } from '../matching/inflect-latin.js';
import { foldCase, normalizeText } from '../matching/normalize.js';
import { Lexicon, UNSPACED } from '../matching/percolator/lexicon.js';
import { StoryScanner } from '../matching/percolator/scan-story.js';
import {
  ANYTHING,
  feedLexeme,
  languageLexemes,
  pairLexeme,
  stemLexeme,
  syllablePairs,
  titleLexeme,
  wordLexeme,
} from './lexeme.js';
import { timeLexemesOf } from './time-window.js';

/** What a story is found by: a row of `story_words`. */
export interface StoryWords {
  /** Folded, for trigrams. */
  title: string;
  /** Lexemes, each once. */
  words: string[];
}

export interface SearchableStory extends Pick<StoryText, 'title' | 'text'> {
  id: string;
  feedId: string;
  language: string | null;
}

/** A hostile feed can invent words without end. */
const MOST_WORDS = 200_000;
/** A tsvector holds 1 MB: lexemes of at most four bytes a unit. */
const MOST_UNITS = 250_000;

let reader = newReader();

/** The lexemes of a word by its number: worked out once a word, and not at each story. */
function newReader(): { scanner: StoryScanner; lexemes: (string[] | undefined)[] } {
  return { scanner: new StoryScanner(new Lexicon()), lexemes: [] };
}

/** Reads a story as the matcher reads it, token for token, in some 50 µs. */
export function storyWords(story: SearchableStory): StoryWords {
  if (reader.scanner.lexicon.size > MOST_WORDS) reader = newReader();
  const lexemes = readLexemes(story);
  let units = 0;
  for (const lexeme of lexemes) units += lexeme.length;
  const words = units <= MOST_UNITS ? [...lexemes] : [ANYTHING];
  if (story.language) words.push(...languageLexemes(story.language));
  words.push(feedLexeme(story.feedId), ...timeLexemesOf(story.id));
  return { title: foldTitle(story.title), words };
}

/** As titles are compared by likeness. */
export function foldTitle(title: string): string {
  return foldCase(normalizeText(title).text)
    .replaceAll('\0', '')
    .replace(/\p{Surrogate}/gu, '')
    .trim();
}

function readLexemes({ title, text }: Pick<StoryText, 'title' | 'text'>): Set<string> {
  const { scanner, lexemes: known } = reader;
  const { lexicon } = scanner;
  const { words, count, titleCount } = scanner.read({ title, text });
  const found = new Set<string>();
  const add = (lexeme: string, token: number): void => {
    found.add(lexeme);
    if (token < titleCount) found.add(titleLexeme(lexeme));
  };
  const isUnspaced = (word: number): boolean => (lexicon.nature(word) & UNSPACED) !== 0;
  for (let token = 0; token < count; token++) {
    const word = words[token] ?? 0;
    for (const lexeme of (known[word] ??= lexemesOf(lexicon.text(word)))) add(lexeme, token);
    const next = token + 1 < count && token + 1 !== titleCount ? (words[token + 1] ?? 0) : undefined;
    if (next === undefined || !isUnspaced(word) || !isUnspaced(next)) continue;
    add(pairLexeme(lexicon.text(word), lexicon.text(next)), token);
  }
  return found;
}

const HANGUL = /^\p{Script=Hangul}{2,}$/u;

function lexemesOf(word: string): string[] {
  const stem = englishStem(word);
  return [
    wordLexeme(word),
    ...(stem === word ? [] : [stemLexeme(stem)]),
    ...(HANGUL.test(word) ? syllablePairs(word) : []),
  ];
}
