import { type CompiledTopic } from './compile-query.js';
import { type Evidence, type TopicMatch } from './definitions.js';
import { evaluate, type Reading } from './evaluate.js';
import { scoreMatch } from './score.js';
import { type Span, type SpanPart } from './span.js';

/** More would fill a screen and a database row without saying more. */
const MOST_EVIDENCE = 20;

/** One topic's match with its score and evidence, if the story is about it. */
export function matchTopic(topic: CompiledTopic, reading: Reading): TopicMatch | undefined {
  const verdict = evaluate(topic.query, reading);
  if (!verdict.holds) return undefined;
  const evidence = evidenceOf(verdict.spans, reading);
  return {
    topic: topic.slug,
    score: scoreMatch(evidence, reading.index.tokens),
    evidence: evidence.slice(0, MOST_EVIDENCE),
  };
}

/** Once a place and term, in reading order. */
function evidenceOf(spans: Span[], reading: Reading): Evidence[] {
  const parts = new Map<string, SpanPart>();
  for (const part of spans.flatMap((span) => span.parts)) {
    const key = `${part.first} ${part.last} ${part.entity ?? part.form}`;
    if (!parts.has(key)) parts.set(key, part);
  }
  return [...parts.values()]
    .sort((left, right) => left.first - right.first || left.last - right.last)
    .flatMap((part) => toEvidence(part, reading) ?? []);
}

function toEvidence({ first, last, ...found }: SpanPart, reading: Reading): Evidence | undefined {
  const [from, to] = [reading.index.tokens[first], reading.index.tokens[last]];
  return from && to && { field: from.field, start: from.start, end: to.end, ...found };
}
