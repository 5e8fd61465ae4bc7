import type { Dispatcher } from 'undici';
import type { TargetKind } from '../subscriptions/target-channels.js';
import type { Channel } from './channel.js';
import { createEmailChannel } from './email/email-channel.js';
import { createKeptEmailChannel, createMailboxChannel } from './mailbox/mailbox-channel.js';
import type { StoreInMailbox } from './mailbox/mailbox-entry.js';
import type { HttpClient } from './post-json.js';
import { createSlackChannel } from './slack/slack-channel.js';
import { createWebhookChannel } from './webhook/webhook-channel.js';

/** Injection token of {@link Channels}. */
export const CHANNELS = Symbol('channels');

const SLACK_API_URL = 'https://slack.com/api';

export type Channels = Record<TargetKind, Channel>;

export interface ChannelDependencies {
  /** Without one, mails are kept in the mailbox instead of sent. */
  smtpUrl?: string;
  /** `Name <address>`. */
  mailFrom: string;
  /** The envelope sender of a mail; without it, `mailFrom`. See bounces/bounce-address.ts. */
  bounceAddressOf?: (deliveryId: string) => string;
  slackApiUrl?: string;
  publicUrl: string;
  /** Must refuse private addresses; see feeds/address-guard.ts. The channels do not close it. */
  agent: Dispatcher;
  storeInMailbox: StoreInMailbox;
  /** For each step of a send, connecting or waiting for an answer; the signal of a send limits it as a whole. */
  timeoutMs: number;
  now?: () => Date;
}

/** The one list of ways out. */
export function createChannels(dependencies: ChannelDependencies): Channels {
  const { smtpUrl, mailFrom: from, publicUrl, agent, storeInMailbox, timeoutMs, bounceAddressOf } = dependencies;
  const client: HttpClient = {
    agent,
    userAgent: `Wirewatch (+${publicUrl})`,
    timeoutMs,
    now: dependencies.now ?? (() => new Date()),
  };
  const mailbox = { from, publicUrl, storeInMailbox };
  return {
    email: smtpUrl
      ? createEmailChannel({ smtpUrl, from, publicUrl, timeoutMs, ...(bounceAddressOf && { bounceAddressOf }) })
      : createKeptEmailChannel(mailbox),
    slack: createSlackChannel({ ...client, apiUrl: (dependencies.slackApiUrl ?? SLACK_API_URL).replace(/\/+$/, '') }),
    webhook: createWebhookChannel(client),
    mailbox: createMailboxChannel(mailbox),
  };
}
