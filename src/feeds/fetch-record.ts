import { type Feed } from '../database/generated/client.js';
import { type PollingHints } from './read/parsed-feed.js';

/** What the next fetch depends on, as it stands after this one. */
export interface PollingState extends Pick<
  Feed,
  | 'etag'
  | 'lastModified'
  | 'validatorsWork'
  | 'probedAt'
  | 'bodyHash'
  | 'finalUrl'
  | 'consecutiveFailures'
  | 'publicationGapMs'
  | 'longestGapMs'
  | 'newestItemAt'
  | 'movingTo'
  | 'movingCount'
> {
  pollingHints: PollingHints | null;
}

export interface FetchRecord {
  feedId: string;
  host: string;
  /** The turn that the fetch was for, as the feed had it in `nextFetchAt`. */
  turn: Date;
  fetchedAt: Date;
  durationMs: number;
  outcome: string;
  /** In words, for people; null when the fetch went well. */
  message: string | null;
  succeeded: boolean;
  status: number | null;
  bytes: number | null;
  itemCount: number | null;
  newCount: number | null;
  changedCount: number | null;
  nextFetchAt: Date;
  nextFetchReason: string;
  /** Left out: stays as it is. */
  state?: Feed['state'];
  /** The host answered "too many requests"; if it does so again and again, none of its feeds is fetched before. */
  throttledUntil: Date | null;
  polling: PollingState;
}
