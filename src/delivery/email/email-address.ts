import { domainToASCII } from 'node:url';
import { z } from 'zod';

/** Domains in any script are kept in the form that mail servers take. */
export const emailAddressSchema = z.strictObject({
  address: z
    .string()
    .trim()
    .transform(normalizeDomain)
    .pipe(z.email('not an email address').max(254, 'longer than an email address can be')),
});

export type EmailAddress = z.infer<typeof emailAddressSchema>;

function normalizeDomain(address: string): string {
  const at = address.lastIndexOf('@');
  return at < 0 ? address : `${address.slice(0, at)}@${domainToASCII(address.slice(at + 1))}`;
}
