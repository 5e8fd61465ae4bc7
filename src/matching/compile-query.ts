import { type CompiledForm, type FormBook } from './compile-forms.js';
import { printQuery } from './print-query.js';
import { type NearNode, type OriginNode, type QueryNode } from './query-node.js';

/** A syntax tree whose leaves know their patterns and whose clauses know how they print. */
export type CompiledNode =
  | { kind: 'term'; clause: string; forms: CompiledForm[] }
  | { kind: 'entity'; clause: string; slug: string; forms: CompiledForm[] }
  | { kind: 'and' | 'or'; clause: string; children: CompiledNode[] }
  | { kind: 'not'; clause: string; child: CompiledNode }
  | { kind: 'field'; clause: string; field: 'title' | 'body'; child: CompiledNode }
  | (Pick<NearNode, 'kind' | 'unit' | 'within' | 'ordered' | 'negated'> & {
      clause: string;
      left: CompiledNode;
      right: CompiledNode;
    })
  | { kind: OriginNode['kind']; clause: string; value: string };

export interface CompiledTopic {
  slug: string;
  query: CompiledNode;
}

export function compileQuery(node: QueryNode, book: FormBook): CompiledNode {
  const clause = printQuery(node);
  switch (node.kind) {
    case 'word':
    case 'phrase':
    case 'exact':
    case 'prefix':
      return { kind: 'term', clause, forms: book.formsOf(node) };
    case 'entity':
      return { kind: 'entity', clause, slug: node.slug, forms: book.formsOf(node) };
    case 'and':
    case 'or':
      return { kind: node.kind, clause, children: node.children.map((child) => compileQuery(child, book)) };
    case 'not':
      return { kind: 'not', clause, child: compileQuery(node.child, book) };
    case 'field':
      return { kind: 'field', clause, field: node.field, child: compileQuery(node.child, book) };
    case 'near':
      return { ...node, clause, left: compileQuery(node.left, book), right: compileQuery(node.right, book) };
    case 'lang':
    case 'source':
    case 'feed':
      return { kind: node.kind, clause, value: node.value };
  }
}
