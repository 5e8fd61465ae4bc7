import { z } from 'zod';
import { abandoned } from '../abandoned.js';
import type { Channel } from '../channel.js';
import { type EmailAddress, emailAddressSchema } from '../email/email-address.js';
import { renderEmail } from '../email/render-email.js';
import type { Message } from '../message.js';
import { editRefused } from '../refuse-edit.js';
import type { SendOutcome } from '../send-outcome.js';
import type { StoreInMailbox } from './mailbox-entry.js';

export interface MailboxOptions {
  from: string;
  publicUrl: string;
  storeInMailbox: StoreInMailbox;
}

export const mailboxAddressSchema = z.strictObject({});
export type MailboxAddress = z.infer<typeof mailboxAddressSchema>;

const pace = { atOnce: 8, spacingMs: 0 };

/** The desk's own mailbox: mails as they would look, shown by the API. */
export function createMailboxChannel(options: MailboxOptions): Channel<MailboxAddress> {
  return {
    kind: 'mailbox',
    addressSchema: mailboxAddressSchema,
    describe: () => 'Mailbox',
    pace,
    canEdit: () => false,
    send: (message, _address, signal) => keep(message, 'Mailbox', options, signal),
  };
}

/** Email where no mail server is given: the same mails, kept instead of sent. */
export function createKeptEmailChannel(options: MailboxOptions): Channel<EmailAddress> {
  return {
    kind: 'email',
    addressSchema: emailAddressSchema,
    describe: ({ address }) => address,
    pace,
    canEdit: () => false,
    send: (message, { address }, signal) => keep(message, address, options, signal),
  };
}

async function keep(
  message: Message,
  to: string,
  { from, publicUrl, storeInMailbox }: MailboxOptions,
  signal: AbortSignal,
): Promise<SendOutcome> {
  if (signal.aborted) return abandoned(signal);
  if (message.kind === 'edit') return editRefused;
  const { messageId, headers, ...mail } = renderEmail(message, publicUrl);
  const { deliveryId } = message;
  await storeInMailbox({ deliveryId, to, from, ...mail, headers: { 'Message-ID': messageId, ...headers } });
  return { kind: 'sent', reference: messageId };
}
