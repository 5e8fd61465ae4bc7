import { type DynamicModule, Module } from '@nestjs/common';
import { AdminModule } from './admin/admin.module.js';
import { AlertsModule } from './alerts/alerts.module.js';
import { AuthModule } from './auth/auth.module.js';
import { ChangesModule } from './changes/changes.module.js';
import type { Settings } from './config/settings.js';
import { SettingsModule } from './config/settings.module.js';
import { DatabaseModule } from './database/database.module.js';
import { DeliveryModule } from './delivery/delivery.module.js';
import { FeedsModule } from './feeds/feeds.module.js';
import { PipelineModule } from './pipeline/pipeline.module.js';
import { QueuesModule } from './queues/queues.module.js';
import { SearchModule } from './search/search.module.js';
import { StoriesModule } from './stories/stories.module.js';
import { SubscriptionsModule } from './subscriptions/subscriptions.module.js';
import { TopicsModule } from './topics/topics.module.js';

/** The stages, in the order in which a story flows through them. */
@Module({})
export class AppModule {
  static with(settings: Settings): DynamicModule {
    return {
      module: AppModule,
      imports: [
        SettingsModule.with(settings),
        DatabaseModule,
        QueuesModule,
        AuthModule,
        ChangesModule,
        FeedsModule,
        StoriesModule,
        TopicsModule,
        SearchModule,
        SubscriptionsModule,
        AlertsModule,
        DeliveryModule,
        PipelineModule,
        AdminModule,
      ],
    };
  }
}
