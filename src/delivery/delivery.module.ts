import { Global, Inject, Module, type OnModuleDestroy } from '@nestjs/common';
import type { Agent } from 'undici';
import { ACCOUNT_MAIL } from '../auth/people/account-mail.js';
import { CLOCK, type Clock } from '../config/clock.js';
import { SETTINGS, type Settings } from '../config/settings.js';
import { createAddressGuard, createGuardedAgent } from '../feeds/fetch/address-guard.js';
import { TARGET_CHANNELS } from '../subscriptions/target-channels.js';
import { CHANNELS, type Channels, createChannels } from './channels.js';
import { AttemptRecordStore } from './attempt-record.store.js';
import { ComposeService } from './compose.service.js';
import { BOUNCE_ADDRESSES, type BounceAddresses, openBounceAddresses } from './bounces/bounce-address.js';
import { BounceController } from './bounces/bounce.controller.js';
import { BounceStore } from './bounces/bounce.store.js';
import { DeliveryController } from './delivery.controller.js';
import { DeliveryStore } from './delivery.store.js';
import { AccountMailService } from './email/account-mail.service.js';
import { MessageController } from './message.controller.js';
import { MailboxController } from './mailbox.controller.js';
import { MailboxStore } from './mailbox.store.js';
import { SendLeaseStore } from './send-lease.store.js';
import { SendableStore } from './sendable.store.js';
import { TargetChannelsService } from './target-channels.service.js';
import { TargetTroubleStore } from './target-trouble.store.js';

const CONNECT_TIMEOUT_MS = 10_000;
const OUTBOUND_AGENT = Symbol('outbound agent');

/**
 * Takes deliveries; gives each target its message, once, and keeps every attempt in the ledger. Webhooks and Slack are reached
 * through the same guard as feeds: nobody can make Wirewatch call into the private network.
 */
@Global()
@Module({
  controllers: [DeliveryController, MessageController, MailboxController, BounceController],
  providers: [
    DeliveryStore,
    MailboxStore,
    SendLeaseStore,
    SendableStore,
    AttemptRecordStore,
    TargetTroubleStore,
    BounceStore,
    ComposeService,
    { provide: BOUNCE_ADDRESSES, inject: [SETTINGS], useFactory: openBounceAddresses },
    {
      provide: OUTBOUND_AGENT,
      inject: [SETTINGS],
      useFactory: (settings: Settings): Agent =>
        createGuardedAgent(createAddressGuard({ allowNetworks: settings.ALLOW_PRIVATE_NETWORKS, allowOrigins: [] }), {
          connectTimeoutMs: CONNECT_TIMEOUT_MS,
        }),
    },
    {
      provide: CHANNELS,
      inject: [SETTINGS, OUTBOUND_AGENT, MailboxStore, BOUNCE_ADDRESSES, CLOCK],
      useFactory: (
        settings: Settings,
        agent: Agent,
        mailbox: MailboxStore,
        bounces: BounceAddresses | null,
        clock: Clock,
      ): Channels =>
        createChannels({
          smtpUrl: settings.SMTP_URL,
          mailFrom: settings.MAIL_FROM,
          publicUrl: settings.PUBLIC_URL,
          slackApiUrl: settings.SLACK_API_URL,
          bounceAddressOf: bounces?.addressOf,
          timeoutMs: settings.SEND_TIMEOUT_MS,
          agent,
          storeInMailbox: (entry) => mailbox.keep(entry, clock.now()),
        }),
    },
    { provide: ACCOUNT_MAIL, useClass: AccountMailService },
    { provide: TARGET_CHANNELS, useClass: TargetChannelsService },
  ],
  exports: [
    SendLeaseStore,
    SendableStore,
    AttemptRecordStore,
    TargetTroubleStore,
    ComposeService,
    CHANNELS,
    TARGET_CHANNELS,
    ACCOUNT_MAIL,
  ],
})
export class DeliveryModule implements OnModuleDestroy {
  constructor(
    @Inject(CHANNELS) private readonly channels: Channels,
    @Inject(OUTBOUND_AGENT) private readonly agent: Agent,
  ) {}

  async onModuleDestroy(): Promise<void> {
    for (const channel of Object.values(this.channels)) await channel.close?.();
    await this.agent.destroy();
  }
}
