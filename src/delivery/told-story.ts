import type { SnapshotContent } from '../alerts/snapshot.js';
import type { Evidence } from '../matching/definitions.js';
import type { HighlightSpan, MatchReason, MessageStory, MessageTopic } from './message.js';

const MAX_REASONS = 6;

/** A story as a message tells it, and why: for topics that the reader wants. */
export interface ToldStory {
  /** Best first. */
  topics: MessageTopic[];
  story: MessageStory;
  why: MatchReason[];
}

/** @param wanted ids of topics; null for all. */
export function tellStory(
  content: SnapshotContent,
  storyId: string | null,
  wanted: ReadonlySet<string> | null,
): ToldStory {
  const { story, entities } = content;
  const matches = content.matches
    .filter(({ topicId }) => wanted === null || wanted.has(topicId))
    .sort((a, b) => b.score - a.score);
  const evidence = matches.flatMap((match) => match.evidence);
  return {
    topics: matches.map(({ slug, name, score }) => ({ slug, name, score })),
    story: {
      ...story,
      id: storyId,
      publishedAt: story.publishedAt === null ? null : new Date(story.publishedAt),
      titleSpans: spansIn('title', evidence),
      textSpans: spansIn('text', evidence),
    },
    why: matches.flatMap((match) =>
      match.evidence.slice(0, MAX_REASONS).map(({ entity, field, start, end }) => ({
        topic: match.name,
        // As the story has it: a form may be a stem that nobody writes.
        form: story[field].slice(start, end),
        ...(entity === undefined ? {} : { entity: entities[entity] ?? entity }),
        field,
      })),
    ),
  };
}

/** Sorted, and merged where two topics point at the same words. */
function spansIn(field: Evidence['field'], evidence: readonly Evidence[]): HighlightSpan[] {
  const spans = evidence
    .filter((item) => item.field === field)
    .map(({ start, end }) => ({ start, end }))
    .sort((a, b) => a.start - b.start || a.end - b.end);
  const merged: HighlightSpan[] = [];
  for (const span of spans) {
    const last = merged[merged.length - 1];
    if (last && span.start <= last.end) last.end = Math.max(last.end, span.end);
    else merged.push(span);
  }
  return merged;
}
