/** Whether an article may be fetched now. */
export type Turn =
  | { kind: 'now' }
  /** Ask again then; the turn is kept. */
  | { kind: 'later'; afterMs: number }
  /** It is being read, or waits for a turn that was promised before: nothing to do. */
  | { kind: 'taken' };

export interface ArticleTurns {
  /** `id` names the article, `host` the server that it is fetched from. */
  take(id: string, host: string, now: Date): Turn;
  /** The article is done with, unless it was put off meanwhile. */
  release(id: string): void;
  /** It is not to be tried again before. */
  putOff(id: string, until: Date): void;
  /** No article is fetched from the host before. */
  pauseHost(host: string, until: Date): void;
}

export interface ArticleTurnsOptions {
  /** Between the starts of two fetches from one host. 1 s by default. */
  spacingMs?: number;
  /** Hosts remembered. 10,000 by default. */
  maxHosts?: number;
  /** Articles remembered. 50,000 by default. */
  maxArticles?: number;
}

interface Host {
  lastStart: number;
  nextFree: number;
}

/**
 * Spaces the fetches of articles from one host, and keeps two jobs of one article apart, within this process. Whoever comes too
 * early gets a turn of their own: they neither block a worker while they wait nor crowd at the door afterwards. What is
 * forgotten costs one fetch more.
 */
export function createArticleTurns(options: ArticleTurnsOptions = {}): ArticleTurns {
  const { spacingMs = 1_000, maxHosts = 10_000, maxArticles = 50_000 } = options;
  const hosts = new Map<string, Host>();
  // When each may be read; infinite while it is.
  const articles = new Map<string, number>();

  const later = (id: string, at: number, now: number): Turn => {
    articles.set(id, at);
    return { kind: 'later', afterMs: at - now };
  };

  return {
    take(id, hostName, date) {
      const now = date.getTime();
      const promised = articles.get(id);
      if (promised !== undefined && promised > now) return { kind: 'taken' };
      const host = hosts.get(hostName) ?? { lastStart: -Infinity, nextFree: -Infinity };
      if (promised === undefined && host.nextFree > now) {
        const at = host.nextFree;
        host.nextFree += spacingMs;
        return later(id, at, now);
      }
      // Its turn has come, but queues are not punctual: another may have come a moment ago.
      if (host.lastStart + spacingMs > now) return later(id, host.lastStart + spacingMs, now);
      host.lastStart = now;
      host.nextFree = Math.max(host.nextFree, now + spacingMs);
      hosts.set(hostName, host);
      articles.set(id, Infinity);
      forget(hosts, maxHosts, ({ nextFree }) => nextFree <= now);
      forget(articles, maxArticles, (at) => at <= now);
      return { kind: 'now' };
    },
    release(id) {
      if (articles.get(id) === Infinity) articles.delete(id);
    },
    putOff(id, until) {
      articles.set(id, until.getTime());
    },
    pauseHost(hostName, until) {
      const at = until.getTime();
      const host = hosts.get(hostName);
      // As if the last fetch had begun so late: those with a promised turn wait as well.
      hosts.set(hostName, {
        lastStart: Math.max(host?.lastStart ?? -Infinity, at - spacingMs),
        nextFree: Math.max(host?.nextFree ?? -Infinity, at),
      });
    },
  };
}

/** What is past goes first, then the oldest. */
function forget<Value>(map: Map<string, Value>, limit: number, isPast: (value: Value) => boolean): void {
  if (map.size <= limit) return;
  for (const [key, value] of map) if (isPast(value)) map.delete(key);
  for (const key of map.keys()) {
    if (map.size <= limit) return;
    map.delete(key);
  }
}
