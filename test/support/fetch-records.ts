import type { FetchRecord } from '../../src/feeds/fetch-record.js';

/** A fetch that went well and found nothing new. */
export function fetchRecord(fields: Pick<FetchRecord, 'feedId' | 'turn'> & Partial<FetchRecord>): FetchRecord {
  return {
    host: 'wire.example',
    fetchedAt: fields.turn,
    durationMs: 12,
    outcome: 'not-modified',
    message: null,
    succeeded: true,
    status: 304,
    bytes: null,
    itemCount: null,
    newCount: null,
    changedCount: null,
    nextFetchAt: new Date(fields.turn.getTime() + 300_000),
    nextFetchReason: 'rate-unknown',
    throttledUntil: null,
    polling: pollingState(),
    ...fields,
  };
}

export function pollingState(fields: Partial<FetchRecord['polling']> = {}): FetchRecord['polling'] {
  return {
    etag: null,
    lastModified: null,
    validatorsWork: null,
    probedAt: null,
    bodyHash: null,
    finalUrl: null,
    consecutiveFailures: 0,
    publicationGapMs: null,
    longestGapMs: null,
    newestItemAt: null,
    movingTo: null,
    movingCount: 0,
    pollingHints: null,
    ...fields,
  };
}
