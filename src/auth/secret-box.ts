import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** Injection token of {@link SecretBox}. */
export const SECRET_BOX = Symbol('secret box');

/** Encrypts what must not be read from a stolen database: target addresses. */
export interface SecretBox {
  seal(plain: string): string;
  /** Throws when the text was sealed with another key, or altered. */
  open(sealed: string): string;
  /** The same for the same text, and of no use without the key: for unique constraints over sealed columns. */
  digest(plain: string): string;
}

const VERSION = 'v1';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** AES-256-GCM; one derived key for each purpose, so that none tells of another. */
export function createSecretBox(secretKey: string): SecretBox {
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', secretKey, '', `wirewatch ${purpose}`, 32));
  const encryptionKey = derive('target addresses');
  const digestKey = derive('address digests');
  return {
    seal(plain) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', encryptionKey, nonce);
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return `${VERSION}.${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')}`;
    },
    open(sealed) {
      const [version, payload] = sealed.split('.');
      if (version !== VERSION || !payload) throw new Error('A sealed address has an unknown format');
      const bytes = Buffer.from(payload, 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', encryptionKey, bytes.subarray(0, NONCE_BYTES));
      decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      try {
        return decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
      } catch (cause) {
        throw new Error('A stored address cannot be decrypted: SECRET_KEY is not the one it was sealed with', {
          cause,
        });
      }
    },
    digest: (plain) => createHmac('sha256', digestKey).update(plain).digest('hex'),
  };
}
