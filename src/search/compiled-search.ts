import { compileQuery } from '../matching/compile-query.js';
import { FormBook } from '../matching/compile-forms.js';
import { type EntityDefinition, type FieldName, type StoryText } from '../matching/definitions.js';
import { parseQuery } from '../matching/parse-query.js';
import { Percolator } from '../matching/percolator/percolator.js';
import { printQuery } from '../matching/print-query.js';
import { type QueryError } from '../matching/query-error.js';
import { type QueryNode } from '../matching/query-node.js';
import { requiredLexemes } from './required-lexemes.js';
import { type Requirement } from './ts-query.js';

/** Where a search found something: UTF-16 offsets in the stored title or text, and the term or entity that stands there. */
export interface Found {
  field: FieldName;
  start: number;
  end: number;
  /** As a query writes it. */
  term: string;
}

/** A query that is run once over many stories. */
export interface CompiledSearch {
  /** What the index is asked for; nothing where the query says nothing of words that must be there. */
  required: Requirement | undefined;
  /** What the matcher says of the story: where it found what, or undefined where the query does not hold. */
  check(story: StoryText): Found[] | undefined;
}

export type CompileOutcome = { ok: true; search: CompiledSearch } | { ok: false; errors: QueryError[] };

const WHOLE = 'query';
/** Of the words that one search meets; more are learnt anew. */
const MOST_WORDS = 20_000;
/** More would fill a screen without saying more. */
const MOST_FOUND = 20;

/**
 * The matcher for one query: the very percolator that topics run in. It says whether the whole holds, and where; and as queries of their
 * own it has the terms, which tell what stands there. The reference evaluator would say the same at twenty times the cost.
 */
export function compileSearch(query: string, entities: readonly EntityDefinition[]): CompileOutcome {
  const parsed = parseQuery(query, { entitySlugs: new Set(entities.map(({ slug }) => slug)) });
  if (!parsed.ok) return { ok: false, errors: parsed.errors };
  const terms = [...new Set(positiveTerms(parsed.query))];
  const percolator = new Percolator(entities, [], MOST_WORDS);
  percolator.put([{ slug: WHOLE, query }, ...terms.map((term, number) => ({ slug: String(number), query: term }))]);
  return {
    ok: true,
    search: {
      required: requiredLexemes(compileQuery(parsed.query, new FormBook(entities))),
      check(story) {
        const { finds } = percolator.percolate(story);
        const whole = finds.find(({ topic }) => topic === WHOLE);
        if (!whole) return undefined;
        const found = finds
          .filter(({ topic }) => topic !== WHOLE)
          .flatMap(({ topic, spans }) => spans.map((span) => ({ ...span, term: terms[Number(topic)] ?? '' })))
          .filter((one) => whole.spans.some((span) => isWithin(one, span)));
        return found.sort(inReadingOrder).slice(0, MOST_FOUND);
      },
    },
  };
}

/** Terms that are found where the query holds: not those that must be absent. */
function positiveTerms(node: QueryNode): string[] {
  switch (node.kind) {
    case 'and':
    case 'or':
      return node.children.flatMap(positiveTerms);
    case 'near':
      return [...positiveTerms(node.left), ...(node.negated ? [] : positiveTerms(node.right))];
    case 'field':
      return positiveTerms(node.child);
    case 'not':
    case 'lang':
    case 'source':
    case 'feed':
      return [];
    default:
      return [printQuery(node)];
  }
}

type Place = Pick<Found, 'field' | 'start' | 'end'>;

function isWithin(one: Place, other: Place): boolean {
  return one.field === other.field && one.start >= other.start && one.end <= other.end;
}

function inReadingOrder(one: Found, other: Found): number {
  if (one.field !== other.field) return one.field === 'title' ? -1 : 1;
  return one.start - other.start || one.end - other.end;
}
