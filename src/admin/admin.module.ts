import { Module } from '@nestjs/common';
import { FeedsModule } from '../feeds/feeds.module.js';
import { SubscriptionsModule } from '../subscriptions/subscriptions.module.js';
import { TopicsModule } from '../topics/topics.module.js';
import { PresetStore } from './preset.store.js';
import { StarterService } from './starter.service.js';
import { StatisticsStore } from './statistics.store.js';
import { StatusController } from './status.controller.js';

/** Takes the whole house; gives its state in numbers, and a new desk its starter data. */
@Module({
  imports: [FeedsModule, TopicsModule, SubscriptionsModule],
  controllers: [StatusController],
  providers: [StatisticsStore, PresetStore, StarterService],
  exports: [StarterService],
})
export class AdminModule {}
