import { type ClaimedFeed } from '../claimed-feed.js';
import { type FetchRecord, type PollingState } from '../fetch-record.js';
import { type FeedRequest } from '../fetch/fetch-feed.js';
import { type FetchOutcome } from '../fetch/fetch-outcome.js';
import { type ParsedFeed } from '../read/parsed-feed.js';
import { nextFetchAt } from './next-fetch-at.js';
import { type NoticeChanges, noticeChanges } from './notices.js';
import { isQuiet, observeRhythm } from './publication-rhythm.js';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Asked for unconditionally once a day: a server whose validators lie would hide its news for ever. */
const PROBE_MS = DAY_MS;
/** A permanent redirect is believed when it was met this often in a row: a captive portal or a bad deploy does not last. */
const MOVES_BELIEVED = 3;
/** Of a host that says "too many requests" and not for how long. */
const THROTTLE_MS = 5 * MINUTE_MS;

/** What became of a document that was fetched. */
export type Reading =
  /** The same bytes as last time. */
  | { kind: 'same' }
  | { kind: 'stored'; feed: ParsedFeed; newCount: number; changedCount: number; knownCount: number }
  | { kind: 'duplicate'; of: string };

export interface FetchToConclude {
  feed: ClaimedFeed;
  request: FeedRequest;
  outcome: FetchOutcome;
  /** Of a fresh outcome, and of no other. */
  reading?: Reading;
  /** Of the bytes, of a fresh outcome. */
  bodyHash?: string;
  startedAt: Date;
  now: Date;
  random: () => number;
  defaultIntervalMs: number;
  pushFloorMs: number;
  isOwnOutage: boolean;
}

export interface Conclusion {
  record: FetchRecord;
  notices: NoticeChanges;
  /** The feed has moved there for good. */
  movedTo: string | null;
}

/** What to ask for: changes only, as a rule. */
export function requestFor(feed: ClaimedFeed, now: Date): FeedRequest {
  const isProbeDue = feed.probedAt === null || now.getTime() - feed.probedAt.getTime() >= PROBE_MS;
  return { url: feed.url, ...(isProbeDue ? {} : { etag: feed.etag, lastModified: feed.lastModified }) };
}

/** All that follows from a fetch: what is remembered, when the next one is, and what the operator should know. */
export function concludeFetch(fetch: FetchToConclude): Conclusion {
  const { feed, outcome, reading, now } = fetch;
  const succeeded = outcome.kind === 'fresh' || outcome.kind === 'not-modified';
  const polling = pollingAfter(fetch);
  const message = describeTrouble(fetch);
  const items =
    reading?.kind === 'stored'
      ? {
          count: reading.feed.items.length,
          known: reading.knownCount,
          isFirstPoll: feed.lastSuccessAt === null || feed.newestItemAt === null,
        }
      : null;
  const notices = noticeChanges({
    openNotices: feed.openNotices,
    consecutiveFailures: polling.consecutiveFailures,
    error: message,
    isGone: outcome.kind === 'gone',
    rhythm: polling,
    items,
    lastFetchedAt: feed.lastFetchedAt,
    now,
  });
  const next = nextFetchAt({
    ...fetch,
    consecutiveFailures: polling.consecutiveFailures,
    deskIntervalMs: feed.intervalMs,
    publicationGapMs: polling.publicationGapMs,
    validatorsWork: polling.validatorsWork,
    hasValidators: polling.etag !== null || polling.lastModified !== null,
    hints: polling.pollingHints,
    concern: concernAfter(fetch, polling, notices),
  });
  return {
    record: {
      feedId: feed.id,
      host: feed.host,
      turn: feed.nextFetchAt,
      fetchedAt: now,
      durationMs: now.getTime() - fetch.startedAt.getTime(),
      outcome: nameOf(outcome, reading),
      message,
      succeeded,
      status: 'status' in outcome ? (outcome.status ?? null) : outcome.kind === 'not-modified' ? 304 : null,
      bytes: outcome.kind === 'fresh' ? outcome.body.length : null,
      itemCount: items?.count ?? null,
      newCount: reading?.kind === 'stored' ? reading.newCount : null,
      changedCount: reading?.kind === 'stored' ? reading.changedCount : null,
      nextFetchAt: next.at,
      nextFetchReason: next.reason,
      state: outcome.kind === 'gone' ? 'gone' : reading?.kind === 'duplicate' ? 'duplicate' : undefined,
      throttledUntil:
        outcome.kind === 'retry-later' && outcome.status === 429
          ? new Date(now.getTime() + Math.min(outcome.afterMs ?? THROTTLE_MS, DAY_MS))
          : null,
      polling,
    },
    notices,
    movedTo: succeeded && polling.movingCount >= MOVES_BELIEVED && isSameFeed(reading) ? polling.movingTo : null,
  };
}

