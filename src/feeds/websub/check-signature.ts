import { createHmac, timingSafeEqual } from 'node:crypto';
import { type Readable } from 'node:stream';
import { takeRawBody } from '../../api/raw-body.js';

export type SignatureCheck = 'right' | 'wrong' | 'missing' | 'too-large' | 'broken-off';

// https://www.w3.org/TR/websub/#signature-validation names these four.
const signature = /^\s*(sha1|sha256|sha384|sha512)\s*=\s*([0-9a-f]{40,128})\s*$/i;

/**
 * Whether whoever sent the body knows the secret: HMAC over its bytes as they arrive, kept nowhere, compared in constant time.
 * @param header X-Hub-Signature, `method=hexadecimal`. @param maxBytes after which nothing more is read.
 */
export async function checkSignature(
  body: Readable | undefined,
  header: string | undefined,
  secret: string,
  maxBytes: number,
): Promise<SignatureCheck> {
  if (header === undefined) return 'missing';
  const [, method, given] = signature.exec(header) ?? [];
  if (!method || !given) return 'wrong';
  const hmac = createHmac(method.toLowerCase(), secret);
  const taken = await takeRawBody(body, maxBytes, (chunk) => void hmac.update(chunk));
  if (taken !== 'whole') return taken;
  const expected = hmac.digest();
  const received = Buffer.from(given, 'hex');
  return received.length === expected.length && timingSafeEqual(received, expected) ? 'right' : 'wrong';
}
