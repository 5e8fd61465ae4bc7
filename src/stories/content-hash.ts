import { createHash } from 'node:crypto';

/** Changes with any change of wording, and with nothing else. */
export function contentHash(title: string, text: string): string {
  return createHash('sha256').update(`${title}\0${text}`).digest('hex');
}
