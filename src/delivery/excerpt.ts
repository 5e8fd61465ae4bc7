import { flatten, isInsideCharacter } from './display-text.js';
import type { HighlightSpan } from './message.js';

/** A stretch of text, evidence or not; clean for display, not yet escaped for any channel. */
export interface Segment {
  text: string;
  isEvidence: boolean;
}

/** How far a cut may move to fall between two words. */
const WORD_SLACK = 25;
/** Share of the excerpt that stands before the first evidence. */
const LEAD = 0.25;

/** The whole text up to `maxLength`, evidence marked. */
export function toSegments(text: string, spans: readonly HighlightSpan[], maxLength: number): Segment[] {
  const isCut = text.length > maxLength;
  const end = isCut ? wordEndBefore(text, maxLength - 1) : text.length;
  return segment(text, 0, end, normalizeSpans(text, spans), isCut);
}

/** About `maxLength` characters where the most evidence stands close together, evidence marked. */
export function toExcerpt(text: string, spans: readonly HighlightSpan[], maxLength: number): Segment[] {
  const evidence = normalizeSpans(text, spans);
  if (text.length <= maxLength + WORD_SLACK) return segment(text, 0, text.length, evidence, false);
  const lead = Math.floor(maxLength * LEAD);
  const focus = densestStart(evidence, maxLength - lead);
  // Near the end of the text the window moves back to stay full.
  const wanted = Math.max(0, Math.min(focus - lead, text.length - maxLength));
  const start = wanted === 0 ? 0 : wordStartAfter(text, wanted);
  const end = start + maxLength >= text.length ? text.length : wordEndBefore(text, start + maxLength);
  return segment(text, start, end, evidence, end < text.length);
}

export function plainText(segments: readonly Segment[]): string {
  return segments.map(({ text }) => text).join('');
}

/** In order, apart, within the text and on whole characters: offsets are data, and may be stale or wrong. */
function normalizeSpans(text: string, spans: readonly HighlightSpan[]): HighlightSpan[] {
  const inside = spans
    .map(({ start, end }) => ({ start: Math.max(0, Math.trunc(start)), end: Math.min(text.length, Math.trunc(end)) }))
    .filter(({ start, end }) => start < end)
    .map(({ start, end }) => ({
      start: isInsideCharacter(text, start) ? start - 1 : start,
      end: isInsideCharacter(text, end) ? end + 1 : end,
    }))
    .sort((a, b) => a.start - b.start || a.end - b.end);
  const apart: HighlightSpan[] = [];
  for (const span of inside) {
    const last = apart[apart.length - 1];
    if (last && span.start <= last.end) last.end = Math.max(last.end, span.end);
    else apart.push(span);
  }
  return apart;
}

/** Start of the span from which the most others lie within `reach`; the earliest of equals. */
function densestStart(spans: readonly HighlightSpan[], reach: number): number {
  let best = { start: 0, count: 0 };
  let last = 0;
  spans.forEach(({ start }, first) => {
    while (last < spans.length && (spans[last]?.end ?? 0) <= start + reach) last += 1;
    const count = Math.max(1, last - first);
    if (count > best.count) best = { start, count };
  });
  return best.start;
}

function segment(text: string, start: number, end: number, spans: readonly HighlightSpan[], isCut: boolean): Segment[] {
  const segments: Segment[] = [];
  const push = (from: number, to: number, isEvidence: boolean) => {
    const piece = from < to ? flatten(text.slice(from, to)) : '';
    if (piece !== '') segments.push({ text: piece, isEvidence });
  };
  let at = start;
  for (const span of spans) {
    const from = Math.max(span.start, at);
    const to = Math.min(span.end, end);
    if (from >= to) continue;
    push(at, from, false);
    push(from, to, true);
    at = to;
  }
  push(at, end, false);
  return trimmed(segments, start > 0, isCut);
}

function trimmed(segments: Segment[], isCutBefore: boolean, isCutAfter: boolean): Segment[] {
  const first = segments[0];
  if (first) first.text = first.text.trimStart();
  const last = segments[segments.length - 1];
  if (last) last.text = last.text.trimEnd();
  const filled = segments.filter(({ text }) => text !== '');
  const ellipsis = { text: '…', isEvidence: false };
  return [...(isCutBefore ? [ellipsis] : []), ...filled, ...(isCutAfter ? [ellipsis] : [])];
}

/** The next word's start, if one is near; languages without spaces are cut between any two characters. */
function wordStartAfter(text: string, offset: number): number {
  for (let at = offset; at < offset + WORD_SLACK; at += 1) {
    if (/\s/.test(text.charAt(at - 1))) return at;
  }
  return isInsideCharacter(text, offset) ? offset + 1 : offset;
}

function wordEndBefore(text: string, offset: number): number {
  for (let at = offset; at > offset - WORD_SLACK && at > 0; at -= 1) {
    if (/\s/.test(text.charAt(at))) return at;
  }
  return isInsideCharacter(text, offset) ? offset - 1 : offset;
}
