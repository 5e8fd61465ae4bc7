import { z } from 'zod';

const MIN_LENGTH = 12;
const MAX_LENGTH = 200;
const MIN_DIFFERENT = 5;

/** A new password. Length is what counts (NIST SP 800-63B §3.1.1); what is refused besides are lengths that say nothing. */
export const newPasswordSchema = z
  .string()
  .min(MIN_LENGTH, `at least ${MIN_LENGTH} characters`)
  .max(MAX_LENGTH, `at most ${MAX_LENGTH} characters`)
  .refine(
    (password) => new Set(password.toLowerCase()).size >= MIN_DIFFERENT,
    `at least ${MIN_DIFFERENT} different characters`,
  )
  .refine((password) => !isRun(password.toLowerCase()), 'more than a row of keys or numbers')
  .meta({ description: `${MIN_LENGTH} to ${MAX_LENGTH} characters` });

const ROWS = ['01234567890123456789', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiopasdfghjklzxcvbnm'];

function isRun(password: string): boolean {
  return ROWS.some((row) => row.includes(password) || [...row].reverse().join('').includes(password));
}

/** Whether a password is no more than what everybody knows of the person. */
export function isOwnAddress(password: string, email: string): boolean {
  return password.toLowerCase() === email.toLowerCase();
}
