import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** The secret part of a feed's callback address: the same as long as the key is, and not to be guessed without it. */
export interface CallbackTokens {
  tokenFor(feedId: string): string;
  /** In constant time. */
  matches(feedId: string, token: string): boolean;
}

/**
 * HMAC-SHA256 under a key of its own purpose, base64url. A hub calls the address that it was given until it is asked anew: one
 * of the key before is ours as well.
 */
export function createCallbackTokens(secretKey: string, previousKey?: string): CallbackTokens {
  const derive = (from: string) => Buffer.from(hkdfSync('sha256', from, '', 'wirewatch websub callbacks', 32));
  const key = derive(secretKey);
  const keys = previousKey === undefined ? [key] : [key, derive(previousKey)];
  const digest = (feedId: string, by: Buffer) => createHmac('sha256', by).update(feedId).digest();
  return {
    tokenFor: (feedId) => digest(feedId, key).toString('base64url'),
    matches(feedId, token) {
      const given = Buffer.from(token, 'base64url');
      return keys
        .map((by) => digest(feedId, by))
        .some((expected) => given.length === expected.length && timingSafeEqual(given, expected));
    },
  };
}
