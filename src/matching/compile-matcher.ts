import { type EntityDefinition, type EntityForm, type TopicDefinition } from './definitions.js';
import { parseQuery } from './parse-query.js';
import { phrasePatterns, type PhrasePattern } from './phrase-pattern.js';
import { printQuery } from './print-query.js';
import { type QueryError } from './query-error.js';
import { type NearNode, type OriginNode, type QueryNode, type TermNode } from './query-node.js';

/** One way to write a term or an entity, with what evidence says of it. */
export interface CompiledForm {
  form: string;
  language?: string;
  patterns: PhrasePattern[];
}

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

export interface Matcher {
  topics: CompiledTopic[];
}

/** A topic whose query does not parse is reported and left out; the others match on. */
export function compileMatcher(input: { topics: TopicDefinition[]; entities: EntityDefinition[] }): {
  matcher: Matcher;
  errors: { topic: string; errors: QueryError[] }[];
} {
  const definitions = new Map(input.entities.map((entity) => [entity.slug, entity]));
  const entitySlugs: ReadonlySet<string> = new Set(definitions.keys());
  const entityForms = new Map<string, CompiledForm[]>();
  const formsOf = (slug: string): CompiledForm[] => {
    const known = entityForms.get(slug) ?? compileEntity(definitions.get(slug));
    entityForms.set(slug, known);
    return known;
  };
  const topics: CompiledTopic[] = [];
  const errors: { topic: string; errors: QueryError[] }[] = [];
  for (const topic of input.topics) {
    const parsed = parseQuery(topic.query, { entitySlugs });
    if (parsed.ok) topics.push({ slug: topic.slug, query: compileNode(parsed.query, formsOf) });
    else errors.push({ topic: topic.slug, errors: parsed.errors });
  }
  return { matcher: { topics }, errors };
}

function compileEntity(entity: EntityDefinition | undefined): CompiledForm[] {
  return Object.entries(entity?.forms ?? {}).flatMap(([language, forms]) =>
    forms.map((form) => compileForm(form, language)),
  );
}

function compileForm(form: EntityForm, language: string): CompiledForm {
  const exactCase = form.exactCase ?? false;
  const patterns = phrasePatterns(form.text, {
    language: language.split('-')[0] ?? language,
    inflect: form.inflect ?? !exactCase,
    exactCase,
    prefix: form.prefix ?? false,
    compound: form.compound ?? false,
  });
  return { form: form.text, language, patterns };
}

function compileNode(node: QueryNode, formsOf: (slug: string) => CompiledForm[]): CompiledNode {
  const clause = printQuery(node);
  switch (node.kind) {
    case 'word':
    case 'phrase':
    case 'exact':
    case 'prefix':
      return { kind: 'term', clause, forms: [{ form: node.text, patterns: termPatterns(node) }] };
    case 'entity':
      return { kind: 'entity', clause, slug: node.slug, forms: formsOf(node.slug) };
    case 'and':
    case 'or':
      return { kind: node.kind, clause, children: node.children.map((child) => compileNode(child, formsOf)) };
    case 'not':
      return { kind: 'not', clause, child: compileNode(node.child, formsOf) };
    case 'field':
      return { kind: 'field', clause, field: node.field, child: compileNode(node.child, formsOf) };
    case 'near':
      return { ...node, clause, left: compileNode(node.left, formsOf), right: compileNode(node.right, formsOf) };
    case 'lang':
    case 'source':
    case 'feed':
      return { kind: node.kind, clause, value: node.value };
  }
}

function termPatterns(term: TermNode): PhrasePattern[] {
  return phrasePatterns(term.text, {
    language: 'plain',
    inflect: term.kind === 'word',
    exactCase: term.kind === 'exact',
    prefix: term.kind === 'prefix',
  });
}
