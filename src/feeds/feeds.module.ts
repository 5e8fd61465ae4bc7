import { Inject, Module, type OnModuleDestroy } from '@nestjs/common';
import { SETTINGS, type Settings } from '../config/settings.js';
import { createAddressGuard } from './fetch/address-guard.js';
import { FeedController } from './feed.controller.js';
import { FeedStore } from './feed.store.js';
import { createFeedClient, FEED_CLIENT, type FeedClient } from './fetch/fetch-feed.js';
import { SampleWireController } from './sample-wire/sample-wire.controller.js';

/**
 * Takes addresses of feeds; gives what they hold, fetched politely and read forgivingly. A feed in trouble is named in words,
 * tried again later and later, and never disturbs the others.
 */
@Module({
  controllers: [FeedController, SampleWireController],
  providers: [
    FeedStore,
    {
      provide: FEED_CLIENT,
      inject: [SETTINGS],
      useFactory: (settings: Settings): FeedClient =>
        createFeedClient({
          userAgent: `Wirewatch/${settings.version} (+${settings.CONTACT_URL ?? settings.PUBLIC_URL})`,
          timeoutMs: settings.FETCH_TIMEOUT_MS,
          maxBytes: settings.FETCH_MAX_BYTES,
          maxRedirects: 5,
          addressGuard: createAddressGuard({
            allowNetworks: settings.ALLOW_PRIVATE_NETWORKS,
            // The sample wire is served by this very application.
            allowOrigins: [new URL(settings.INTERNAL_URL).origin],
          }),
        }),
    },
  ],
  exports: [FeedStore, FEED_CLIENT],
})
export class FeedsModule implements OnModuleDestroy {
  constructor(@Inject(FEED_CLIENT) private readonly client: FeedClient) {}

  async onModuleDestroy(): Promise<void> {
    await this.client.close();
  }
}
