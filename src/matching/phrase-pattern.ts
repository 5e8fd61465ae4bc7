import { type StoryIndex, wordsFor } from './story-index.js';
import { type Gap, type Token, tokenizeField } from './tokenize.js';
import { acceptsWord, wordPattern, type WordPattern, type WordRules } from './word-pattern.js';

/** Words in a row. `spaced[i]` says that the author put a blank before word `i`, so a story may have one there too. */
export interface PhrasePattern {
  words: WordPattern[];
  spaced: boolean[];
}

/**
 * A form's ways to stand in a text. Mostly one; Korean leaves it to the writer whether compound words are parted (군사 개입, 군사개입),
 * so a spaced Hangul form is also looked for written together.
 */
export function phrasePatterns(text: string, rules: WordRules): PhrasePattern[] {
  const tokens = tokenizeField(text, 'text', { sentence: 0, place: 0 });
  if (tokens.length === 0) return [];
  return joinedWays(tokens).map((way) => ({
    words: way.map((token, index) =>
      wordPattern(token, { ...rules, prefix: rules.prefix && index === way.length - 1 }),
    ),
    spaced: way.map((token) => token.gap !== 'none'),
  }));
}

const LONGEST_JOINED = 5;

function joinedWays(tokens: Token[]): Token[][] {
  if (tokens.length > LONGEST_JOINED || tokens.some((token) => token.script !== 'hangul')) return [tokens];
  let ways: Token[][] = [[]];
  for (const token of tokens) {
    ways = ways.flatMap((way) => {
      const last = way.at(-1);
      const joined = last && { ...last, text: last.text + token.text, cased: last.cased + token.cased };
      return joined
        ? [
            [...way, token],
            [...way.slice(0, -1), joined],
          ]
        : [[token]];
    });
  }
  return ways;
}

/** First and last token index of every place where the phrase stands. */
export function findPhrase(pattern: PhrasePattern, story: StoryIndex): [number, number][] {
  const [head] = pattern.words;
  if (!head) return [];
  const found: [number, number][] = [];
  for (const word of wordsFor(head, story)) {
    for (const at of story.positions.get(word) ?? []) {
      if (standsAt(pattern, story.tokens, at)) found.push([at, at + pattern.words.length - 1]);
    }
  }
  return found;
}

function standsAt(pattern: PhrasePattern, tokens: Token[], at: number): boolean {
  return pattern.words.every((word, index) => {
    const token = tokens[at + index];
    if (!token || !acceptsWord(word.test, token.text)) return false;
    if (!matchesCase(word, token.cased)) return false;
    return index === 0 || runsOn(token.gap, pattern.spaced[index] ?? false);
  });
}

export function matchesCase({ test, casedStart }: WordPattern, cased: string): boolean {
  if (casedStart === undefined) return true;
  return test.kind === 'word' ? cased === casedStart : cased.startsWith(casedStart);
}

/** Whether a phrase goes on over what stands before its next word. */
export function runsOn(gap: Gap, spaced: boolean): boolean {
  return gap === 'none' || gap === 'soft' || (gap === 'blank' && spaced);
}
