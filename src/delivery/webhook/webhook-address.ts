import { z } from 'zod';
import { secretUrlSchema } from '../secret-url.js';
import { isSigningSecret } from './sign-webhook.js';

export const webhookAddressSchema = z.strictObject({
  url: secretUrlSchema,
  secret: z
    .string()
    .trim()
    .refine(isSigningSecret, 'must be whsec_ and the base64 of 24 to 64 random bytes (Standard Webhooks)'),
});

export type WebhookAddress = z.infer<typeof webhookAddressSchema>;
