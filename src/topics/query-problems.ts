import type { FieldError } from '../api/problem.js';
import { parseQuery } from '../matching/parse-query.js';

/** Why a query cannot be stored: one error for each place, as `query:line:column`. Empty when it can be read. */
export function queryProblems(query: string, entitySlugs: ReadonlySet<string>): FieldError[] {
  const parsed = parseQuery(query, { entitySlugs });
  if (parsed.ok) return [];
  return parsed.errors.map(({ line, column, message, suggestion }) => ({
    path: `query:${line}:${column}`,
    message: suggestion ? `${message} Did you mean ${suggestion}?` : message,
  }));
}
