import { Inject, Module, type OnModuleDestroy } from '@nestjs/common';
import { SETTINGS, type Settings } from '../config/settings.js';
import { createAddressGuard } from './fetch/address-guard.js';
import { FeedController } from './feed.controller.js';
import { FeedLeaseStore } from './feed-lease.store.js';
import { FeedMoveStore } from './feed-move.store.js';
import { FeedNoticeController } from './feed-notice.controller.js';
import { FeedNoticeStore } from './feed-notice.store.js';
import { FeedStore } from './feed.store.js';
import { FetchController } from './fetch.controller.js';
import { FetchRecordStore } from './fetch-record.store.js';
import { createFeedClient, FEED_CLIENT, type FeedClient } from './fetch/fetch-feed.js';
import { SampleWireController } from './sample-wire/sample-wire.controller.js';

/**
 * Takes addresses of feeds; gives what they hold, fetched politely and read forgivingly. A feed in trouble is named in words,
 * tried again later and later, and never disturbs the others.
 */
@Module({
  controllers: [FeedController, FetchController, FeedNoticeController, SampleWireController],
  providers: [
    FeedStore,
    FeedLeaseStore,
    FetchRecordStore,
    FeedMoveStore,
    FeedNoticeStore,
    {
      provide: FEED_CLIENT,
      inject: [SETTINGS],
      useFactory: (settings: Settings): FeedClient =>
        createFeedClient({
          userAgent: `Wirewatch/${settings.version} (+${settings.CONTACT_URL ?? settings.PUBLIC_URL})`,
          timeoutMs: settings.FETCH_TIMEOUT_MS,
          maxBytes: settings.FETCH_MAX_BYTES,
          maxRedirects: settings.FETCH_MAX_REDIRECTS,
          addressGuard: createAddressGuard({
            allowNetworks: settings.ALLOW_PRIVATE_NETWORKS,
            // The sample wire is served by this very application.
            allowOrigins: [new URL(settings.INTERNAL_URL).origin],
          }),
        }),
    },
  ],
  exports: [FeedStore, FeedLeaseStore, FetchRecordStore, FeedMoveStore, FeedNoticeStore, FEED_CLIENT],
})
export class FeedsModule implements OnModuleDestroy {
  constructor(@Inject(FEED_CLIENT) private readonly client: FeedClient) {}

  async onModuleDestroy(): Promise<void> {
    await this.client.close();
  }
}
