import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** Injection token of {@link SecretBox}. */
export const SECRET_BOX = Symbol('secret box');

/** Encrypts what must not be read from a stolen database: target addresses, hubs' secrets. */
export interface SecretBox {
  /** Begins every text sealed with the key of today, and no other. */
  readonly prefix: string;
  seal(plain: string): string;
  /** Throws when the text was sealed with a key that is neither of ours, or altered. */
  open(sealed: string): string;
  /** Whether it was sealed with the key before, or in an earlier format. */
  needsResealing(sealed: string): boolean;
  /** The same for the same text, and of no use without the key: for unique constraints over sealed columns. */
  digest(plain: string): string;
}

const VERSION = 'v2';
/** Texts from before keys had names: any key may be theirs. */
const NAMELESS_VERSION = 'v1';
const KEY_ID_BYTES = 6;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * `v2.<key id>.<nonce, tag and ciphertext>`, AES-256-GCM, base64url. One derived key for each purpose, so that none tells of another.
 * Where the key is replaced, `previousKey` still opens what it sealed until all is sealed anew.
 */
export function createSecretBox(secretKey: string, previousKey?: string): SecretBox {
  const current = deriveKeys(secretKey);
  const keys = previousKey === undefined ? [current] : [current, deriveKeys(previousKey)];
  const prefix = `${VERSION}.${current.id}.`;
  return {
    prefix,
    seal: (plain) => prefix + encrypt(current.encryption, plain),
    open(sealed) {
      const parts = sealed.split('.');
      const payload = parts.at(-1) ?? '';
      const named = parts[0] === VERSION && parts.length === 3;
      if (!named && !(parts[0] === NAMELESS_VERSION && parts.length === 2)) {
        throw new Error('A stored secret has an unknown format');
      }
      for (const { id, encryption } of keys) {
        const plain = named && id !== parts[1] ? undefined : decrypt(encryption, payload);
        if (plain !== undefined) return plain;
      }
      throw new Error('A stored secret cannot be decrypted: SECRET_KEY is not the one it was sealed with');
    },
    needsResealing: (sealed) => !sealed.startsWith(prefix),
    digest: (plain) => createHmac('sha256', current.digest).update(plain).digest('hex'),
  };
}

function deriveKeys(secretKey: string) {
  const derive = (purpose: string, bytes: number) =>
    Buffer.from(hkdfSync('sha256', secretKey, '', `wirewatch ${purpose}`, bytes));
  return {
    id: derive('key id', KEY_ID_BYTES).toString('base64url'),
    encryption: derive('target addresses', 32),
    digest: derive('address digests', 32),
  };
}

function encrypt(key: Buffer, plain: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
}

/** Undefined when it was encrypted with another key, or altered: GCM cannot tell the two apart. */
function decrypt(key: Buffer, payload: string): string | undefined {
  const bytes = Buffer.from(payload, 'base64url');
  if (bytes.length < NONCE_BYTES + TAG_BYTES) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  const plain = decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8');
  try {
    return plain + decipher.final('utf8');
  } catch {
    return undefined;
  }
}
