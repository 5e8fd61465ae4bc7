import { type FetchOutcome } from '../fetch/fetch-outcome.js';
import { type PollingHints } from '../read/parsed-feed.js';
import { skipTo } from './skip-to.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** Asking eight times between two items, a new one waits a sixteenth of their usual distance on average. */
const POLLS_PER_ITEM = 8;

export type NextFetchReason =
  | 'desk-interval'
  | 'publication-rate'
  | 'rate-unknown'
  | 'no-cache-hints'
  | 'max-age'
  | 'ttl'
  | 'update-period'
  | 'skip-hours'
  | 'pushed'
  | 'missed-items'
  | 'gone-quiet'
  | 'back-off'
  | 'retry-after'
  | 'own-outage'
  | 'gone';

export interface NextFetch {
  at: Date;
  /** What decided. */
  reason: NextFetchReason;
}

export interface NextFetchInput {
  outcome: FetchOutcome;
  /** Fetches that failed in a row, this one included. */
  consecutiveFailures: number;
  /** The desk's own choice: it outweighs what the document asks for and what was observed, but not what the server demands. */
  deskIntervalMs: number | null;
  /** While the feed's rhythm is unknown. */
  defaultIntervalMs: number;
  publicationGapMs: number | null;
  /** False once the server was seen to send the same document again though asked for changes only. */
  validatorsWork: boolean | null;
  hasValidators: boolean;
  hints: PollingHints | null;
  /** How long pushes stand in for polls. */
  pushFloorMs: number;
  /** Items have been missed, or the feed has gone quiet: better to ask too often. */
  concern: 'missed-items' | 'gone-quiet' | null;
  /** Nothing can be reached, whoever is asked. */
  isOwnOutage: boolean;
  now: Date;
  /** Uniform in [0, 1). */
  random: () => number;
}

interface Wait {
  ms: number;
  reason: NextFetchReason;
}

/**
 * When to fetch again, between a minute and a day from now, and why. Jitter of ±10 % keeps feeds that were added together from
 * being fetched together for ever; what somebody asked us to wait is not undercut by it.
 */
export function nextFetchAt(input: NextFetchInput): NextFetch {
  const { outcome, now, random } = input;
  const spread = random();
  const wait = waitFor(input);
  const jittered = { ...wait, ms: wait.ms * (0.9 + 0.2 * spread) };
  const { ms, reason } = longest(
    jittered,
    ...floors(input).map((floor) => ({ ...floor, ms: floor.ms * (1 + 0.05 * spread) })),
  );
  const at = new Date(now.getTime() + Math.round(Math.min(Math.max(ms, MINUTE_MS), DAY_MS)));
  const obeysDocument = answered(outcome) && input.deskIntervalMs === null && input.concern === null && input.hints;
  const skipped = obeysDocument ? skipTo(at, obeysDocument, spread) : at;
  return skipped > at ? { at: skipped, reason: 'skip-hours' } : { at, reason };
}

function waitFor(input: NextFetchInput): Wait {
  switch (input.outcome.kind) {
    case 'fresh':
    case 'not-modified':
      return usualWait(input);
    case 'gone':
      return { ms: DAY_MS, reason: 'gone' };
    case 'retry-later':
    case 'failed':
      if (input.isOwnOutage) return { ms: MINUTE_MS, reason: 'own-outage' };
      // From eleven doublings on even a minute is beyond the cap.
      return {
        ms: Math.min(
          (input.deskIntervalMs ?? input.defaultIntervalMs) * 2 ** Math.min(Math.max(input.consecutiveFailures, 1), 11),
          DAY_MS,
        ),
        reason: 'back-off',
      };
  }
}

function usualWait(input: NextFetchInput): Wait {
  const { deskIntervalMs, publicationGapMs, defaultIntervalMs, concern } = input;
  if (deskIntervalMs !== null) return { ms: deskIntervalMs, reason: 'desk-interval' };
  const observed: Wait =
    publicationGapMs === null
      ? { ms: defaultIntervalMs, reason: 'rate-unknown' }
      : { ms: Math.min(publicationGapMs / POLLS_PER_ITEM, HOUR_MS), reason: 'publication-rate' };
  if (concern === null) return observed;
  return { ms: Math.min(observed.ms / 2, defaultIntervalMs), reason: concern };
}

/** What is asked of us. A document's wishes give way to the desk's, and to the fear of missing items. */
function floors(input: NextFetchInput): Wait[] {
  const { outcome } = input;
  if (outcome.kind === 'retry-later') return [{ ms: outcome.afterMs ?? 0, reason: 'retry-after' }];
  if (!answered(outcome) || input.deskIntervalMs !== null) return [];
  const maxAge: Wait = { ms: outcome.maxAgeMs ?? 0, reason: 'max-age' };
  const pushed: Wait = { ms: input.pushFloorMs, reason: 'pushed' };
  if (input.concern !== null) return [maxAge];
  const ttlMs = input.hints?.ttlMs ?? 0;
  const updateMs = input.hints?.updateMs ?? 0;
  const isCheap = (input.hasValidators && input.validatorsWork !== false) || maxAge.ms > 0 || ttlMs > 0 || updateMs > 0;
  return [
    maxAge,
    pushed,
    { ms: ttlMs, reason: 'ttl' },
    { ms: updateMs, reason: 'update-period' },
    // Each fetch costs the publisher the whole document.
    { ms: isCheap ? 0 : HOUR_MS, reason: 'no-cache-hints' },
  ];
}

function answered(outcome: FetchOutcome): outcome is Extract<FetchOutcome, { kind: 'fresh' | 'not-modified' }> {
  return outcome.kind === 'fresh' || outcome.kind === 'not-modified';
}

function longest(first: Wait, ...others: Wait[]): Wait {
  return others.reduce((longest, wait) => (wait.ms > longest.ms ? wait : longest), first);
}
