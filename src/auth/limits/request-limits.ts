import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { clientAddress } from './client-address.js';

/** Injection token of {@link RequestLimits}. */
export const REQUEST_LIMITS = Symbol('request limits');

/** What is left in this window, for the RateLimit header fields. */
export interface Allowance {
  isExceeded: boolean;
  limit: number;
  remaining: number;
  resetSeconds: number;
}

export interface RequestLimits {
  /** Counts a request of somebody known by `caller`, or of the address; undefined where nothing is limited. */
  takeRequest(by: { caller: string } | { ip: string }): Promise<Allowance | undefined>;
  /** Counts a key or a session that was not found. */
  takeUnknown(ip: string): Promise<void>;
  /** Whether this address has sent so many of those that no further one is looked up. */
  hasSpentUnknown(ip: string): Promise<Allowance | undefined>;
  /** Counts a guess at a password, a link or an address of a person; give it back when it was none. */
  takeGuess(ip: string): Promise<Allowance | undefined>;
  giveBackGuess(ip: string): Promise<void>;
}

const WINDOW_S = 60;
/** A whole newsroom may sit behind one address, and mistype; a thousand passwords an hour are no way in. */
export const GUESSES_PER_MINUTE = 20;

/** In the memory of this process: with N processes behind one address, a caller has N times as much. Of 0 there is no limit at all. */
export function createRequestLimits(requestsPerMinute: number): RequestLimits {
  const limiter = (points: number) => new RateLimiterMemory({ points, duration: WINDOW_S });
  const requests = limiter(requestsPerMinute);
  const unknown = limiter(requestsPerMinute);
  const guesses = limiter(GUESSES_PER_MINUTE);
  const isOff = requestsPerMinute === 0;
  const take = async (from: RateLimiterMemory, key: string) =>
    isOff ? undefined : toAllowance(await consume(from, key), from.points);
  return {
    takeRequest: (by) => take(requests, 'caller' in by ? by.caller : clientAddress(by.ip)),
    takeUnknown: async (ip) => void (await take(unknown, clientAddress(ip))),
    async hasSpentUnknown(ip) {
      const spent = isOff ? null : await unknown.get(clientAddress(ip));
      return spent && spent.consumedPoints >= unknown.points
        ? { ...toAllowance(spent, unknown.points), isExceeded: true }
        : undefined;
    },
    takeGuess: (ip) => take(guesses, clientAddress(ip)),
    giveBackGuess: async (ip) => void (isOff || (await guesses.reward(clientAddress(ip), 1))),
  };
}

/** The library throws what is over the limit. */
async function consume(from: RateLimiterMemory, key: string): Promise<RateLimiterRes> {
  try {
    return await from.consume(key);
  } catch (over) {
    if (over instanceof RateLimiterRes) return over;
    throw over;
  }
}

function toAllowance({ consumedPoints, msBeforeNext }: RateLimiterRes, limit: number): Allowance {
  return {
    isExceeded: consumedPoints > limit,
    limit,
    remaining: Math.max(0, limit - consumedPoints),
    resetSeconds: Math.max(1, Math.ceil(msBeforeNext / 1_000)),
  };
}
