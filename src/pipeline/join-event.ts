import { v7 as newId } from 'uuid';
import type { Transaction } from '../database/transaction.js';
import { compareGists, gistOf, type Gist } from '../matching/near-duplicate.js';
import { assignEvent, type EventNeighbour, type JoinableStory } from '../stories/assign-event.js';
import type { BandedStory, EventMember, EventStore, StoredNeighbour } from '../stories/event.store.js';
import { readWording } from '../stories/read-wording.js';

export interface ArrivedStory {
  id: string;
  title: string;
  text: string;
  language: string | null;
  url: string | null;
  feedId: string;
  fingerprint: string;
  fetchedAt: Date;
  /** Where it is in one already. */
  eventId: string | null;
}

interface ReadStory extends JoinableStory, BandedStory {
  gist: Gist;
}

type Neighbour = Omit<EventNeighbour, 'overlap'> & { gist: Gist; bands: readonly number[] };

/**
 * Puts a story into the event that it tells of, and gives back the event's id. Copies that arrive at the same moment wait for one
 * another, so that they meet in one event. A story that is reworded keeps its event, and is looked up by its new words.
 */
export async function joinEvent(transaction: Transaction, events: EventStore, story: ArrivedStory): Promise<string> {
  if (story.eventId !== null) {
    await events.replaceBands(transaction, [{ ...story, ...readWords(story) }]);
    return story.eventId;
  }
  const [member] = await joinEvents(transaction, events, [story], { bandedSince: new Date(0) });
  if (!member) throw new Error(`Story ${story.id} was given no event`);
  return member.eventId;
}

/** The same for stories without an event, oldest first; those fetched before `bandedSince` are not looked up by later ones. */
export async function joinEvents(
  transaction: Transaction,
  events: EventStore,
  arrived: readonly ArrivedStory[],
  options: { bandedSince: Date },
): Promise<EventMember[]> {
  if (arrived.length === 0) return [];
  const stories = arrived
    .map((story): ReadStory => ({ ...story, ...readWords(story) }))
    .sort((a, b) => a.fetchedAt.getTime() - b.fetchedAt.getTime());
  await events.lock(transaction, stories);
  const stored = readNeighbours(await events.findNeighbours(transaction, stories));
  const ids = new Set(stories.map(({ id }) => id));
  const created: { id: string; fingerprint: string; firstSeenAt: Date }[] = [];
  const members: EventMember[] = [];
  const beside = new Map<string, Neighbour>();
  for (const story of stories) {
    const known = (stored.get(story.id) ?? []).filter(({ storyId }) => !ids.has(storyId));
    const neighbours = [...known, ...besideOf(story, beside.values())];
    const assignment = assignEvent(
      story,
      neighbours.map((neighbour): EventNeighbour => ({
        ...neighbour,
        overlap: compareGists(story.gist, neighbour.gist),
      })),
    );
    let event = neighbours.find((other) => assignment.kind === 'join' && other.event?.id === assignment.eventId)?.event;
    if (!event) {
      const { fingerprint, fetchedAt: firstSeenAt } = story;
      event = { id: newId(), firstSeenAt };
      created.push({ ...event, fingerprint });
    }
    const first = { storyId: story.id, eventId: event.id, role: 'first', likeStoryId: null, likeness: null } as const;
    members.push(assignment.kind === 'join' ? { ...assignment, storyId: story.id } : first);
    // Of copies in one event, one is enough to be compared with.
    const copies = `${event.id} ${story.fingerprint}`;
    if (!beside.has(copies)) beside.set(copies, { ...story, storyId: story.id, event });
  }
  const banded = stories.filter(({ fetchedAt }) => fetchedAt >= options.bandedSince);
  await events.putMembers(transaction, members, created, banded);
  return members;
}

/** By the story that they are neighbours of; each is read once, whosever it is. */
function readNeighbours(rows: readonly StoredNeighbour[]): Map<string, Neighbour[]> {
  const read = new Map<string, Neighbour>();
  const neighbours = new Map<string, Neighbour[]>();
  for (const { of, eventId, firstSeenAt, ...row } of rows) {
    const known = read.get(row.storyId);
    const event = eventId && firstSeenAt ? { id: eventId, firstSeenAt } : null;
    const neighbour = known ?? { ...row, event, ...readWords(row) };
    read.set(row.storyId, neighbour);
    neighbours.set(of, [...(neighbours.get(of) ?? []), neighbour]);
  }
  return neighbours;
}

function readWords(wording: { title: string; text: string }) {
  const read = readWording(wording);
  const gist = gistOf({ title: read.title, text: read.opening });
  return { ...read, gist, bands: gist.bands };
}

/** Of the stories that arrived with it, those that the database would have found. */
function besideOf(story: ReadStory, others: Iterable<Neighbour>): Neighbour[] {
  const bands = new Set(story.bands);
  return [...others].filter(
    (other) => (story.url !== null && story.url === other.url) || other.bands.some((band) => bands.has(band)),
  );
}
