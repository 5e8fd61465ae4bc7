import type { AccountMailMessage } from './account-mail.js';
import type { PasswordLink } from './password-link.js';

/** Plain text: nothing in it is markup, and the link is the only one. */
export function composeLinkMail(
  { email, name }: { email: string; name: string },
  { purpose, url, expiresAt }: PasswordLink,
): AccountMailMessage {
  const until = `${expiresAt.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  const once = `The link works once, until ${until}. Whoever has it can choose the password: do not pass it on.`;
  const greeting = `Hello ${name.replace(/\s+/g, ' ')},`;
  const [subject, why, otherwise] =
    purpose === 'invitation'
      ? [
          'Your invitation to Wirewatch',
          'you were invited to Wirewatch, the monitor of your newsroom. Choose a password to sign in:',
          'If you do not know what this is about, do nothing.',
        ]
      : [
          'Your new password for Wirewatch',
          'somebody, most likely you, asked for a new password for this address. Choose one here:',
          'If it was not you, do nothing: the password stays as it is.',
        ];
  return { to: email, subject, text: [greeting, why, url, once, otherwise].join('\n\n') + '\n' };
}
