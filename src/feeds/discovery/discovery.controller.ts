import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { isoOrNull } from '../../api/page.js';
import { InArea } from '../../auth/auth.guard.js';
import { CLOCK, type Clock } from '../../config/clock.js';
import { FEED_CLIENT, type FeedClient } from '../fetch/fetch-feed.js';
import { discoverFeeds } from './discover-feeds.js';
import { KnownFeedStore } from './known-feed.store.js';

const discoverBody = z.strictObject({ url: z.url({ protocol: /^https?$/ }).max(2_000) }).meta({ id: 'DiscoverFeeds' });
const discoveryView = z
  .object({
    feeds: z.array(
      z.object({
        url: z.string(),
        title: z.string(),
        format: z.enum(['rss', 'rdf', 'atom', 'json', 'sitemap']),
        itemCount: z.number().int(),
        newestItemAt: z.iso.datetime().nullable(),
        finalUrl: z.string(),
        /** The feed that is at this address already. */
        alreadyThere: z.uuid().nullable(),
      }),
    ),
    tried: z.array(z.object({ url: z.string(), outcome: z.string() })),
  })
  .meta({ id: 'Discovery' });

/** It makes this server fetch what the caller names, so it is for those who may add feeds. */
@ApiTags('feeds')
@InArea('feeds')
@Controller('feeds')
export class DiscoveryController {
  constructor(
    private readonly known: KnownFeedStore,
    @Inject(FEED_CLIENT) private readonly client: FeedClient,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Post('discover')
  @HttpCode(200)
  @ApiOperation({ summary: 'Find the feeds of a site, given any page of it; nothing is stored' })
  @ApiOkResponse({ standardSchema: discoveryView })
  async discover(@Body({ schema: discoverBody }) { url }: z.infer<typeof discoverBody>) {
    const { feeds, tried } = await discoverFeeds(url, { client: this.client, now: () => this.clock.now() });
    const known = await this.known.findByAddresses(feeds.flatMap((feed) => [feed.url, feed.finalUrl]));
    return {
      feeds: feeds.map((feed) => ({
        ...feed,
        newestItemAt: isoOrNull(feed.newestItemAt),
        alreadyThere: known.get(feed.url) ?? known.get(feed.finalUrl) ?? null,
      })),
      tried,
    };
  }
}
