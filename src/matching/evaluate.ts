import { type CompiledForm } from './compile-forms.js';
import { type CompiledNode } from './compile-query.js';
import { type FieldName, type StoryText } from './definitions.js';
import { originHolds } from './origin.js';
import { findPhrase } from './phrase-pattern.js';
import { joinNear, longest, minimal, withoutNear, type Span } from './span.js';
import { indexStory, type StoryIndex } from './story-index.js';

/** `spans` say where; a clause that holds by absence (NOT) or by origin (lang:) has none. */
export interface Verdict {
  holds: boolean;
  spans: Span[];
}

export interface Reading {
  story: StoryText;
  index: StoryIndex;
  /** An entity's spans are looked for once a story, however many queries name it. */
  found: Map<CompiledForm[], Span[]>;
}

export function readStory(story: StoryText): Reading {
  return { story, index: indexStory(story), found: new Map() };
}

/** `nowhere` is a clause for the title within one for the body. */
type Scope = FieldName | 'nowhere';

/**
 * The meaning of the query language. Everything faster is measured against this function, so it does nothing clever:
 * each clause is evaluated in full, in the order in which it is written.
 */
export function evaluate(node: CompiledNode, reading: Reading, scope?: Scope): Verdict {
  switch (node.kind) {
    case 'term':
      return where(inScope(spansOf(node.forms, reading, node.clause), reading, scope));
    case 'entity':
      return where(inScope(spansOf(node.forms, reading, node.clause, node.slug), reading, scope));
    case 'and': {
      const verdicts = node.children.map((child) => evaluate(child, reading, scope));
      const holds = verdicts.every((verdict) => verdict.holds);
      return { holds, spans: holds ? verdicts.flatMap((verdict) => verdict.spans) : [] };
    }
    case 'or': {
      const verdicts = node.children.map((child) => evaluate(child, reading, scope));
      return {
        holds: verdicts.some((verdict) => verdict.holds),
        spans: minimal(verdicts.flatMap((verdict) => verdict.spans)),
      };
    }
    case 'not':
      return { holds: !evaluate(node.child, reading, scope).holds, spans: [] };
    case 'field':
      return evaluate(node.child, reading, narrow(scope, node.field === 'title' ? 'title' : 'text'));
    case 'near': {
      const left = minimal(evaluate(node.left, reading, scope).spans);
      const right = minimal(evaluate(node.right, reading, scope).spans);
      const join = node.negated ? withoutNear : joinNear;
      return where(withClause(join(left, right, node, reading.index.tokens), node.clause));
    }
    case 'lang':
    case 'source':
    case 'feed':
      return { holds: originHolds(node.kind, node.value, reading.story), spans: [] };
  }
}

function where(spans: Span[]): Verdict {
  return { holds: spans.length > 0, spans };
}

function spansOf(forms: CompiledForm[], reading: Reading, clause: string, entity?: string): Span[] {
  const known = reading.found.get(forms);
  if (known) return known;
  const spans = longest(
    forms.flatMap(({ form, language, patterns }) =>
      patterns.flatMap((pattern) =>
        findPhrase(pattern, reading.index).map(([first, last]) => ({
          first,
          last,
          parts: [{ first, last, form, clause, ...(language && { language }), ...(entity && { entity }) }],
        })),
      ),
    ),
  );
  reading.found.set(forms, spans);
  return spans;
}

function narrow(scope: Scope | undefined, field: FieldName): Scope {
  return scope !== undefined && scope !== field ? 'nowhere' : field;
}

function inScope(spans: Span[], reading: Reading, scope: Scope | undefined): Span[] {
  return scope === undefined ? spans : spans.filter((span) => reading.index.tokens[span.first]?.field === scope);
}

/** Evidence names the whole NEAR, since its terms alone do not satisfy it. */
function withClause(spans: Span[], clause: string): Span[] {
  return spans.map((span) => ({ ...span, parts: span.parts.map((part) => ({ ...part, clause })) }));
}
