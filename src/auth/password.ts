import { randomBytes, randomInt } from 'node:crypto';
import { argon2id, argon2Verify } from 'hash-wasm';

/** The parameters that OWASP names first for argon2id: 19 MiB (here in KiB), 2 passes. */
const PARAMETERS = { memorySize: 19_456, iterations: 2, parallelism: 1, hashLength: 32 } as const;
const SALT_BYTES = 16;

export function hashPassword(password: string): Promise<string> {
  return argon2id({ ...PARAMETERS, password, salt: randomBytes(SALT_BYTES), outputType: 'encoded' });
}

let decoy: Promise<string> | undefined;

/** Without a stored hash it takes the same time and fails: the answer's time does not tell which addresses exist. */
export async function verifyPassword(storedHash: string | undefined, password: string): Promise<boolean> {
  decoy ??= hashPassword('no account has this password');
  const matches = await argon2Verify({ hash: storedHash ?? (await decoy), password });
  return matches && storedHash !== undefined;
}

/** Letters and digits that cannot be taken for one another. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Five groups of four: 99 bits, and can be read aloud. */
export function newPassword(): string {
  const group = () => Array.from({ length: 4 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return Array.from({ length: 5 }, group).join('-');
}
