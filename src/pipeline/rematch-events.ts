import { assignEvent, EVENT_WINDOW_MS, type EventNeighbour } from '../stories/assign-event.js';

export interface HomelessStory {
  id: string;
  fingerprint: string;
  fetchedAt: Date;
}

export interface EventHomes {
  created: EventNeighbour[];
  joined: { storyId: string; eventId: string }[];
}

/**
 * The events of stories that were found only now, long after they came. Oldest first, so that copies meet in the event of the
 * first; and an event that began long after a story is not the story's, which a story that has just come need not ask.
 */
export function findEventHomes(
  stories: readonly HomelessStory[],
  events: readonly EventNeighbour[],
  newEventId: () => string,
): EventHomes {
  const known = [...events];
  const homes: EventHomes = { created: [], joined: [] };
  for (const story of [...stories].sort((a, b) => a.fetchedAt.getTime() - b.fetchedAt.getTime())) {
    const latest = story.fetchedAt.getTime() + EVENT_WINDOW_MS;
    const assignment = assignEvent(
      story,
      known.filter(({ firstSeenAt }) => firstSeenAt.getTime() <= latest),
    );
    if (assignment.kind === 'new') {
      const event = { eventId: newEventId(), fingerprint: story.fingerprint, firstSeenAt: story.fetchedAt };
      known.push(event);
      homes.created.push(event);
      homes.joined.push({ storyId: story.id, eventId: event.eventId });
    } else {
      homes.joined.push({ storyId: story.id, eventId: assignment.eventId });
    }
  }
  return homes;
}
