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

export type SlackBot = z.infer<typeof botInChannel>;
export type SlackAddress = SlackBot | z.infer<typeof incomingWebhook>;

/** Whichever of the two it is meant to be, with that one's errors. */
export const slackAddressSchema = z.unknown().transform((value, context): SlackAddress => {
  const isBot = typeof value === 'object' && value !== null && 'token' in value;
  const parsed = isBot ? botInChannel.safeParse(value) : incomingWebhook.safeParse(value);
  if (parsed.success) return parsed.data;
  for (const { path, message } of parsed.error.issues) context.addIssue({ code: 'custom', path, message });
  return z.NEVER;
});

/** Shown to people: without the secret, and telling two addresses apart. */
export function describeSlackAddress(address: SlackAddress): string {
  if ('webhookUrl' in address) return `Slack webhook at ${maskUrl(address.webhookUrl)}`;
  const fingerprint = createHash('sha256').update(address.token).digest('hex').slice(0, 6);
  return `Slack channel ${address.channel} by bot (#${fingerprint})`;
}
