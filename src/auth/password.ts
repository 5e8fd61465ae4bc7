import { randomInt } from 'node:crypto';
import argon2 from 'argon2';

/** argon2id with the parameters that OWASP names first (19 MiB, 2 passes). */
const PARAMETERS = { type: argon2.argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export function hashPassword(password: string): Promise<string> {
  return argon2.hash(password, PARAMETERS);
}

let decoy: Promise<string> | undefined;

/** Without a stored hash it takes the same time and fails: the answer's time does not tell which addresses exist. */
export async function verifyPassword(storedHash: string | undefined, password: string): Promise<boolean> {
  decoy ??= hashPassword('no account has this password');
  const matches = await argon2.verify(storedHash ?? (await decoy), password);
  return matches && storedHash !== undefined;
}

/** Letters and digits that cannot be taken for one another. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Five groups of four: 99 bits, and can be read aloud. */
export function newPassword(): string {
  const group = () => Array.from({ length: 4 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return Array.from({ length: 5 }, group).join('-');
}
