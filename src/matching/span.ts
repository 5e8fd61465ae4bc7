import { type Token } from './tokenize.js';

/** Where a clause holds: token indexes, and the terms found there. */
export interface Span {
  first: number;
  last: number;
  parts: SpanPart[];
}

export interface SpanPart {
  first: number;
  last: number;
  form: string;
  language?: string;
  entity?: string;
  clause: string;
}

export interface Nearness {
  unit: 'words' | 'sentences';
  within: number;
  ordered: boolean;
}

/** Of one leaf's spans, keeps those that are in no other: the longest form wins. In reading order. */
export function longest(spans: Span[]): Span[] {
  const sorted = [...spans].sort((left, right) => left.first - right.first || right.last - left.last);
  let reach = -1;
  return sorted.filter((span) => {
    const contained = span.last <= reach;
    reach = Math.max(reach, span.last);
    return !contained;
  });
}

/**
 * Keeps the spans that contain no other, in reading order (the minimal intervals of Clarke, Cormack and Burkowski, 1995).
 * First and last tokens then both rise along the list, which `nearestTo` relies on.
 */
export function minimal(spans: Span[]): Span[] {
  const sorted = [...spans].sort((left, right) => right.first - left.first || left.last - right.last);
  let nearest = Infinity;
  const kept = sorted.filter((span) => {
    const contains = span.last >= nearest;
    nearest = Math.min(nearest, span.last);
    return !contains;
  });
  return kept.reverse();
}

/** Every smallest stretch of text in which a left and a right stand near enough. */
export function joinNear(left: Span[], right: Span[], nearness: Nearness, tokens: Token[]): Span[] {
  const joined: Span[] = [];
  const add = (one: Span, other: Span): void => {
    if (isNear(one, other, nearness, tokens)) joined.push(unite(one, other));
  };
  for (const one of left) for (const other of nearestTo(one, right)) add(one, other);
  for (const other of right) for (const one of nearestTo(other, left)) add(one, other);
  return minimal(joined);
}

/** The lefts that no right is near to. */
export function withoutNear(left: Span[], right: Span[], nearness: Nearness, tokens: Token[]): Span[] {
  return left.filter((one) => !nearestTo(one, right).some((other) => isNear(one, other, nearness, tokens)));
}

function unite(one: Span, other: Span): Span {
  return {
    first: Math.min(one.first, other.first),
    last: Math.max(one.last, other.last),
    parts: [...one.parts, ...other.parts],
  };
}

/** Of a list whose firsts and lasts both rise: those that overlap the span, the last before them and the first after them. */
function nearestTo(span: Span, others: Span[]): Span[] {
  const overlapping = countWhile(others, (other) => other.last < span.first);
  const after = countWhile(others, (other) => other.first <= span.last);
  return others.slice(Math.max(0, overlapping - 1), after + 1);
}

/** How many leading elements satisfy a condition that, once false, stays false. */
function countWhile(spans: Span[], holds: (span: Span) => boolean): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const span = spans[middle];
    if (span && holds(span)) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function isNear(left: Span, right: Span, nearness: Nearness, tokens: Token[]): boolean {
  if (nearness.ordered && right.first <= left.last) return false;
  return nearness.unit === 'words'
    ? wordsBetween(left, right, tokens) <= nearness.within
    : sentencesCovered(left, right, tokens) <= nearness.within;
}

/** Words from the end of the one to the start of the other; 0 where they overlap. */
export function wordsBetween(left: Span, right: Span, tokens: Token[]): number {
  const [earlier, later] = left.first <= right.first ? [left, right] : [right, left];
  if (later.first <= earlier.last) return 0;
  return ((tokens[later.first]?.place ?? 0) - (tokens[earlier.last]?.place ?? 0)) / 2;
}

export function sentencesCovered(left: Span, right: Span, tokens: Token[]): number {
  const first = tokens[Math.min(left.first, right.first)]?.sentence ?? 0;
  const last = tokens[Math.max(left.last, right.last)]?.sentence ?? 0;
  return last - first + 1;
}
