import { createHash } from 'node:crypto';
import type { LinkSigner } from '../signed-link.js';

/** The page where a password is chosen, outside the API. */
export const PASSWORD_PATH = 'choose-password';

const HOUR_MS = 60 * 60_000;
export const LIFETIME_MS = { invitation: 7 * 24 * HOUR_MS, 'password-reset': HOUR_MS } as const;
export type PasswordLinkPurpose = keyof typeof LIFETIME_MS;

/** What a link is bound to: once any of it has changed, by the link itself or otherwise, the link is void. */
export interface LinkedUser {
  id: string;
  email: string;
  passwordHash: string | null;
  identitySubject: string | null;
}

export interface PasswordLink {
  purpose: PasswordLinkPurpose;
  url: string;
  expiresAt: Date;
}

const FINGERPRINT_LENGTH = 32;

export function createPasswordLink(publicUrl: string, signer: LinkSigner, user: LinkedUser, now: Date): PasswordLink {
  const purpose = user.passwordHash === null ? 'invitation' : 'password-reset';
  const expiresAt = new Date(now.getTime() + LIFETIME_MS[purpose]);
  const token = signer.sign({ purpose, subject: `${user.id}~${fingerprint(user)}` }, expiresAt);
  return { purpose, url: `${publicUrl}/${PASSWORD_PATH}?token=${token}`, expiresAt };
}

export type PasswordLinkReading =
  | { ok: true; purpose: PasswordLinkPurpose; userId: string; fingerprint: string }
  | { ok: false; reason: 'not-ours' | 'expired' };

/** Without the state of the user: whether that is still the same, {@link isBoundTo} tells. */
export function readPasswordLink(signer: LinkSigner, token: string, now: Date): PasswordLinkReading {
  const purpose = token.startsWith('invitation.') ? 'invitation' : 'password-reset';
  const check = signer.check(token, purpose, now);
  if (!check.ok) return { ok: false, reason: check.reason === 'expired' ? 'expired' : 'not-ours' };
  const [userId = '', stated = ''] = check.claim.subject.split('~');
  return { ok: true, purpose, userId, fingerprint: stated };
}

export function isBoundTo(reading: { fingerprint: string }, user: LinkedUser): boolean {
  return reading.fingerprint === fingerprint(user);
}

/** A stored hash has a random salt: nothing of a password can be told from this. */
function fingerprint({ id, email, passwordHash, identitySubject }: LinkedUser): string {
  return createHash('sha256')
    .update(JSON.stringify([id, email, passwordHash, identitySubject]))
    .digest('hex')
    .slice(0, FINGERPRINT_LENGTH);
}
