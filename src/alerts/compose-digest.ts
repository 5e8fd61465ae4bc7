import type { UpdateKind } from './alert-decision.js';
import type { DigestContent, DigestedEvent } from './digest-content.js';
import type { SnapshotContent } from './snapshot.js';

/** A story that was held for the digest, in the wording that it has now. */
export interface HeldStory {
  storyId: string;
  eventId: string;
  /** Null where it is its event's first news, as far as was told. */
  updateKind: UpdateKind | null;
  snapshotId: string;
  snapshot: SnapshotContent;
  decidedAt: Date;
}

/** The event of held stories, and the alert that tells the subscription of it: made for this digest, or earlier. */
export interface HeldEvent {
  eventId: string;
  alertId: string;
  isNew: boolean;
  /** What the alert tells. */
  told: { storyId: string | null; snapshot: SnapshotContent };
  otherSources: DigestedEvent['otherSources'];
}

/** Of more, mail programs cut the message; what is left out is counted, and found in Wirewatch. */
const MAX_EVENTS = 100;
const MAX_UPDATES = 20;

/** The story that tells of an event first, among those held: the earliest to come that is no correction of another. */
export function leadOf(stories: readonly HeldStory[]): HeldStory {
  const inOrder = [...stories].sort((a, b) => a.decidedAt.getTime() - b.decidedAt.getTime());
  const lead = inOrder.find(({ updateKind }) => updateKind === null) ?? inOrder[0];
  if (!lead) throw new Error('An event without a story has no lead');
  return lead;
}

/**
 * What a digest tells: by topic, and in each the events with the best match first. An event stands once, under the topic of the
 * subscription that it matches best; later stories of it stand below it, earliest first.
 * @param topicIds of the subscription.
 */
export function composeDigest(
  stories: readonly HeldStory[],
  events: readonly HeldEvent[],
  topicIds: ReadonlySet<string>,
): DigestContent {
  const placed = events
    .map((event) => {
      const told = { ...event.told.snapshot, matches: wantedMatches(event.told.snapshot, topicIds) };
      const held = stories.filter(({ eventId }) => eventId === event.eventId);
      // An event that was told under a topic which is not followed any more stands under what its news matches.
      const best = told.matches[0] ?? held.flatMap(({ snapshot }) => wantedMatches(snapshot, topicIds))[0];
      return { best, digested: digestEvent(event, told, held) };
    })
    .sort((a, b) => (b.best?.score ?? 0) - (a.best?.score ?? 0));
  const kept = placed.slice(0, MAX_EVENTS);
  const topics = new Map<string, DigestContent['topics'][number]>();
  for (const { best, digested } of kept) {
    const { slug, name } = best ?? { slug: '', name: '' };
    const topic = topics.get(slug) ?? { slug, name, events: [] };
    topics.set(slug, topic);
    topic.events.push(digested);
  }
  return {
    topics: [...topics.values()].sort((a, b) => a.name.localeCompare(b.name)),
    leftOut: placed.length - kept.length,
  };
}

function digestEvent(event: HeldEvent, told: SnapshotContent, held: readonly HeldStory[]): DigestedEvent {
  const updates = held
    .filter(({ storyId }) => !event.isNew || storyId !== event.told.storyId)
    .sort((a, b) => a.decidedAt.getTime() - b.decidedAt.getTime())
    .slice(0, MAX_UPDATES)
    .map(({ updateKind, snapshot: { story } }) => ({
      kind: updateKind ?? ('development' as const),
      title: story.title,
      sourceName: story.sourceName,
      url: story.url,
      publishedAt: story.publishedAt,
    }));
  const { alertId, isNew, otherSources } = event;
  return { alertId, isNew, storyId: event.told.storyId, snapshot: told, otherSources, updates };
}

function wantedMatches({ matches }: SnapshotContent, topicIds: ReadonlySet<string>): SnapshotContent['matches'] {
  return matches.filter(({ topicId }) => topicIds.has(topicId)).sort((a, b) => b.score - a.score);
}
