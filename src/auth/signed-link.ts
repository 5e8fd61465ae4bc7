import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** Injection token of {@link LinkSigner}. */
export const LINK_SIGNER = Symbol('link signer');

export type LinkPurpose =
  'confirm-target' | 'unsubscribe' | 'preferences' | 'invitation' | 'password-reset' | 'topic-feed';

export interface LinkClaim {
  purpose: LinkPurpose;
  /** Id of the thing that the link is about. */
  subject: string;
}

export type LinkCheck =
  { ok: true; claim: LinkClaim } | { ok: false; reason: 'malformed' | 'bad-signature' | 'expired' };

export interface LinkSigner {
  sign(claim: LinkClaim, expiresAt: Date): string;
  check(token: string, purpose: LinkPurpose, now: Date): LinkCheck;
}

/**
 * Tokens that let a subscriber act without an account: `purpose.subject.expiry.signature`, HMAC-SHA256, base64url. Links stay in
 * messages for long: those signed with the key before still hold.
 */
export function createLinkSigner(secretKey: string, previousKey?: string): LinkSigner {
  const derive = (from: string) => Buffer.from(hkdfSync('sha256', from, '', 'wirewatch signed links', 32));
  const key = derive(secretKey);
  const keys = previousKey === undefined ? [key] : [key, derive(previousKey)];
  const signature = (body: string, by: Buffer) => createHmac('sha256', by).update(body).digest();
  return {
    sign({ purpose, subject }, expiresAt) {
      const body = `${purpose}.${subject}.${Math.floor(expiresAt.getTime() / 1000).toString(36)}`;
      return `${body}.${signature(body, key).toString('base64url')}`;
    },
    check(token, purpose, now) {
      const parts = token.split('.');
      const [claimed, subject, expiry, given] = parts;
      if (parts.length !== 4 || !subject || !expiry || !given || claimed !== purpose)
        return { ok: false, reason: 'malformed' };
      const received = Buffer.from(given, 'base64url');
      const isOurs = keys
        .map((by) => signature(`${claimed}.${subject}.${expiry}`, by))
        .some((expected) => received.length === expected.length && timingSafeEqual(received, expected));
      if (!isOurs) return { ok: false, reason: 'bad-signature' };
      if (parseInt(expiry, 36) * 1000 < now.getTime()) return { ok: false, reason: 'expired' };
      return { ok: true, claim: { purpose, subject } };
    },
  };
}
