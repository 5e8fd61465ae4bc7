import { Module } from '@nestjs/common';
import { AlertsModule } from '../alerts/alerts.module.js';
import { FeedsModule } from '../feeds/feeds.module.js';
import { SubscriptionsModule } from '../subscriptions/subscriptions.module.js';
import { TopicsModule } from '../topics/topics.module.js';
import { LivePruneService } from './live/live-prune.service.js';
import { LiveReaderService } from './live/live-reader.service.js';
import { LIVE_TIMES, liveTimes } from './live/live-times.js';
import { LiveUpdateStore } from './live/live-update.store.js';
import { LiveViewStore } from './live/live-view.store.js';
import { LiveController } from './live/live.controller.js';
import { PresetStore } from './preset.store.js';
import { StarterService } from './starter.service.js';
import { StatisticsController } from './statistics.controller.js';
import { StatisticsStore } from './statistics.store.js';
import { StatusController } from './status.controller.js';
import { UnusedConnectionService } from './unused-connection.service.js';

/** Takes the whole house; gives its state in numbers, what happens as it happens, and a new desk its starter data. */
@Module({
  imports: [FeedsModule, TopicsModule, SubscriptionsModule, AlertsModule],
  controllers: [StatusController, StatisticsController, LiveController],
  providers: [
    StatisticsStore,
    PresetStore,
    StarterService,
    LiveUpdateStore,
    LiveViewStore,
    LiveReaderService,
    LivePruneService,
    UnusedConnectionService,
    { provide: LIVE_TIMES, useFactory: liveTimes },
  ],
  exports: [StarterService],
})
export class AdminModule {}
