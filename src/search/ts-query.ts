import { NOTHING } from './lexeme.js';

/** What a story's lexemes must hold. `undefined` where nothing is required: any story may do. */
export type Requirement =
  { kind: 'lexeme'; lexeme: string; isPrefix: boolean } | { kind: 'and' | 'or'; parts: Requirement[] };

export function lexeme(text: string): Requirement {
  return { kind: 'lexeme', lexeme: text, isPrefix: false };
}

export function prefix(text: string): Requirement {
  return { kind: 'lexeme', lexeme: text, isPrefix: true };
}

/** All that is required of the parts; a part that requires nothing adds nothing. */
export function allOf(parts: readonly (Requirement | undefined)[]): Requirement | undefined {
  const some = parts.filter((part) => part !== undefined);
  const [only] = some;
  return some.length <= 1 ? only : { kind: 'and', parts: some };
}

/** One of the parts; nothing where one of them requires nothing. */
export function anyOf(parts: readonly (Requirement | undefined)[]): Requirement | undefined {
  const some = parts.filter((part) => part !== undefined);
  if (some.length < parts.length) return undefined;
  const [only] = some;
  return some.length === 1 ? only : { kind: 'or', parts: some };
}

/** How many lexemes it names: what asking for it costs. */
export function sizeOf(requirement: Requirement): number {
  return requirement.kind === 'lexeme' ? 1 : requirement.parts.reduce((sum, part) => sum + sizeOf(part), 0);
}

/** As PostgreSQL reads a tsquery. Without parts, an OR is what no story holds. */
export function printTsQuery(requirement: Requirement): string {
  if (requirement.kind === 'lexeme') return quote(requirement.lexeme) + (requirement.isPrefix ? ':*' : '');
  const parts = [...new Set(requirement.parts.map(printTsQuery))];
  return parts.length <= 1
    ? (parts[0] ?? quote(NOTHING))
    : `(${parts.join(requirement.kind === 'and' ? ' & ' : ' | ')})`;
}

function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}

/** Whether these lexemes hold what is required: what PostgreSQL says of `words @@ query`. */
export function holds(requirement: Requirement, lexemes: ReadonlySet<string>): boolean {
  switch (requirement.kind) {
    case 'lexeme':
      if (!requirement.isPrefix) return lexemes.has(requirement.lexeme);
      for (const known of lexemes) if (known.startsWith(requirement.lexeme)) return true;
      return false;
    case 'and':
      return requirement.parts.every((part) => holds(part, lexemes));
    case 'or':
      return requirement.parts.some((part) => holds(part, lexemes));
  }
}
