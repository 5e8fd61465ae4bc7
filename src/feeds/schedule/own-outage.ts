import { type FetchOutcome } from '../fetch/fetch-outcome.js';

/** So many fetches, at so many hosts, and not one answer: that is not the publishers. */
const FETCHES = 8;
const HOSTS = 4;
const MEMORY_MS = 2 * 60_000;

export interface OutageSense {
  note(host: string, outcome: FetchOutcome, now: Date): void;
  /** Whether it is our own connection that is down. */
  isOutage(now: Date): boolean;
}

/**
 * Tells our own outage from a publisher's: when nothing at all can be reached, no feed is to blame, and none should be left alone
 * for hours once the line is back. One process's view, of the last two minutes.
 */
export function createOutageSense(): OutageSense {
  let unreachable: { host: string; at: number }[] = [];
  return {
    note(host, outcome, now) {
      if (outcome.kind === 'failed' && outcome.reason === 'aborted') return;
      if (isUnreachable(outcome)) unreachable = [...unreachable.slice(-200), { host, at: now.getTime() }];
      else unreachable = [];
    },
    isOutage(now) {
      const recent = unreachable.filter(({ at }) => now.getTime() - at <= MEMORY_MS);
      return recent.length >= FETCHES && new Set(recent.map(({ host }) => host)).size >= HOSTS;
    },
  };
}

function isUnreachable(outcome: FetchOutcome): boolean {
  if (outcome.kind !== 'failed') return false;
  return ['dns', 'connect', 'network', 'timeout'].includes(outcome.reason);
}
