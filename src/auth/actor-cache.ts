import type { Actor } from './actor.js';

export interface ActorCache {
  /** What was found for this token a short time ago, or what `load` finds now; requests that come together ask once. */
  find(tokenHash: string, load: () => Promise<Actor | undefined>): Promise<Actor | undefined>;
  /** Whether `find` would answer without loading. */
  has(tokenHash: string): boolean;
  /** To be called after anything that a look-up depends on has changed, and is committed. */
  clear(): void;
}

export interface ActorCacheOptions {
  ttlMs: number;
  maxEntries: number;
  now: () => Date;
}

/**
 * What a process remembers of it may outlive a revocation in another process by the time to live; in its own, `clear` ends it at
 * once. Only who was found is kept: guessing fills no memory.
 */
export function createActorCache({ ttlMs, maxEntries, now }: ActorCacheOptions): ActorCache {
  const entries = new Map<string, { until: number; actor: Promise<Actor | undefined> }>();
  const find: ActorCache['find'] = (tokenHash, load) => {
    const known = entries.get(tokenHash);
    if (known && known.until > now().getTime()) return known.actor;
    entries.delete(tokenHash);
    // A Map keeps the order of insertion: the first is the oldest.
    if (entries.size >= maxEntries) entries.delete(entries.keys().next().value ?? '');
    const entry = { until: now().getTime() + ttlMs, actor: load() };
    entries.set(tokenHash, entry);
    const forget = () => {
      if (entries.get(tokenHash) === entry) entries.delete(tokenHash);
    };
    entry.actor.then((actor) => actor ?? forget(), forget);
    return entry.actor;
  };
  return {
    find,
    has: (tokenHash) => (entries.get(tokenHash)?.until ?? 0) > now().getTime(),
    clear: () => entries.clear(),
  };
}

/** The time within which a revocation holds in every process; see README.md. */
export const ACTOR_TTL_MS = 5_000;
export const MAX_CACHED_ACTORS = 10_000;
