import { Inject, Module, type OnModuleDestroy } from '@nestjs/common';
import { SETTINGS, type Settings } from '../config/settings.js';
import { DiscoveryController } from './discovery/discovery.controller.js';
import { KnownFeedStore } from './discovery/known-feed.store.js';
import { FeedController } from './feed.controller.js';
import { FeedLeaseStore } from './feed-lease.store.js';
import { FeedMoveStore } from './feed-move.store.js';
import { FeedNoticeController } from './feed-notice.controller.js';
import { FeedNoticeStore } from './feed-notice.store.js';
import { FeedStore } from './feed.store.js';
import { createAddressGuard } from './fetch/address-guard.js';
import { createFeedClient, FEED_CLIENT, type FeedClient } from './fetch/fetch-feed.js';
import { FetchController } from './fetch.controller.js';
import { FetchRecordStore } from './fetch-record.store.js';
import { OpmlImportStore } from './opml/opml-import.store.js';
import { OpmlController } from './opml/opml.controller.js';
import { SampleWireController } from './sample-wire/sample-wire.controller.js';
import { createWebSubClient, WEBSUB_CLIENT, type WebSubClient } from './websub/websub-client.js';
import { WebSubController } from './websub/websub.controller.js';
import { WebSubService } from './websub/websub.service.js';
import { WebSubStore } from './websub/websub.store.js';

/** Who asks, for how long, and where it may not. */
function outboundOptions(settings: Settings, allowOrigins: string[]) {
  return {
    userAgent: `Wirewatch/${settings.version} (+${settings.CONTACT_URL ?? settings.PUBLIC_URL})`,
    timeoutMs: settings.FETCH_TIMEOUT_MS,
    addressGuard: createAddressGuard({ allowNetworks: settings.ALLOW_PRIVATE_NETWORKS, allowOrigins }),
  };
}

/**
 * Takes addresses of feeds; gives what they hold, fetched politely and read forgivingly. A feed in trouble is named in words,
 * tried again later and later, and never disturbs the others.
 */
@Module({
  controllers: [
    // Their routes would be taken for ids of feeds.
    OpmlController,
    DiscoveryController,
    FeedController,
    FetchController,
    FeedNoticeController,
    WebSubController,
    SampleWireController,
  ],
  providers: [
    FeedStore,
    FeedLeaseStore,
    FetchRecordStore,
    FeedMoveStore,
    FeedNoticeStore,
    KnownFeedStore,
    OpmlImportStore,
    WebSubStore,
    WebSubService,
    {
      provide: FEED_CLIENT,
      inject: [SETTINGS],
      useFactory: (settings: Settings): FeedClient =>
        createFeedClient({
          // The sample wire is served by this very application.
          ...outboundOptions(settings, [new URL(settings.INTERNAL_URL).origin]),
          maxBytes: settings.FETCH_MAX_BYTES,
          maxRedirects: settings.FETCH_MAX_REDIRECTS,
        }),
    },
    {
      provide: WEBSUB_CLIENT,
      inject: [SETTINGS],
      useFactory: (settings: Settings): WebSubClient => createWebSubClient(outboundOptions(settings, [])),
    },
  ],
  exports: [FeedStore, FeedLeaseStore, FetchRecordStore, FeedMoveStore, FeedNoticeStore, WebSubService, FEED_CLIENT],
})
export class FeedsModule implements OnModuleDestroy {
  constructor(
    @Inject(FEED_CLIENT) private readonly client: FeedClient,
    @Inject(WEBSUB_CLIENT) private readonly hubs: WebSubClient,
  ) {}

  async onModuleDestroy(): Promise<void> {
    await Promise.all([this.client.close(), this.hubs.close()]);
  }
}