function pollingAfter({ feed, request, outcome, reading, bodyHash, now, isOwnOutage }: FetchToConclude): PollingState {
  const { etag, lastModified, validatorsWork, probedAt, finalUrl, movingTo, movingCount } = feed;
  const { publicationGapMs, longestGapMs, newestItemAt, consecutiveFailures } = feed;
  const rhythm = { publicationGapMs, longestGapMs, newestItemAt };
  const known: PollingState = {
    ...{ etag, lastModified, validatorsWork, probedAt, finalUrl, movingTo, movingCount, consecutiveFailures },
    ...rhythm,
    bodyHash: feed.bodyHash,
    pollingHints: feed.pollingHints,
  };
  if (outcome.kind !== 'fresh' && outcome.kind !== 'not-modified')
    return { ...known, consecutiveFailures: consecutiveFailures + (isOwnOutage ? 0 : 1) };
  const answered: PollingState = {
    ...known,
    consecutiveFailures: 0,
    finalUrl: outcome.finalUrl,
    movingTo: outcome.movedTo ?? null,
    movingCount: outcome.movedTo === undefined ? 0 : outcome.movedTo === movingTo ? movingCount + 1 : 1,
  };
  if (outcome.kind === 'not-modified') {
    return {
      ...answered,
      etag: outcome.etag ?? etag,
      lastModified: outcome.lastModified ?? lastModified,
      validatorsWork: true,
    };
  }
  const wasConditional = Boolean(request.etag ?? request.lastModified);
  const isStored = reading?.kind === 'stored';
  return {
    ...answered,
    etag: outcome.etag ?? null,
    lastModified: outcome.lastModified ?? null,
    validatorsWork: reading?.kind === 'same' && wasConditional ? false : validatorsWork,
    probedAt: now,
    bodyHash: bodyHash ?? null,
    ...(isStored ? observeRhythm(rhythm, reading.feed.items.map(dateOf), now) : {}),
    pollingHints: isStored ? reading.feed.hints : feed.pollingHints,
  };
}

function dateOf({ publishedAt, updatedAt }: ParsedFeed['items'][number]): Date | undefined {
  return publishedAt ?? updatedAt;
}

function concernAfter(
  { feed, now }: FetchToConclude,
  polling: PollingState,
  { raise, clear }: NoticeChanges,
): 'missed-items' | 'gone-quiet' | null {
  const wasMissed = feed.openNotices.some(({ kind }) => kind === 'missed-items');
  const isMissed = raise.some(({ kind }) => kind === 'missed-items');
  if (isMissed || (wasMissed && !clear.includes('missed-items'))) return 'missed-items';
  return isQuiet(polling, now) ? 'gone-quiet' : null;
}

/** Known items, the same bytes, or "not modified" on our validators: what lives there is this very feed. */
function isSameFeed(reading: Reading | undefined): boolean {
  return reading === undefined || reading.kind === 'same' || (reading.kind === 'stored' && reading.knownCount > 0);
}

function nameOf(outcome: FetchOutcome, reading: Reading | undefined): string {
  if (reading?.kind === 'same') return 'unchanged';
  if (reading?.kind === 'duplicate') return 'duplicate';
  return outcome.kind === 'failed' ? outcome.reason : outcome.kind;
}

function describeTrouble({ outcome, reading, isOwnOutage }: FetchToConclude): string | null {
  switch (outcome.kind) {
    case 'fresh':
      return reading?.kind === 'duplicate' ? `the same feed as ${reading.of}; it is no longer fetched` : null;
    case 'not-modified':
      return null;
    case 'gone':
      return 'the publisher says that the feed is gone for good (410); it is no longer fetched';
    case 'retry-later':
      return `the publisher asks for patience (${outcome.status})`;
    case 'failed':
      return isOwnOutage
        ? `${outcome.message}; no other host answers either: our own connection, it seems`
        : outcome.message;
  }
}
