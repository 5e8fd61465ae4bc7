import { domainToASCII } from 'node:url';
import { z } from 'zod';

// As browsers check it (HTML living standard), and with a dot in the domain: without one it is most likely half an address.
const pattern = new RegExp(`^(?=.*@.*\\.)${z.regexes.html5Email.source.replace(/^\^/, '')}`);
/** RFC 5321 §4.5.3.1.3, less the angle brackets. */
const MAX_ADDRESS_LENGTH = 254;

/** Domains in any script are kept in the form that mail servers take. */
export const emailAddressSchema = z.strictObject({
  address: z
    .string()
    .trim()
    .transform(normalizeDomain)
    .pipe(
      z
        .email({ pattern, error: 'not an email address' })
        .max(MAX_ADDRESS_LENGTH, 'longer than an email address can be'),
    ),
});

export type EmailAddress = z.infer<typeof emailAddressSchema>;

function normalizeDomain(address: string): string {
  const at = address.lastIndexOf('@');
  return at < 0 ? address : `${address.slice(0, at)}@${domainToASCII(address.slice(at + 1))}`;
}
