import { latinForms, englishStem } from './inflect-latin.js';
import { abbreviationForms, russianForms, ukrainianForms } from './inflect-slavic.js';
import { isKoreanTail } from './korean-tail.js';
import { type Token } from './tokenize.js';

/** How one word of a form or term is compared with a story's words. */
export interface WordPattern {
  /** Every accepted word begins with these, at most three, letters; a story's words are looked up by them. */
  key: string;
  /** The only accepted word, where there is only one. */
  only?: string;
  accepts(folded: string): boolean;
  /** With exact case: what the word must begin with as written. */
  casedStart?: string;
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
  if (rules.prefix) return { key: keyOf(text), accepts: (folded) => folded.startsWith(text) };
  if (script === 'hangul') return rules.compound ? compoundPattern(text) : hangulPattern(text);
  if (script !== 'word' || !rules.inflect) return onlyPattern(text);
  if (rules.language === 'plain' && /\p{Script=Latin}/u.test(text)) return stemPattern(text);
  const family = familyOf(token, rules);
  return family.size === 1
    ? onlyPattern(text)
    : { key: keyOf(commonStart([...family])), accepts: (folded) => family.has(folded) };
}

function onlyPattern(text: string): WordPattern {
  return { key: keyOf(text), only: text, accepts: (folded) => folded === text };
}

/** One syllable is too short for particles: 중도 is "middle way", not China with a particle. */
function hangulPattern(text: string): WordPattern {
  if ([...text].length === 1) return onlyPattern(text);
  return { key: keyOf(text), accepts: (folded) => folded.startsWith(text) && isKoreanTail(folded.slice(text.length)) };
}

/** Looked for in every word of the story, since nothing is known of how the word begins. */
function compoundPattern(text: string): WordPattern {
  return {
    key: '',
    accepts: (folded) => {
      const at = folded.lastIndexOf(text);
      return at !== -1 && isKoreanTail(folded.slice(at + text.length));
    },
  };
}

function stemPattern(text: string): WordPattern {
  const stem = englishStem(text);
  // The last letter of a stem may differ in the word (treati-, treaty).
  return {
    key: keyOf(stem.slice(0, -1)),
    accepts: (folded) => englishStem(folded) === stem,
  };
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
