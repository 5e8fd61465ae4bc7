import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { Settings } from '../../config/settings.js';

/** Injection token of {@link BounceAddresses}, or null where no BOUNCE_ADDRESS is set. */
export const BOUNCE_ADDRESSES = Symbol('bounce addresses');

/** Variable envelope return paths: the address that a mail comes back to names its delivery, and proves that we sent it. */
export interface BounceAddresses {
  /** `bounces+<delivery id>.<token>@domain` */
  addressOf(deliveryId: string): string;
  /** The delivery of the first such address with the right token anywhere in a text. */
  find(text: string): string | undefined;
}

/** RFC 5321 §4.5.3.1.1 */
const MAX_LOCAL_LENGTH = 64;
/** 50 bits: it is guessed by posting only. Lower case, since mail servers may fold the case of an address. */
const TOKEN_LENGTH = 10;
const UUID_LENGTH = 36;

/** Those of this house; null where mail comes back to its sender. */
export function openBounceAddresses({
  BOUNCE_ADDRESS,
  SECRET_KEY_PREVIOUS,
  secretKey,
}: Pick<Settings, 'BOUNCE_ADDRESS' | 'SECRET_KEY_PREVIOUS' | 'secretKey'>): BounceAddresses | null {
  if (BOUNCE_ADDRESS === undefined) return null;
  return createBounceAddresses(BOUNCE_ADDRESS, [secretKey, ...(SECRET_KEY_PREVIOUS ? [SECRET_KEY_PREVIOUS] : [])]);
}

/**
 * @param bounceAddress where mail that cannot be delivered is to come back, with sub-addressing by `+`.
 * @param secretKeys the one to sign with first; those before it are still taken.
 * Throws where the address is too long for a delivery to be named in it.
 */
export function createBounceAddresses(
  bounceAddress: string,
  secretKeys: readonly [string, ...string[]],
): BounceAddresses {
  const at = bounceAddress.lastIndexOf('@');
  const [local, domain] = [bounceAddress.slice(0, at).toLowerCase(), bounceAddress.slice(at + 1).toLowerCase()];
  const room = MAX_LOCAL_LENGTH - UUID_LENGTH - TOKEN_LENGTH - '+.'.length;
  if (local.length > room) {
    throw new Error(
      `BOUNCE_ADDRESS: no more than ${room} characters before the @, since a delivery is named beside them`,
    );
  }
  const [signingKey, ...olderKeys] = secretKeys.map(deriveKey) as [Buffer, ...Buffer[]];
  const pattern = new RegExp(
    `${escapePattern(local)}\\+([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\\.([a-z0-9]{${TOKEN_LENGTH}})@${escapePattern(domain)}(?![a-z0-9.-]*[a-z0-9])`,
    'gi',
  );
  return {
    addressOf: (deliveryId) => `${local}+${deliveryId}.${tokenOf(deliveryId, signingKey)}@${domain}`,
    find(text) {
      for (const [, deliveryId = '', token = ''] of text.matchAll(pattern)) {
        const id = deliveryId.toLowerCase();
        const given = Buffer.from(token.toLowerCase());
        if ([signingKey, ...olderKeys].some((key) => timingSafeEqual(given, Buffer.from(tokenOf(id, key))))) return id;
      }
      return undefined;
    },
  };
}

function deriveKey(secretKey: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secretKey, '', 'wirewatch bounce addresses', 32));
}

function tokenOf(deliveryId: string, key: Buffer): string {
  const digest = createHmac('sha256', key).update(deliveryId).digest();
  return digest.readBigUInt64BE().toString(36).padStart(TOKEN_LENGTH, '0').slice(-TOKEN_LENGTH);
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}
