import { tokenizeStory, type Token } from './tokenize.js';
import { acceptsWord, KEY_LENGTH, type WordPattern } from './word-pattern.js';

/** One story's words, ready to be looked up. */
export interface StoryIndex {
  tokens: Token[];
  /** Folded word → indexes of its tokens. */
  positions: Map<string, number[]>;
  /** First none to three letters → the story's different words that begin so. */
  byStart: Map<string, string[]>;
}

export function indexStory(story: { title: string; text: string }): StoryIndex {
  const tokens = tokenizeStory(story);
  const positions = new Map<string, number[]>();
  const byStart = new Map<string, string[]>();
  tokens.forEach((token, index) => {
    const known = positions.get(token.text);
    if (known) {
      known.push(index);
      return;
    }
    positions.set(token.text, [index]);
    for (let length = 0; length <= Math.min(KEY_LENGTH, token.text.length); length++) {
      const start = token.text.slice(0, length);
      const words = byStart.get(start);
      if (words) words.push(token.text);
      else byStart.set(start, [token.text]);
    }
  });
  return { tokens, positions, byStart };
}

export function wordsFor(pattern: WordPattern, story: StoryIndex): string[] {
  const { test } = pattern;
  if (test.kind === 'word') return story.positions.has(test.word) ? [test.word] : [];
  return (story.byStart.get(pattern.key) ?? []).filter((word) => acceptsWord(test, word));
}
