import type { FieldError } from '../api/problem.js';
import { parseQuery } from '../matching/parse-query.js';
import type { QueryError } from '../matching/query-error.js';

/** Why a query cannot be stored: one error for each place, as `query:line:column`. Empty when it can be read. */
export function queryProblems(query: string, entitySlugs: ReadonlySet<string>): FieldError[] {
  const parsed = parseQuery(query, { entitySlugs });
  return parsed.ok ? [] : toFieldErrors(parsed.errors, 'query');
}

/** What is wrong and what may have been meant, each with its place in the field: `field:line:column`. */
export function toFieldErrors(errors: readonly QueryError[], field: string): FieldError[] {
  return errors.map(({ line, column, message, suggestion }) => ({
    path: `${field}:${line}:${column}`,
    message: suggestion ? `${message} ${suggestion}` : message,
  }));
}
