import { setImmediate as turn } from 'node:timers/promises';
import { compareGists, type Gist, gistOf } from '../../matching/near-duplicate.js';
import { assignEvent, EVENT_WINDOW_MS, type JoinableStory } from '../../stories/assign-event.js';
import { readWording } from '../../stories/read-wording.js';

/** A story that a draft finds, as far as events are told by it. */
export interface GroupableStory {
  id: string;
  title: string;
  /** Its beginning. */
  text: string;
  language: string | null;
  url: string | null;
  feedId: string;
  fingerprint: string;
  fetchedAt: Date;
  /** Where a topic found it before. */
  event: { id: string; firstSeenAt: Date } | null;
}

interface ReadStory extends JoinableStory {
  storyId: string;
  gist: Gist;
  event: { id: string; firstSeenAt: Date };
}

export interface GroupedStories {
  /** By the story's id, the event's. */
  groups: ReadonlyMap<string, string>;
  /** False where the time was over: what came later counts as an event each, unless it is in one. */
  isComplete: boolean;
}

/** As many are compared word by word when a story arrives, of the latest that share one band. */
const COMPARED = 30;
const SHARING = 100;
const SLICE_MS = 5;

/**
 * The event that each story tells of, by its id: the one that it is in, or the one that it would have joined, by the very rules by
 * which stories join events when they arrive (assign-event.ts). Others go on between slices of the work.
 */
export async function groupStories(
  stories: readonly GroupableStory[],
  { signal, timeMs }: { signal: AbortSignal; timeMs: number },
): Promise<GroupedStories> {
  const groups = new Map<string, string>();
  const lookup = new NeighbourLookup();
  const known = new Set<string>();
  let restedAt = performance.now();
  const deadline = restedAt + timeMs;
  for (const story of [...stories].sort((a, b) => a.fetchedAt.getTime() - b.fetchedAt.getTime())) {
    if (restedAt > deadline) {
      groups.set(story.id, story.event?.id ?? story.id);
      continue;
    }
    const { title, opening, notice } = readWording(story);
    const gist = gistOf({ title, text: opening });
    const { language, url, feedId, fetchedAt } = story;
    const joinable = { title, opening, notice, language, url, feedId, fetchedAt };
    const event = story.event ?? joinOrBegin(story.id, joinable, gist, lookup);
    // Of copies in one event, one is enough to be compared with.
    const copies = `${event.id} ${story.fingerprint}`;
    if (!known.has(copies)) lookup.add({ ...joinable, storyId: story.id, gist, event });
    known.add(copies);
    groups.set(story.id, event.id);
    if (performance.now() - restedAt < SLICE_MS) continue;
    await turn();
    if (signal.aborted) break;
    restedAt = performance.now();
  }
  return { groups, isComplete: restedAt <= deadline };
}

function joinOrBegin(storyId: string, story: JoinableStory, gist: Gist, lookup: NeighbourLookup): ReadStory['event'] {
  const neighbours = lookup.near(story, gist.bands);
  const assignment = assignEvent(
    story,
    neighbours.map((other) => ({ ...other, overlap: compareGists(gist, other.gist) })),
  );
  const joined = neighbours.find(({ event }) => assignment.kind === 'join' && event.id === assignment.eventId);
  return joined?.event ?? { id: storyId, firstSeenAt: story.fetchedAt };
}

/** Stories added oldest first, looked up by what they share. */
class NeighbourLookup {
  private readonly byBand = new Map<number, ReadStory[]>();
  private readonly byUrl = new Map<string, ReadStory[]>();

  add(story: ReadStory): void {
    for (const band of new Set(story.gist.bands)) put(this.byBand, band, story);
    if (story.url !== null) put(this.byUrl, story.url, story);
  }

  near({ url, fetchedAt }: JoinableStory, bands: readonly number[]): ReadStory[] {
    const since = fetchedAt.getTime() - EVENT_WINDOW_MS;
    const shared = new Map<ReadStory, number>();
    for (const band of new Set(bands)) {
      for (const story of recent(this.byBand, band, since)) shared.set(story, (shared.get(story) ?? 0) + 1);
    }
    const alike = [...shared].sort(([, a], [, b]) => b - a).slice(0, COMPARED);
    const there = url === null ? [] : recent(this.byUrl, url, since).slice(0, COMPARED);
    return [...new Set([...alike.map(([story]) => story), ...there])];
  }
}

function put<Key>(stories: Map<Key, ReadStory[]>, key: Key, story: ReadStory): void {
  const known = stories.get(key);
  if (known) known.push(story);
  else stories.set(key, [story]);
}

/** Those of before are forgotten: no later story can join them. */
function recent<Key>(stories: Map<Key, ReadStory[]>, key: Key, since: number): ReadStory[] {
  const known = stories.get(key);
  if (!known) return [];
  const first = known.findIndex(({ fetchedAt }) => fetchedAt.getTime() >= since);
  if (first !== 0) known.splice(0, first < 0 ? known.length : first);
  return known.slice(-SHARING);
}
