import { type Feed } from '../database/generated/client.js';
import { type PollingState } from './fetch-record.js';
import { type HubLocation } from './websub/discover-hub.js';
import { type WebSubGlance } from './websub/polling-floor.js';
import { type NoticeKind } from './schedule/notices.js';

export interface OpenNotice {
  kind: NoticeKind;
  raisedAt: Date;
}

/** A feed in the hands of whoever fetches it, with all that the fetch and the next one depend on. */
export interface ClaimedFeed
  extends
    PollingState,
    Pick<
      Feed,
      | 'id'
      | 'url'
      | 'title'
      | 'language'
      | 'fullText'
      | 'intervalMs'
      | 'nextFetchAt'
      | 'lastFetchedAt'
      | 'lastSuccessAt'
    > {
  host: string;
  openNotices: OpenNotice[];
  webSub: (HubLocation & WebSubGlance) | null;
}
