import { createHash } from 'node:crypto';
import { z } from 'zod';

const MAX_URL_LENGTH = 2_000;

/** An address to post to. Whoever knows all of it can post there too, so it is a secret as a whole. */
export const secretUrlSchema = z
  .string()
  .trim()
  .max(MAX_URL_LENGTH, 'longer than an address can be')
  .refine(isPlainHttpUrl, 'must be an http or https address without user name and password');

function isPlainHttpUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return (protocol === 'http:' || protocol === 'https:') && username === '' && password === '';
}

/** The host, and a short fingerprint that tells two addresses at one host apart without giving either away. */
export function maskUrl(url: string): string {
  const fingerprint = createHash('sha256').update(url).digest('hex').slice(0, 6);
  return `${new URL(url).host} (#${fingerprint})`;
}
