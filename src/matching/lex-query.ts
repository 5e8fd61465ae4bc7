export type LexemeKind =
  | 'open'
  | 'close'
  | 'and'
  | 'or'
  | 'not'
  | 'near'
  | 'field'
  | 'entity'
  | 'exact'
  | 'phrase'
  | 'exact-phrase'
  | 'prefix'
  | 'word'
  | 'end';

export interface Lexeme {
  kind: LexemeKind;
  /** The content: a phrase without its quotes, a slug without `@`. */
  text: string;
  offset: number;
  length: number;
  /** A quotation mark that is never closed. */
  unclosed?: boolean;
}

const OPENING_QUOTES = '"“”„«';
const CLOSING_QUOTES: Record<string, string> = { '"': '"', '“': '”"“', '”': '”"', '„': '“”"', '«': '»' };
const FIELD = /([A-Za-z]+):(?!\/\/)/y;
const BARE = /[^\s()"“”„«»]+/y;
const KEYWORDS = new Map<string, LexemeKind>([
  ['AND', 'and'],
  ['OR', 'or'],
  ['NOT', 'not'],
]);

/** Splits a query into lexemes; never fails, so that the parser can report every error at its place. */
export function lexQuery(query: string): Lexeme[] {
  const lexemes: Lexeme[] = [];
  let at = 0;
  const push = (kind: LexemeKind, text: string, length: number, unclosed = false): void => {
    lexemes.push({ kind, text, offset: at, length, ...(unclosed ? { unclosed } : {}) });
    at += length;
  };
  while (at < query.length) {
    const character = query[at] ?? '';
    if (/[\s\uFEFF»]/.test(character)) at++;
    else if (character === '#') at = endOfLine(query, at);
    else if (character === '(') push('open', character, 1);
    else if (character === ')') push('close', character, 1);
    else if (OPENING_QUOTES.includes(character)) lexQuoted(query, at, 0, push);
    else if (character === '=' && OPENING_QUOTES.includes(query[at + 1] ?? ' ')) lexQuoted(query, at, 1, push);
    else lexBare(query, at, push);
  }
  lexemes.push({ kind: 'end', text: '', offset: query.length, length: 0 });
  return lexemes;
}

type Push = (kind: LexemeKind, text: string, length: number, unclosed?: boolean) => void;

function endOfLine(query: string, at: number): number {
  const end = query.indexOf('\n', at);
  return end === -1 ? query.length : end;
}

function lexQuoted(query: string, at: number, skip: number, push: Push): void {
  const closing = CLOSING_QUOTES[query[at + skip] ?? ''] ?? '"';
  let end = at + skip + 1;
  while (end < query.length && !closing.includes(query[end] ?? '')) end++;
  const unclosed = end >= query.length;
  // An unclosed quotation would swallow the rest of the query and its errors: it ends with its line.
  if (unclosed) end = endOfLine(query, at);
  const text = query
    .slice(at + skip + 1, end)
    .replace(/[\s"]+/gu, ' ')
    .trim();
  push(skip ? 'exact-phrase' : 'phrase', text, end - at + (unclosed ? 0 : 1), unclosed);
}

function lexBare(query: string, at: number, push: Push): void {
  FIELD.lastIndex = at;
  const field = FIELD.exec(query);
  if (field) {
    push('field', field[1] ?? '', field[0].length);
    return;
  }
  BARE.lastIndex = at;
  const bare = BARE.exec(query)?.[0] ?? query[at] ?? '';
  const keyword = KEYWORDS.get(bare);
  if (keyword) push(keyword, bare, bare.length);
  else if (/^O?NEAR(\/|$)/.test(bare)) push('near', bare, bare.length);
  else if (bare.startsWith('@')) push('entity', bare.slice(1), bare.length);
  else if (bare.startsWith('=')) push('exact', bare.slice(1), bare.length);
  else if (bare.endsWith('*')) push('prefix', bare.slice(0, -1), bare.length);
  else push('word', bare, bare.length);
}
