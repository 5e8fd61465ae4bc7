import { z } from 'zod';
import { secretUrlSchema } from '../secret-url.js';

/** An incoming webhook, of Slack or of a server that takes the same posts. */
export const slackAddressSchema = z.strictObject({ webhookUrl: secretUrlSchema });

export type SlackAddress = z.infer<typeof slackAddressSchema>;
