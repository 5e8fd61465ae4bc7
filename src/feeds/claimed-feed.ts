import { type Feed } from '../database/generated/client.js';
import { type PollingHints } from './read/parsed-feed.js';
import { type HubLocation } from './websub/discover-hub.js';
import { type WebSubGlance } from './websub/polling-floor.js';
import { type NoticeKind } from './schedule/notices.js';

export interface OpenNotice {
  kind: NoticeKind;
  raisedAt: Date;
}

/** A feed in the hands of whoever fetches it, with all that the fetch and the next one depend on. */
export interface ClaimedFeed extends Pick<
  Feed,
  | 'id'
  | 'url'
  | 'title'
  | 'language'
  | 'fullText'
  | 'intervalMs'
  | 'nextFetchAt'
  | 'etag'
  | 'lastModified'
  | 'validatorsWork'
  | 'probedAt'
  | 'bodyHash'
  | 'finalUrl'
  | 'lastFetchedAt'
  | 'lastSuccessAt'
  | 'consecutiveFailures'
  | 'publicationGapMs'
  | 'longestGapMs'
  | 'newestItemAt'
  | 'movingTo'
  | 'movingCount'
> {
  host: string;
  pollingHints: PollingHints | null;
  openNotices: OpenNotice[];
  webSub: (HubLocation & WebSubGlance) | null;
}
