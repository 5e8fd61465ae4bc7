import type { Channel } from '../channel.js';
import { type HttpClient, postJson } from '../post-json.js';
import { editRefused } from '../refuse-edit.js';
import { maskUrl } from '../secret-url.js';
import { renderWebhook } from './render-webhook.js';
import { signWebhook } from './sign-webhook.js';
import { type WebhookAddress, webhookAddressSchema } from './webhook-address.js';

export function createWebhookChannel(client: HttpClient): Channel<WebhookAddress> {
  return {
    kind: 'webhook',
    addressSchema: webhookAddressSchema,
    pace: { atOnce: 20, spacingMs: 0 },
    canEdit: () => false,
    describe: ({ url }) => `Webhook at ${maskUrl(url)}`,
    async send(message, { url, secret }, signal) {
      if (message.kind === 'edit') return editRefused;
      const body = JSON.stringify(renderWebhook(message));
      const headers = signWebhook(message.deliveryId, client.now(), body, secret);
      return postJson({ url, headers, body }, client, signal);
    },
  };
}
