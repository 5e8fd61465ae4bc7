import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** Injection token of {@link LinkSigner}. */
export const LINK_SIGNER = Symbol('link signer');

export type LinkPurpose = 'confirm-target' | 'unsubscribe';

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

/** Tokens that let a subscriber act without an account: `purpose.subject.expiry.signature`, HMAC-SHA256, base64url. */
export function createLinkSigner(secretKey: string): LinkSigner {
  const key = Buffer.from(hkdfSync('sha256', secretKey, '', 'wirewatch signed links', 32));
  const signature = (body: string) => createHmac('sha256', key).update(body).digest();
  return {
    sign({ purpose, subject }, expiresAt) {
      const body = `${purpose}.${subject}.${Math.floor(expiresAt.getTime() / 1000).toString(36)}`;
      return `${body}.${signature(body).toString('base64url')}`;
    },
    check(token, purpose, now) {
      const parts = token.split('.');
      const [claimed, subject, expiry, given] = parts;
      if (parts.length !== 4 || !subject || !expiry || !given || claimed !== purpose)
        return { ok: false, reason: 'malformed' };
      const expected = signature(`${claimed}.${subject}.${expiry}`);
      const received = Buffer.from(given, 'base64url');
      if (received.length !== expected.length || !timingSafeEqual(received, expected))
        return { ok: false, reason: 'bad-signature' };
      if (parseInt(expiry, 36) * 1000 < now.getTime()) return { ok: false, reason: 'expired' };
      return { ok: true, claim: { purpose, subject } };
    },
  };
}
