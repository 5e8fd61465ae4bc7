import { renderEmail } from './email/render-email.js';
import type { Message } from './message.js';
import { renderSlack, type SlackPost } from './slack/render-slack.js';
import type { TargetKind } from './channel.js';
import { renderWebhook } from './webhook/render-webhook.js';

/** As it leaves the house by one channel; the others are null. */
export interface ShownMessage {
  email: { subject: string; text: string; html: string; headers: Record<string, string> } | null;
  slack: Pick<SlackPost, 'text' | 'blocks'> | null;
  webhook: { headers: Record<string, string>; body: ReturnType<typeof renderWebhook> } | null;
}

/** What stands in the place of a link's token: whoever holds one can act in its reader's name. */
const MASK = 'masked';
const LINKS = ['unsubscribeUrl', 'preferencesUrl', 'confirmUrl'] as const;

/**
 * Pure. The message by the channel's own rendering, without what is secret in it: tokens of links, and how it is signed. Null where
 * the channel sends nothing of this kind.
 */
export function showMessage(message: Message, kind: TargetKind, publicUrl: string): ShownMessage | null {
  const shown = maskLinks(message);
  const none = { email: null, slack: null, webhook: null };
  if (kind === 'slack') {
    const { text, blocks } = renderSlack(shown);
    return { ...none, slack: { text, blocks } };
  }
  if (shown.kind === 'edit') return null;
  if (kind === 'webhook') {
    const headers = { 'content-type': 'application/json', 'webhook-id': shown.deliveryId };
    return { ...none, webhook: { headers, body: renderWebhook(shown) } };
  }
  const { messageId, headers, ...email } = renderEmail(shown, publicUrl);
  return { ...none, email: { ...email, headers: { 'Message-ID': messageId, ...headers } } };
}

function maskLinks(message: Message): Message {
  const masked: Record<string, string> = {};
  for (const link of LINKS) {
    const url = (message as Partial<Record<(typeof LINKS)[number], string>>)[link];
    if (url === undefined) continue;
    const { origin, pathname } = new URL(url);
    masked[link] = `${origin}${pathname}?token=${MASK}`;
  }
  return { ...message, ...masked };
}
