import { type CompiledForm } from '../matching/compile-forms.js';
import { type CompiledNode } from '../matching/compile-query.js';
import { englishStem } from '../matching/inflect-latin.js';
import { type PhrasePattern } from '../matching/phrase-pattern.js';
import { type WordTest } from '../matching/word-pattern.js';
import { ANYTHING, languageLexeme, pairLexeme, stemLexeme, syllablePairs, titleLexeme, wordLexeme } from './lexeme.js';
import { allOf, anyOf, lexeme, prefix, type Requirement, sizeOf } from './ts-query.js';

type Scope = 'title' | 'anywhere';

/** In a phrase, a word with more forms than these narrows less than it costs, where others are rarer. */
const FEW_FORMS = 4;

/**
 * What a story's lexemes must hold for the query to hold: never more than that, so that no match is missed; less where the index
 * cannot say. NOT requires nothing, nor does where a story comes from, but for its language.
 */
export function requiredLexemes(query: CompiledNode): Requirement | undefined {
  const required = requiredBy(query, 'anywhere');
  return required && anyOf([required, lexeme(ANYTHING)]);
}

function requiredBy(node: CompiledNode, scope: Scope): Requirement | undefined {
  switch (node.kind) {
    case 'term':
    case 'entity':
      return requiredByForms(node.forms, scope);
    case 'and':
      return allOf(node.children.map((child) => requiredBy(child, scope)));
    case 'or':
      return anyOf(node.children.map((child) => requiredBy(child, scope)));
    case 'near':
      return node.negated
        ? requiredBy(node.left, scope)
        : allOf([requiredBy(node.left, scope), requiredBy(node.right, scope)]);
    case 'field':
      return requiredBy(node.child, node.field === 'title' ? 'title' : scope);
    case 'lang':
      return node.value === '' ? undefined : lexeme(languageLexeme(node.value));
    case 'not':
    case 'source':
    case 'feed':
      return undefined;
  }
}

function requiredByForms(forms: CompiledForm[], scope: Scope): Requirement | undefined {
  return anyOf(forms.flatMap(({ patterns }) => patterns.map((pattern) => requiredByPhrase(pattern, scope))));
}

/** A phrase without words is found nowhere. */
function requiredByPhrase({ words }: PhrasePattern, scope: Scope): Requirement | undefined {
  if (words.length === 0) return { kind: 'or', parts: [] };
  const tests = words.map(({ test }) => test);
  const pairs = tests.slice(1).map((test, at) => pairOf(tests[at], test, scope));
  const covered = tests.map((_, at) => pairs[at] !== undefined || pairs[at - 1] !== undefined);
  const single = tests
    .map((test, at) => (covered[at] ? undefined : requiredByWord(test, scope)))
    .filter((required) => required !== undefined);
  const short = single.filter((required) => sizeOf(required) <= FEW_FORMS);
  const kept =
    short.length > 0 || pairs.some(Boolean) ? short : single.sort((one, other) => sizeOf(one) - sizeOf(other));
  return allOf([...pairs, ...(short.length > 0 ? short : kept.slice(0, 1))]);
}

/** Han and kana are tokens of their own, and pairs of them are in the index: one alone is in every other story. */
function pairOf(left: WordTest | undefined, right: WordTest, scope: Scope): Requirement | undefined {
  if (left?.kind !== 'word' || right.kind !== 'word' || !isUnspaced(left.word) || !isUnspaced(right.word))
    return undefined;
  return inScope(lexeme(pairLexeme(left.word, right.word)), scope);
}

function requiredByWord(test: WordTest, scope: Scope): Requirement | undefined {
  const required = caselessRequirement(test);
  return required && inScope(required, scope);
}

function caselessRequirement(test: WordTest): Requirement | undefined {
  switch (test.kind) {
    case 'word':
      return lexeme(wordLexeme(test.word));
    case 'words':
      return anyOf([...test.words].map((word) => lexeme(wordLexeme(word))));
    case 'stem': {
      const inflected = lexeme(stemLexeme(test.stem));
      // Words that are their own stem have no lexeme of it.
      return englishStem(test.stem) === test.stem ? anyOf([lexeme(wordLexeme(test.stem)), inflected]) : inflected;
    }
    case 'prefix':
      return prefix(wordLexeme(test.start));
    case 'hangul':
      return requiredSyllables(test.start);
    case 'compound':
      return requiredSyllables(test.part);
  }
}

function requiredSyllables(part: string): Requirement | undefined {
  return isHangul(part) ? allOf(syllablePairs(part).map(lexeme)) : undefined;
}

function inScope(required: Requirement, scope: Scope): Requirement {
  if (scope === 'anywhere') return required;
  return required.kind === 'lexeme'
    ? { ...required, lexeme: titleLexeme(required.lexeme) }
    : { ...required, parts: required.parts.map((part) => inScope(part, scope)) };
}

function isUnspaced(word: string): boolean {
  return /^(?:\p{Script=Han}|\p{Script=Hiragana}|[\p{Script=Katakana}ー]+)$/u.test(word);
}

function isHangul(word: string): boolean {
  return /^\p{Script=Hangul}+$/u.test(word);
}
