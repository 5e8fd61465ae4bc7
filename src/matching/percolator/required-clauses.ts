import { type LeafNode, type QueryNode } from '../query-node.js';

/** The number of a term's or entity's leaf. */
export type LeafOf = (node: LeafNode) => number;

/** Leaves of which a story must have at least one for the query to match. */
export type RequiredClause = readonly number[];

/**
 * What a story cannot lack and still match, in conjunctive form: every clause is a list of alternatives. Only AND gathers several;
 * an OR requires that one of each branch's cheapest clauses is there; NOT, and where a story comes from, require no word.
 */
export function requiredClauses(
  node: QueryNode,
  leafOf: LeafOf,
  costOf: (clause: RequiredClause) => number,
): RequiredClause[] {
  const required = (child: QueryNode): RequiredClause[] => requiredClauses(child, leafOf, costOf);
  switch (node.kind) {
    case 'word':
    case 'phrase':
    case 'exact':
    case 'prefix':
    case 'entity':
      return [[leafOf(node)]];
    case 'and':
      return node.children.flatMap(required);
    case 'or': {
      const cheapest = node.children.map((child) => cheapestFirst(required(child), costOf)[0]);
      return cheapest.every((clause) => clause !== undefined) ? [[...new Set(cheapest.flat())]] : [];
    }
    case 'near':
      return node.negated ? required(node.left) : [...required(node.left), ...required(node.right)];
    case 'field':
      return required(node.child);
    case 'not':
    case 'lang':
    case 'source':
    case 'feed':
      return [];
  }
}

export function cheapestFirst(clauses: RequiredClause[], costOf: (clause: RequiredClause) => number): RequiredClause[] {
  return clauses
    .map((clause) => ({ clause, cost: costOf(clause) }))
    .sort((left, right) => left.cost - right.cost)
    .map(({ clause }) => clause);
}
