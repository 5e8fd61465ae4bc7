import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits: too many to guess, so a plain hash keeps them safely. */
export function newSecretToken(prefix: string): string {
  return prefix + randomBytes(32).toString('base64url');
}

export function hashSecretToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
