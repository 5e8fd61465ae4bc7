export type QueryErrorCode =
  | 'query-too-long'
  | 'too-deep'
  | 'too-many-terms'
  | 'near-too-nested'
  | 'empty-query'
  | 'empty-group'
  | 'empty-term'
  | 'missing-operand'
  | 'missing-operator'
  | 'unclosed-group'
  | 'unopened-group'
  | 'unclosed-quote'
  | 'operator-case'
  | 'near-distance'
  | 'not-inside-near'
  | 'and-inside-near'
  | 'origin-inside-near'
  | 'unknown-field'
  | 'unknown-entity'
  | 'wildcard-place'
  | 'prefix-too-short';

/** `line` and `column` count from 1 and, like `offset`, in UTF-16 units of the query's text. */
export interface QueryError {
  code: QueryErrorCode;
  message: string;
  line: number;
  column: number;
  offset: number;
  length: number;
  found: string;
  expected: string;
  suggestion?: string;
}

/** The part of an error that its reporter words; the place is worked out from the query's text. */
export interface Report {
  message: string;
  expected: string;
  suggestion?: string;
}
export type ReportError = (code: QueryErrorCode, at: { offset: number; length: number }, rest: Report) => void;

export const QUERY_LIMITS = {
  length: 20_000,
  depth: 40,
  terms: 500,
  nearNesting: 6,
  nearWords: 200,
  nearSentences: 20,
} as const;

/** The candidate nearest by edit distance, when it is near enough to be what was meant. */
export function nearestName(wanted: string, candidates: Iterable<string>): string | undefined {
  let best: { name: string; distance: number } | undefined;
  for (const name of candidates) {
    const distance =
      name.startsWith(wanted) || name.includes(`-${wanted}`) || name.startsWith(wanted.replace(/s$/, ''))
        ? 1
        : editDistance(wanted, name);
    if (!best || distance < best.distance) best = { name, distance };
  }
  return best && best.distance <= Math.max(2, wanted.length / 3) ? best.name : undefined;
}

function editDistance(left: string, right: string): number {
  let previous = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    for (let column = 1; column <= right.length; column++) {
      const replaced = (previous[column - 1] ?? 0) + (left[row - 1] === right[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[right.length] ?? 0;
}
