import { type Percolator } from './percolator/percolator.js';
import { type CompiledNode } from './compile-query.js';
import { type FieldName, type StoryText } from './definitions.js';
import { evaluate, readStory, type Reading } from './evaluate.js';
import { sentencesCovered, type Span, wordsBetween } from './span.js';

/** What a story came nearest to, in the stored text. */
export interface NearestFind {
  field: FieldName;
  start: number;
  end: number;
  text: string;
}

export type NonMatch =
  | { kind: 'unknown-topic' }
  | { kind: 'matches' }
  | {
      kind: 'fails';
      /** The first clause that does not hold, printed. */
      clause: string;
      /** The same in a sentence. */
      reason: string;
      nearest: NearestFind[];
    };

type Failure = Extract<NonMatch, { kind: 'fails' }>;
type Scope = FieldName | undefined;

/** Why a topic does not match a story: the first failing clause in words, and what came nearest to it. */
export function explainNonMatch(matcher: Percolator, topicSlug: string, story: StoryText): NonMatch {
  const topic = matcher.topic(topicSlug);
  if (!topic) return { kind: 'unknown-topic' };
  const reading = readStory(story);
  if (evaluate(topic.query, reading).holds) return { kind: 'matches' };
  return explain(topic.query, reading, undefined);
}

/** Only called for a clause that does not hold. */
function explain(node: CompiledNode, reading: Reading, scope: Scope): Failure {
  switch (node.kind) {
    case 'term':
    case 'entity':
      return explainAbsent(node, reading, scope);
    case 'and': {
      const failing = node.children.find((child) => !evaluate(child, reading, scope).holds);
      return failing ? explain(failing, reading, scope) : fails(node, 'its parts contradict each other');
    }
    case 'or':
      return explainOr(node.clause, node.children, reading, scope);
    case 'not': {
      const { spans } = evaluate(node.child, reading, scope);
      return fails(node, `${node.child.clause} is excluded, and the story has it`, finds(spans, reading));
    }
    case 'field':
      return explain(node.child, reading, node.field === 'title' ? 'title' : 'text');
    case 'near':
      return explainNear(node, reading, scope);
    case 'lang':
      return fails(node, `the story's language is ${reading.story.language ?? 'unknown'}`);
    case 'source':
    case 'feed':
      return fails(node, `the story's ${node.kind} is ${reading.story[node.kind] ?? 'unknown'}`);
  }
}

/** Of alternatives that all fail, the one that has most of its terms in the story says most. */
function explainOr(clause: string, children: CompiledNode[], reading: Reading, scope: Scope): Failure {
  const failures = children.map((child) => explain(child, reading, scope));
  const best = failures.reduce((one, other) => (other.nearest.length > one.nearest.length ? other : one));
  return best.nearest.length > 0
    ? best
    : { kind: 'fails', clause, reason: `none of ${clause} is in the story`, nearest: [] };
}

function explainAbsent(
  node: Extract<CompiledNode, { kind: 'term' | 'entity' }>,
  reading: Reading,
  scope: Scope,
): Failure {
  const elsewhere = scope === undefined ? [] : evaluate(node, reading).spans;
  const place = scope === undefined ? 'the story' : scope === 'title' ? 'the title' : 'the text';
  const reason =
    elsewhere.length > 0 ? `${node.clause} is not in ${place}, only outside it` : `${node.clause} is not in ${place}`;
  return fails(node, reason, finds(elsewhere, reading));
}

function explainNear(node: Extract<CompiledNode, { kind: 'near' }>, reading: Reading, scope: Scope): Failure {
  const left = evaluate(node.left, reading, scope);
  const right = evaluate(node.right, reading, scope);
  if (!left.holds) {
    const failure = explain(node.left, reading, scope);
    return { ...failure, nearest: [...failure.nearest, ...finds(right.spans.slice(0, 1), reading)] };
  }
  if (node.negated)
    return fails(
      node,
      `each ${node.left.clause} has ${node.right.clause} near it`,
      finds([...left.spans, ...right.spans], reading),
    );
  if (!right.holds) {
    const failure = explain(node.right, reading, scope);
    return { ...failure, nearest: [...finds(left.spans.slice(0, 1), reading), ...failure.nearest] };
  }
  return explainDistance(node, left.spans, right.spans, reading);
}

function explainDistance(
  node: Extract<CompiledNode, { kind: 'near' }>,
  left: Span[],
  right: Span[],
  reading: Reading,
): Failure {
  const { tokens } = reading.index;
  const measure = node.unit === 'words' ? wordsBetween : sentencesCovered;
  let nearest: { pair: [Span, Span]; distance: number; inOrder: boolean } | undefined;
  for (const one of left.slice(0, 50)) {
    for (const other of right.slice(0, 50)) {
      const distance = measure(one, other, tokens);
      if (!nearest || distance < nearest.distance)
        nearest = { pair: [one, other], distance, inOrder: one.last < other.first };
    }
  }
  if (!nearest) return fails(node, `${node.clause} does not hold`);
  return fails(node, distanceInWords(node, nearest), finds(nearest.pair, reading));
}

function distanceInWords(
  node: Extract<CompiledNode, { kind: 'near' }>,
  nearest: { pair: [Span, Span]; distance: number; inOrder: boolean },
): string {
  const { distance } = nearest;
  const names = `${node.left.clause} and ${node.right.clause}`;
  if (node.ordered && !nearest.inOrder && distance <= node.within) return `${names} stand in the other order`;
  if (node.unit === 'sentences')
    return `${names} are in sentences too far apart: ${distance} cover them, ${node.within} may`;
  if (distance > 10_000) return `${names} are apart, one in the title and one in the text`;
  return `${names} are ${Math.ceil(distance)} words apart, more than ${node.within}`;
}

function fails(node: CompiledNode, reason: string, nearest: NearestFind[] = []): Failure {
  return { kind: 'fails', clause: node.clause, reason, nearest };
}

const MOST_FINDS = 6;

function finds(spans: Span[], reading: Reading): NearestFind[] {
  const parts = spans.flatMap((span) => span.parts).slice(0, MOST_FINDS);
  return parts.flatMap(({ first, last }) => {
    const [from, to] = [reading.index.tokens[first], reading.index.tokens[last]];
    if (!from || !to) return [];
    const range = { field: from.field, start: from.start, end: to.end };
    return [{ ...range, text: reading.story[from.field].slice(from.start, to.end) }];
  });
}
