import nodemailer from 'nodemailer';
import MailComposer from 'nodemailer/lib/mail-composer';
import { abandoned } from '../abandoned.js';
import type { Channel } from '../channel.js';
import { editRefused } from '../refuse-edit.js';
import { type EmailAddress, emailAddressSchema } from './email-address.js';
import { renderEmail } from './render-email.js';
import { judgeSmtpFailure } from './smtp-failure.js';
import { textPart } from './text-part.js';

export interface EmailChannelOptions {
  /** `smtp://` or `smtps://`, with user and password if need be; its query may override nodemailer's pool options. */
  smtpUrl: string;
  from: string;
  publicUrl: string;
  timeoutMs: number;
  /** The envelope sender of a delivery, which names it where mail comes back; without one, `from` is the sender. */
  bounceAddressOf?: (deliveryId: string) => string;
}

const MAX_CONNECTIONS = 10;

export function createEmailChannel({
  smtpUrl,
  from,
  publicUrl,
  timeoutMs,
  bounceAddressOf,
}: EmailChannelOptions): Channel<EmailAddress> {
  const transport = nodemailer.createTransport({
    url: smtpUrl,
    pool: true,
    maxConnections: MAX_CONNECTIONS,
    // A kept connection that the server has closed meanwhile costs no attempt; anything worse is the retry schedule's.
    maxRequeues: 1,
    dnsTimeout: timeoutMs,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
  });
  return {
    kind: 'email',
    addressSchema: emailAddressSchema,
    // The mail server sees no more of one address than it sees of all.
    pace: { atOnce: MAX_CONNECTIONS, spacingMs: 0 },
    canEdit: () => false,
    describe: ({ address }) => address,
    async send(message, { address }, signal) {
      if (signal.aborted) return abandoned(signal);
      if (message.kind === 'edit') return editRefused;
      const { messageId, text, html, ...mail } = renderEmail(message, publicUrl);
      try {
        const composed = new MailComposer({
          ...mail,
          text: textPart('text/plain', text),
          html: textPart('text/html', html),
          messageId,
          from,
          to: { name: '', address },
          date: message.createdAt,
          // What we send is text; nothing in it may make nodemailer fetch a file or a URL.
          disableFileAccess: true,
          disableUrlAccess: true,
        }).compile();
        const envelope = bounceAddressOf
          ? { from: bounceAddressOf(message.deliveryId), to: [address] }
          : composed.getEnvelope();
        // Whole, not as the stream of small pieces that it would be otherwise: each piece costs a call of the system.
        await transport.sendMail({ raw: await composed.build(), envelope, signal });
        return { kind: 'sent', reference: messageId };
      } catch (error) {
        return signal.aborted ? abandoned(signal) : judgeSmtpFailure(error);
      }
    },
    async close() {
      transport.close();
    },
  };
}
