import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises';
import type { DraftTopics } from './draft-topics.js';
import { type GroupableStory } from './group-stories.js';
import type { PreviewArchiveStore, PreviewStory } from './preview-archive.store.js';
import { SpreadSample } from './spread-sample.js';

export interface PreviewRange {
  /** Stories fetched from then on; null for all. */
  from: Date | null;
  /** And before then. */
  to: Date;
  /** Of stories that are looked at. */
  limit: number;
}

/** What ended a run before the end of the range: the time, the limit that was asked for, or more finds than can be grouped. */
export type StoppedBy = 'time' | 'limit' | 'matches';

export interface PreviewFind extends GroupableStory {
  /** It came with its feed's first document: nobody is alerted of what was there before. */
  onFirstPoll: boolean;
}

export interface PreviewPass {
  stoppedBy: StoppedBy | null;
  /** Stories looked at, and when the last of them, the oldest, was fetched. */
  looked: number;
  reachedAt: Date | null;
  /** Where matching itself went wrong. */
  failed: number;
  found: PreviewFind[];
  sources: Map<string, { title: string; matches: number }>;
  samples: PreviewStory[];
  /** Against the saved query: what the draft alone finds, what the saved one alone, and what both. */
  gained: { count: number; samples: PreviewStory[] };
  lost: { count: number; samples: PreviewStory[] };
  kept: number;
}

export interface PreviewBounds {
  /** For reading and matching together. */
  timeMs: number;
  mostMatches: number;
}

export const PREVIEW_BOUNDS: PreviewBounds = { timeMs: 10_000, mostMatches: 20_000 };
export const SAMPLES = 20;
const CHANGE_SAMPLES = 10;
const BATCH = 250;
const SLICE_MS = 5;
/** Between batches, live stories that wait go first; but the preview has its turn too, however many come. */
const YIELD_MS = 50;
const MOST_YIELD_MS = 500;
const LIVE_MS = 60_000;
/** Of a text, enough for events to be told by. */
const OPENING_LENGTH = 2_000;

/** Runs the draft over the archive, newest first, until its end, a bound, or until nobody wants it any more. */
export async function runPreview(
  archive: Pick<PreviewArchiveStore, 'next' | 'pipelineIsBusy'>,
  topics: Pick<DraftTopics, 'find'>,
  range: PreviewRange,
  { signal, now, bounds = PREVIEW_BOUNDS }: { signal: AbortSignal; now: () => Date; bounds?: PreviewBounds },
): Promise<PreviewPass> {
  const deadline = performance.now() + bounds.timeMs;
  const tally = new PreviewTally();
  const read = (beforeId: string | null) =>
    archive.next({ beforeId, from: range.from, to: range.to }, Math.min(BATCH, range.limit - tally.looked + 1));
  let ahead = read(null);
  for (;;) {
    const stories = await ahead;
    const last = stories.at(-1);
    if (!last || signal.aborted) return tally.end(null);
    // While these are matched, the next ones are read.
    ahead = read(last.id);
    ahead.catch(() => undefined);
    const stoppedBy = await matchBatch(stories, topics, tally, { signal, deadline, range, bounds });
    if (stoppedBy || signal.aborted) return tally.end(stoppedBy);
    await giveWay(archive, now(), signal);
  }
}

async function matchBatch(
  stories: readonly PreviewStory[],
  topics: Pick<DraftTopics, 'find'>,
  tally: PreviewTally,
  bound: { signal: AbortSignal; deadline: number; range: PreviewRange; bounds: PreviewBounds },
): Promise<StoppedBy | null> {
  let restedAt = performance.now();
  for (const story of stories) {
    if (tally.looked >= bound.range.limit) return 'limit';
    if (tally.found.length >= bound.bounds.mostMatches) return 'matches';
    tally.add(story, topics.find({ ...story, language: story.language ?? undefined }));
    if (performance.now() - restedAt < SLICE_MS) continue;
    await turn();
    restedAt = performance.now();
    if (bound.signal.aborted) return null;
    if (restedAt > bound.deadline) return 'time';
  }
  return null;
}

async function giveWay(
  archive: Pick<PreviewArchiveStore, 'pipelineIsBusy'>,
  now: Date,
  signal: AbortSignal,
): Promise<void> {
  const since = new Date(now.getTime() - LIVE_MS);
  for (let waited = 0; waited < MOST_YIELD_MS && !signal.aborted; waited += YIELD_MS) {
    if (!(await archive.pipelineIsBusy(since))) return;
    await pause(YIELD_MS);
  }
}

class PreviewTally {
  looked = 0;
  readonly found: PreviewFind[] = [];
  private reachedAt: Date | null = null;
  private failed = 0;
  private kept = 0;
  private gained = 0;
  private lost = 0;
  private readonly sources: PreviewPass['sources'] = new Map();
  private readonly samples = new SpreadSample<PreviewStory>(SAMPLES);
  private readonly gainedSamples = new SpreadSample<PreviewStory>(CHANGE_SAMPLES);
  private readonly lostSamples = new SpreadSample<PreviewStory>(CHANGE_SAMPLES);

  add(story: PreviewStory, { draft, saved, failed }: ReturnType<DraftTopics['find']>): void {
    this.looked++;
    this.reachedAt = story.fetchedAt;
    if (failed) this.failed++;
    if (draft) this.addFound(story);
    if (draft && saved) this.kept++;
    if (draft && !saved) {
      this.gained++;
      this.gainedSamples.add(story);
    }
    if (saved && !draft && !failed) {
      this.lost++;
      this.lostSamples.add(story);
    }
  }

  end(stoppedBy: StoppedBy | null): PreviewPass {
    return {
      stoppedBy,
      looked: this.looked,
      reachedAt: this.reachedAt,
      failed: this.failed,
      found: this.found,
      sources: this.sources,
      samples: this.samples.items,
      gained: { count: this.gained, samples: this.gainedSamples.items },
      lost: { count: this.lost, samples: this.lostSamples.items },
      kept: this.kept,
    };
  }

  private addFound(story: PreviewStory): void {
    const {
      id,
      title,
      text,
      language,
      url,
      feedId,
      fingerprint,
      source,
      fetchedAt,
      onFirstPoll,
      eventId,
      firstSeenAt,
    } = story;
    this.found.push({
      id,
      title,
      text: copyOf(text.slice(0, OPENING_LENGTH)),
      language,
      url,
      feedId,
      fingerprint,
      fetchedAt,
      onFirstPoll,
      event: eventId && firstSeenAt ? { id: eventId, firstSeenAt } : null,
    });
    const counted = this.sources.get(feedId) ?? { title: source, matches: 0 };
    counted.matches++;
    this.sources.set(feedId, counted);
    this.samples.add(story);
  }
}

/** A slice of a string keeps all of it in memory. */
function copyOf(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le');
}
