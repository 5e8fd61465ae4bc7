import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** The secret part of a feed's callback address: the same for ever, and not to be guessed without the key. */
export interface CallbackTokens {
  tokenFor(feedId: string): string;
  /** In constant time. */
  matches(feedId: string, token: string): boolean;
}

/** HMAC-SHA256 under a key of its own purpose, base64url. */
export function createCallbackTokens(secretKey: string): CallbackTokens {
  const key = Buffer.from(hkdfSync('sha256', secretKey, '', 'wirewatch websub callbacks', 32));
  const digest = (feedId: string) => createHmac('sha256', key).update(feedId).digest();
  return {
    tokenFor: (feedId) => digest(feedId).toString('base64url'),
    matches(feedId, token) {
      const given = Buffer.from(token, 'base64url');
      const expected = digest(feedId);
      return given.length === expected.length && timingSafeEqual(given, expected);
    },
  };
}
