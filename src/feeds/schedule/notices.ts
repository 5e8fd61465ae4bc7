import { describeSpan } from './describe-span.js';
import { isQuiet, type Rhythm } from './publication-rhythm.js';

export type NoticeKind = 'gone' | 'moved' | 'duplicate' | 'missed-items' | 'quiet' | 'failing';

/** Below this a failure is weather. */
const FAILURES = 4;
/** A feed that has lost items once is asked more often for as long. */
const MISSED_FOR_MS = 24 * 60 * 60_000;
/** Where fewer items are in a document, none known among them means little. */
const ENOUGH_ITEMS = 3;

export interface Health {
  openNotices: readonly { kind: NoticeKind; raisedAt: Date }[];
  consecutiveFailures: number;
  /** In words, of the last fetch. */
  error: string | null;
  isGone: boolean;
  rhythm: Rhythm;
  /** Of a document that was read; null where nothing new came. */
  items: { count: number; known: number; isFirstPoll: boolean } | null;
  lastFetchedAt: Date | null;
  now: Date;
}

export interface NoticeChanges {
  raise: { kind: NoticeKind; message: string }[];
  clear: NoticeKind[];
}

/** What is to be said of a feed's health after a fetch, and what no longer holds. */
export function noticeChanges(health: Health): NoticeChanges {
  const changes: NoticeChanges = { raise: [], clear: [] };
  const open = new Map(health.openNotices.map(({ kind, raisedAt }) => [kind, raisedAt]));
  const set = (kind: NoticeKind, message: string | undefined, stays = false) => {
    if (message !== undefined && !open.has(kind)) changes.raise.push({ kind, message });
    if (message === undefined && open.has(kind) && !stays) changes.clear.push(kind);
  };
  const { consecutiveFailures, error, isGone, now } = health;
  set('gone', isGone ? 'The publisher says that this feed is gone for good; it is no longer fetched' : undefined);
  set(
    'failing',
    !isGone && consecutiveFailures >= FAILURES
      ? `Failed ${consecutiveFailures} times in a row: ${error ?? ''}`
      : undefined,
  );
  if (consecutiveFailures === 0) set('quiet', quietMessage(health));
  const missedAt = open.get('missed-items');
  const isRecent = missedAt !== undefined && now.getTime() - missedAt.getTime() < MISSED_FOR_MS;
  // Without a document there is nothing new to say.
  set('missed-items', missedMessage(health), isRecent || health.items === null);
  return changes;
}

function quietMessage({ rhythm, now }: Health): string | undefined {
  if (!isQuiet(rhythm, now) || rhythm.newestItemAt === null || rhythm.longestGapMs === null) return undefined;
  const silence = describeSpan(now.getTime() - rhythm.newestItemAt.getTime());
  return `Nothing new for ${silence}; before, it was never silent for longer than ${describeSpan(rhythm.longestGapMs)}`;
}

function missedMessage({ items, lastFetchedAt, now }: Health): string | undefined {
  if (!items || items.isFirstPoll || items.known > 0 || items.count < ENOUGH_ITEMS || !lastFetchedAt) return undefined;
  const since = describeSpan(now.getTime() - lastFetchedAt.getTime());
  return `All ${items.count} items were new, ${since} after the fetch before: others may have come and gone in between`;
}
