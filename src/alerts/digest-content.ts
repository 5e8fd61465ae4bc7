import type { SnapshotContent } from './snapshot.js';

/** A digest as it is kept in `digests.content`: what it tells is settled when it is composed, and every target gets the same. */
export interface DigestContent {
  topics: { slug: string; name: string; events: DigestedEvent[] }[];
  /** Events beyond the most that one digest holds. */
  leftOut: number;
}

export interface DigestedEvent {
  alertId: string;
  /** False where the event was told before, and only its updates are new. */
  isNew: boolean;
  storyId: string | null;
  /** With the matches of the subscription's topics only. */
  snapshot: SnapshotContent;
  otherSources: { name: string; url: string | null }[];
  /** Later stories that were held with it, earliest first; times in ISO 8601. */
  updates: {
    kind: 'development' | 'correction' | 'retraction';
    title: string;
    sourceName: string;
    url: string | null;
    publishedAt: string | null;
  }[];
}
