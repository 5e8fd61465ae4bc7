import { type Lexeme } from './lex-query.js';
import { type ReportError } from './query-error.js';
import { type TermNode } from './query-node.js';
import { tokenizeField } from './tokenize.js';

const KINDS: Partial<Record<Lexeme['kind'], TermNode['kind']>> = {
  word: 'word',
  prefix: 'prefix',
  phrase: 'phrase',
  exact: 'exact',
  'exact-phrase': 'exact',
};

/** A word, phrase, exact form or prefix, checked for what could never be found. */
export function readTerm(lexeme: Lexeme, report: ReportError): TermNode | undefined {
  const kind = KINDS[lexeme.kind] ?? 'word';
  const { text } = lexeme;
  if (lexeme.unclosed) {
    report('unclosed-quote', lexeme, { message: 'This quotation mark is never closed.', expected: 'a closing "' });
    return undefined;
  }
  if (kind === 'word' && /^o?near\/\d*s?$/i.test(text)) {
    const capitals = text.toUpperCase().replace(/S$/, 's');
    report('operator-case', lexeme, {
      message: 'Operators are written in capitals.',
      expected: capitals,
      suggestion: `Did you mean ${capitals}?`,
    });
    return undefined;
  }
  if (text.includes('*')) {
    report('wildcard-place', lexeme, {
      message: 'A * may only end a single word.',
      expected: 'prefix*',
      suggestion: 'For a word in several places use several terms joined by OR.',
    });
    return undefined;
  }
  const tokens = tokenizeField(text, 'text', { sentence: 0, place: 0 });
  if (tokens.length === 0) {
    report('empty-term', lexeme, {
      message: 'There is no letter or digit to look for.',
      expected: 'a word or a phrase',
    });
    return undefined;
  }
  if (kind === 'prefix' && tokens.length === 1 && tokens[0]?.script === 'word' && tokens[0].text.length < 2) {
    report('prefix-too-short', lexeme, {
      message: 'One letter and * would find half the dictionary.',
      expected: 'two letters or more before *',
    });
    return undefined;
  }
  return { kind, text };
}
