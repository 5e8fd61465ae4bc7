import { type NearNode, type QueryNode } from './query-node.js';

const PRECEDENCE = { or: 1, and: 2, near: 3, not: 4, term: 5 } as const;

const PLAIN_VALUE = /^(?!(?:AND|OR|NOT|O?NEAR(?:\/.*)?)$)[^\s()"#:=@*“”„«»]+$/u;

/** The query's normal form on one line; `parseQuery(printQuery(node))` gives the node back. */
export function printQuery(node: QueryNode): string {
  return print(node, 0);
}

function print(node: QueryNode, outer: number): string {
  const inner = precedenceOf(node);
  const text = printBare(node, inner);
  return inner < outer ? `(${text})` : text;
}

function precedenceOf(node: QueryNode): number {
  if (node.kind === 'or' || node.kind === 'and' || node.kind === 'near' || node.kind === 'not')
    return PRECEDENCE[node.kind];
  return PRECEDENCE.term;
}

function printBare(node: QueryNode, inner: number): string {
  switch (node.kind) {
    case 'word':
      return node.text;
    case 'prefix':
      return `${node.text}*`;
    case 'phrase':
      return `"${node.text}"`;
    case 'exact':
      return PLAIN_VALUE.test(node.text) ? `=${node.text}` : `="${node.text}"`;
    case 'entity':
      return `@${node.slug}`;
    case 'lang':
    case 'source':
    case 'feed':
      return `${node.kind}:${PLAIN_VALUE.test(node.value) ? node.value : `"${node.value}"`}`;
    case 'field':
      return `${node.field}:${print(node.child, PRECEDENCE.term)}`;
    case 'not':
      return `NOT ${print(node.child, PRECEDENCE.not)}`;
    case 'near':
      // NEAR groups from the left, so a right operand that is a NEAR itself keeps its parentheses.
      return `${print(node.left, inner)} ${printNearOperator(node)} ${print(node.right, inner + 1)}`;
    case 'and':
      return node.children.map((child) => print(child, inner)).join(' AND ');
    case 'or':
      return node.children.map((child) => print(child, inner)).join(' OR ');
  }
}

export function printNearOperator(node: Pick<NearNode, 'unit' | 'within' | 'ordered' | 'negated'>): string {
  const distance = node.unit === 'words' ? String(node.within) : node.within === 1 ? 's' : `${node.within}s`;
  return `${node.negated ? 'NOT ' : ''}${node.ordered ? 'ONEAR' : 'NEAR'}/${distance}`;
}
