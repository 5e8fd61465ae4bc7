import { Module } from '@nestjs/common';
import { FeedController } from './feed.controller.js';
import { FeedStore } from './feed.store.js';

/**
 * Takes addresses of feeds; gives what they hold, fetched politely and read forgivingly. A feed in trouble is named in words,
 * tried again later and later, and never disturbs the others.
 */
@Module({ controllers: [FeedController], providers: [FeedStore], exports: [FeedStore] })
export class FeedsModule {}
