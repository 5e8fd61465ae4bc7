import type { Evidence } from '../matching/definitions.js';

/** A story as it stood when it was told, as it is kept in `snapshots.content`. */
export interface SnapshotContent {
  story: {
    title: string;
    text: string;
    url: string | null;
    sourceName: string;
    /** wire, state-media, official, independent */
    sourceKind: string;
    language: string | null;
    /** ISO 8601 */
    publishedAt: string | null;
    isSample: boolean;
  };
  /** Of every topic, whoever wants them. */
  matches: { topicId: string; slug: string; name: string; score: number; evidence: Evidence[] }[];
  /** Display names by slug, of the entities in the evidence. */
  entities: Record<string, string>;
}
