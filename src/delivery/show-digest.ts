import type { DigestEvent, DigestMessage } from './message.js';

export interface ShownTopic {
  name: string;
  /** `full`: with text and reasons; `line`: in short, since the digest is long. */
  events: { event: DigestEvent; size: 'full' | 'line' }[];
}

/**
 * As much of a digest as a message can hold, in its order; what is left out is counted.
 * @param full how many events are told in full, `total` how many at all.
 */
export function fitDigest(
  message: DigestMessage,
  { full, total }: { full: number; total: number },
): { topics: ShownTopic[]; leftOut: number } {
  let count = 0;
  let leftOut = message.leftOut;
  const topics: ShownTopic[] = [];
  for (const { name, events } of message.topics) {
    const shown = events.slice(0, Math.max(0, total - count));
    leftOut += events.length - shown.length;
    if (shown.length > 0) {
      const start = count;
      topics.push({
        name,
        events: shown.map((event, place) => ({ event, size: start + place < full ? 'full' : 'line' })),
      });
    }
    count += shown.length;
  }
  return { topics, leftOut };
}

/** Such as `3 new stories, 2 with news since`. */
export function countEvents({ topics, leftOut }: DigestMessage): string {
  const events = topics.flatMap((topic) => topic.events);
  const fresh = events.filter(({ isNew }) => isNew).length;
  const parts = [
    fresh > 0 ? `${fresh} new ${fresh === 1 ? 'story' : 'stories'}` : '',
    events.length > fresh ? `${events.length - fresh} updated` : '',
    leftOut > 0 ? `${leftOut} more` : '',
  ];
  return parts.filter(Boolean).join(', ');
}
