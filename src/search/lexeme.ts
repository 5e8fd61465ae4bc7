/**
 * What stands in `story_words.words`, besides the plain folded words. A mark that no word can begin with tells the kinds apart;
 * whoever writes lexemes and whoever asks for them makes them here.
 */
const MARKS = { stem: '$', pair: '&', title: '^', language: '@', feed: '#', time: '~' } as const;

/** Stands for "may hold anything": of a story with more words than an index row takes. Every query asks for it as well. */
export const ANYTHING = '*';
/** No story has it. */
export const NOTHING = '!';

/** PostgreSQL takes 2,046 bytes; a longer word is known by its beginning. */
const LONGEST = 200;

/** A folded word. */
export function wordLexeme(word: string): string {
  if (word.length <= LONGEST) return word;
  const cut = word.slice(0, LONGEST);
  return isHighSurrogate(cut.charCodeAt(LONGEST - 1)) ? cut.slice(0, -1) : cut;
}

/** The English stem of words that are not their own stem: `englishStem`. */
export function stemLexeme(stem: string): string {
  return MARKS.stem + wordLexeme(stem);
}

/** Two neighbours in a script without spaces, or two syllables in a row of a Hangul word. */
export function pairLexeme(left: string, right: string): string {
  return MARKS.pair + wordLexeme(left + right);
}

/** Any lexeme, where it stands in the title. */
export function titleLexeme(lexeme: string): string {
  return MARKS.title + lexeme;
}

/** The language and those that it is a part of: zh-Hant is zh too. */
export function languageLexemes(language: string): string[] {
  const parts = language.toLowerCase().split('-');
  return parts.map((_, at) => languageLexeme(parts.slice(0, at + 1).join('-')));
}

export function languageLexeme(language: string): string {
  return MARKS.language + wordLexeme(language.toLowerCase());
}

export function feedLexeme(feedId: string): string {
  return MARKS.feed + feedId.replaceAll('-', '');
}

/** `prefix` of an id's digits: the ids of a stretch of time begin with it. */
export function timeLexeme(prefix: string): string {
  return MARKS.time + prefix;
}

/** Each two syllables in a row of a Hangul word. */
export function syllablePairs(word: string): string[] {
  const pairs = new Set<string>();
  for (let at = 0; at + 1 < word.length; at++) {
    pairs.add(pairLexeme(word.charAt(at), word.charAt(at + 1)));
  }
  return [...pairs];
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}
