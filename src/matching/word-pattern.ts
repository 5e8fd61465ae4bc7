import { latinForms, englishStem } from './inflect-latin.js';
import { abbreviationForms, russianForms, ukrainianForms } from './inflect-slavic.js';
import { isKoreanTail } from './korean-tail.js';
import { type Token } from './tokenize.js';

/** Which folded words a form or term takes: a list of them, or those that a rule makes out. */
export type WordTest =
  | { kind: 'word'; word: string }
  | { kind: 'words'; words: ReadonlySet<string> }
  | { kind: 'stem'; stem: string }
  | { kind: 'prefix'; start: string }
  /** The noun with what Korean puts after it. */
  | { kind: 'hangul'; start: string }
  /** The same at the end of a longer word. */
  | { kind: 'compound'; part: string };

/** How one word of a form or term is compared with a story's words. */
export interface WordPattern {
  /** Every accepted word begins with these, at most three, letters; a story's words are looked up by them. */
  key: string;
  test: WordTest;
  /** With exact case: what the word must begin with as written. */
  casedStart?: string;
}

export function acceptsWord(test: WordTest, folded: string): boolean {
  switch (test.kind) {
    case 'word':
      return folded === test.word;
    case 'words':
      return test.words.has(folded);
    case 'stem':
      return englishStem(folded) === test.stem;
    case 'prefix':
      return folded.startsWith(test.start);
    case 'hangul':
      return folded.startsWith(test.start) && isKoreanTail(folded.slice(test.start.length));
    case 'compound': {
      const at = folded.lastIndexOf(test.part);
      return at !== -1 && isKoreanTail(folded.slice(at + test.part.length));
    }
  }
}

/** `language` "plain" is a query's own word, whose language nobody stated: English endings in Latin script, both Slavic sets in Cyrillic. */
export interface WordRules {
  language: string;
  inflect: boolean;
  exactCase: boolean;
  prefix: boolean;
  compound?: boolean;
}

export const KEY_LENGTH = 3;

export function wordPattern(token: Token, rules: WordRules): WordPattern {
  const pattern = caselessPattern(token, rules);
  if (!rules.exactCase) return pattern;
  // Inflected exact forms hold the case of their stem: `Пакта` for `Пакт`, never `пакта`.
  const held = rules.inflect && !rules.prefix ? commonStart([...familyOf(token, rules)]).length : token.cased.length;
  return { ...pattern, casedStart: token.cased.slice(0, held) };
}

function caselessPattern(token: Token, rules: WordRules): WordPattern {
  const { text, script } = token;
  if (rules.prefix) return { key: keyOf(text), test: { kind: 'prefix', start: text } };
  if (script === 'hangul') return rules.compound ? compoundPattern(text) : hangulPattern(text);
  if (script !== 'word' || !rules.inflect) return onlyPattern(text);
  if (rules.language === 'plain' && /\p{Script=Latin}/u.test(text)) return stemPattern(text);
  const family = familyOf(token, rules);
  return family.size === 1
    ? onlyPattern(text)
    : { key: keyOf(commonStart([...family])), test: { kind: 'words', words: family } };
}

function onlyPattern(text: string): WordPattern {
  return { key: keyOf(text), test: { kind: 'word', word: text } };
}

/** One syllable is too short for particles: 중도 is "middle way", not China with a particle. */
function hangulPattern(text: string): WordPattern {
  if ([...text].length === 1) return onlyPattern(text);
  return { key: keyOf(text), test: { kind: 'hangul', start: text } };
}

/** Looked for in every word of the story, since nothing is known of how the word begins. */
function compoundPattern(text: string): WordPattern {
  return { key: '', test: { kind: 'compound', part: text } };
}

function stemPattern(text: string): WordPattern {
  const stem = englishStem(text);
  // The last letter of a stem may differ in the word (treati-, treaty).
  return { key: keyOf(stem.slice(0, -1)), test: { kind: 'stem', stem } };
}

function familyOf(token: Token, rules: WordRules): Set<string> {
  const { text, cased } = token;
  if (/\p{Script=Cyrillic}/u.test(text)) {
    const abbreviation = cased.length > 1 && cased === cased.toUpperCase();
    if (rules.language !== 'ru' && rules.language !== 'uk' && rules.language !== 'plain') return new Set([text]);
    if (abbreviation) return abbreviationForms(text);
    if (rules.language === 'plain') return new Set([...russianForms(text), ...ukrainianForms(text)]);
    return rules.language === 'ru' ? russianForms(text) : ukrainianForms(text);
  }
  return latinForms(text, rules.language);
}

function keyOf(start: string): string {
  return start.slice(0, KEY_LENGTH);
}

function commonStart(words: string[]): string {
  let start = words[0] ?? '';
  for (const word of words) while (!word.startsWith(start)) start = start.slice(0, -1);
  return start;
}
