import { createHash } from 'node:crypto';
import { z } from 'zod';
import { maskUrl, secretUrlSchema } from '../secret-url.js';

/** An incoming webhook, of Slack or of a server that takes the same posts. */
const incomingWebhook = z.strictObject({ webhookUrl: secretUrlSchema });

/** A bot that was invited to the channel: unlike a webhook it can answer in a thread and change what it has posted. */
const botInChannel = z.strictObject({
  token: z
    .string()
    .trim()
    .regex(/^xoxb-[A-Za-z0-9-]{10,250}$/, 'must be a bot token: xoxb-…'),
  /** An id, as Slack shows it in the details of the channel; or a name. */
  channel: z
    .string()
    .trim()
    .regex(
      /^(?:[CGDU][A-Z0-9]{5,20}|#?[\p{Ll}\p{Lo}\p{N}_-]{1,80})$/u,
      'must be the id of a channel, such as C0123456789, or its name',
    ),
});

export const slackAddressSchema = z.union([botInChannel, incomingWebhook], {
  error: 'must be {"webhookUrl"}, or {"token", "channel"} of a bot',
});

export type SlackAddress = z.infer<typeof slackAddressSchema>;
export type SlackBot = z.infer<typeof botInChannel>;

/** Shown to people: without the secret, and telling two addresses apart. */
export function describeSlackAddress(address: SlackAddress): string {
  if ('webhookUrl' in address) return `Slack webhook at ${maskUrl(address.webhookUrl)}`;
  const fingerprint = createHash('sha256').update(address.token).digest('hex').slice(0, 6);
  return `Slack channel ${address.channel} by bot (#${fingerprint})`;
}
