import { Percolator } from '../matching/percolator/percolator.js';
import type { EntityDefinition, Evidence, StoryText } from '../matching/definitions.js';
import { explainNonMatch, type NearestFind } from '../matching/explain.js';
import { matchStory } from '../matching/match-story.js';
import { parseQuery } from '../matching/parse-query.js';
import { printQuery } from '../matching/print-query.js';
import type { QueryError } from '../matching/query-error.js';

export type Validation = { valid: true; normalForm: string } | { valid: false; errors: QueryError[] };

export type Trial =
  | { outcome: 'invalid'; errors: QueryError[] }
  | { outcome: 'matches'; score: number; evidence: Evidence[] }
  /** The first clause that fails, the same in a sentence, and what came nearest to it. */
  | { outcome: 'does-not-match'; clause: string; reason: string; nearest: NearestFind[] };

const DRAFT = 'draft';

/** Whether a query can be read: its one way of writing it, or every error with its place. */
export function validateQuery(query: string, entitySlugs: ReadonlySet<string>): Validation {
  const parsed = parseQuery(query, { entitySlugs });
  return parsed.ok ? { valid: true, normalForm: printQuery(parsed.query) } : { valid: false, errors: parsed.errors };
}

/** What a query that is not stored yet makes of a text, by the matcher that will run it. */
export function tryQuery(query: string, entities: EntityDefinition[], story: StoryText): Trial {
  const { matcher, errors } = Percolator.compile({ topics: [{ slug: DRAFT, query }], entities });
  const [wrong] = errors;
  if (wrong) return { outcome: 'invalid', errors: wrong.errors };
  const [match] = matchStory(matcher, story).matches;
  if (match) return { outcome: 'matches', score: match.score, evidence: match.evidence };
  const why = explainNonMatch(matcher, DRAFT, story);
  if (why.kind !== 'fails') throw new Error(`A draft that does not match has no explanation (${why.kind})`);
  return { outcome: 'does-not-match', clause: why.clause, reason: why.reason, nearest: why.nearest };
}
