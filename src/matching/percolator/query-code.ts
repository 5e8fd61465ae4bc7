import { type OriginNode, type QueryNode } from '../query-node.js';
import { type IntList } from './int-list.js';
import { type LeafOf } from './required-clauses.js';

/**
 * A query's tree in one run of numbers, parents before children. A node is its operation with, above it, the count of numbers that
 * it and what is below it take, so that a child can be stepped over; then its operands; then its children.
 */
export const OPERATIONS = {
  /** leaf */
  LEAF: 0,
  AND: 1,
  OR: 2,
  NOT: 3,
  TITLE: 4,
  BODY: 5,
  /** flags; within */
  NEAR: 6,
  /** origin */
  ORIGIN: 7,
} as const;
/** By operation. */
const OPERANDS = [1, 0, 0, 0, 0, 0, 2, 1];
export const OPERATION_BITS = 3;
export const NEAR_FLAGS = { BY_SENTENCE: 1, ORDERED: 2, NEGATED: 4 } as const;
const { BY_SENTENCE, ORDERED, NEGATED } = NEAR_FLAGS;

/** A stored query's code is headed by the story for which it was last made a candidate, and the caller's number for it. */
export const QUERY_PARTS = { SEEN_IN: 0, NUMBER: 1, HEAD: 2 } as const;

export interface LeafNumbers {
  leafOf: LeafOf;
  originOf(node: OriginNode): number;
  /** In how many stories of a thousand a leaf is to be expected. */
  frequencyOf(leaf: number): number;
}

/** Appends the query's code. What decides soonest stands first in AND and OR; it says nothing of the meaning. */
export function encodeQuery(node: QueryNode, numbers: LeafNumbers, code: IntList): void {
  const at = code.length;
  const open = (...operands: number[]): void => {
    code.push(0);
    for (const operand of operands) code.push(operand);
  };
  const close = (operation: number): void => code.set(at, ((code.length - at) << OPERATION_BITS) | operation);
  const encode = (child: QueryNode): void => encodeQuery(child, numbers, code);
  switch (node.kind) {
    case 'word':
    case 'phrase':
    case 'exact':
    case 'prefix':
    case 'entity':
      open(numbers.leafOf(node));
      return close(OPERATIONS.LEAF);
    case 'and':
    case 'or':
      open();
      inOrderOfCost(node, numbers).forEach(encode);
      return close(node.kind === 'and' ? OPERATIONS.AND : OPERATIONS.OR);
    case 'not':
      open();
      encode(node.child);
      return close(OPERATIONS.NOT);
    case 'field':
      open();
      encode(node.child);
      return close(node.field === 'title' ? OPERATIONS.TITLE : OPERATIONS.BODY);
    case 'near':
      open(
        (node.unit === 'sentences' ? BY_SENTENCE : 0) | (node.ordered ? ORDERED : 0) | (node.negated ? NEGATED : 0),
        node.within,
      );
      encode(node.left);
      encode(node.right);
      return close(OPERATIONS.NEAR);
    case 'lang':
    case 'source':
    case 'feed':
      open(numbers.originOf(node));
      return close(OPERATIONS.ORIGIN);
  }
}

/** Gives every leaf in a run of code, whole queries end to end, its new number. */
export function renumberLeaves(code: Int32Array, renumber: (leaf: number) => number): void {
  for (let at = 0; at < code.length;) {
    const operation = code[at++]! & ((1 << OPERATION_BITS) - 1);
    if (operation === OPERATIONS.LEAF) code[at] = renumber(code[at]!);
    at += OPERANDS[operation] ?? 0;
  }
}

/** A NEAR has to look at places, where the rest looks at bits: it comes last. Of the rest, AND wants the rare first, OR the common. */
function inOrderOfCost(node: Extract<QueryNode, { children: QueryNode[] }>, numbers: LeafNumbers): QueryNode[] {
  const sign = node.kind === 'and' ? 1 : -1;
  return node.children
    .map((child) => ({ child, near: hasNear(child) ? 1 : 0, chance: chanceOf(child, numbers) }))
    .sort((left, right) => left.near - right.near || sign * (left.chance - right.chance))
    .map(({ child }) => child);
}

function hasNear(node: QueryNode): boolean {
  if (node.kind === 'near') return true;
  if (node.kind === 'and' || node.kind === 'or') return node.children.some(hasNear);
  return (node.kind === 'not' || node.kind === 'field') && hasNear(node.child);
}

/** Of a thousand stories, roughly how many a clause holds for. */
function chanceOf(node: QueryNode, numbers: LeafNumbers): number {
  switch (node.kind) {
    case 'and':
      return node.children.reduce((least, child) => Math.min(least, chanceOf(child, numbers)), 1_000);
    case 'or':
      return Math.min(
        1_000,
        node.children.reduce((sum, child) => sum + chanceOf(child, numbers), 0),
      );
    case 'not':
      return 1_000 - chanceOf(node.child, numbers);
    case 'field':
      return chanceOf(node.child, numbers);
    case 'near':
      return Math.min(chanceOf(node.left, numbers), chanceOf(node.right, numbers));
    case 'lang':
    case 'source':
    case 'feed':
      return 300;
    default:
      return Math.min(1_000, numbers.frequencyOf(numbers.leafOf(node)));
  }
}
