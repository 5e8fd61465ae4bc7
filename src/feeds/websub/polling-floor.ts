const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
/** A hub may be ahead of what the publisher's caches serve. */
const SETTLING_MS = 2 * 60_000;

/** A subscription as the fetch of its feed sees it; times as dates or as PostgreSQL's JSON writes them. */
export interface WebSubGlance {
  state: string;
  verifiedAt: Date | string | null;
  expiresAt: Date | string | null;
  lastPushAt: Date | string | null;
}

/**
 * How long pushes stand in for polls, in milliseconds: an hour while the hub keeps its word, else nothing. A hub that has agreed
 * to push and never did has not kept it yet, and one that was silent for a day may have broken it. Nothing, too, just after a
 * push: should the fetch that it caused have come too early, the next one is as soon as ever.
 */
export function pollingFloorMs(webSub: WebSubGlance | null, now: Date): number {
  if (webSub?.state !== 'active' || webSub.lastPushAt === null) return 0;
  if (webSub.expiresAt !== null && timeOf(webSub.expiresAt) <= now.getTime()) return 0;
  if (timeOf(webSub.lastPushAt) > now.getTime() - SETTLING_MS) return 0;
  const lastSignAt = Math.max(timeOf(webSub.lastPushAt), timeOf(webSub.verifiedAt));
  return lastSignAt > now.getTime() - DAY_MS ? HOUR_MS : 0;
}

function timeOf(at: Date | string | null): number {
  return at === null ? 0 : new Date(at).getTime();
}
