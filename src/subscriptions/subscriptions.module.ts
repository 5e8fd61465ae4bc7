import { Module } from '@nestjs/common';
import { TopicsModule } from '../topics/topics.module.js';
import { SubscriberCsvController } from './csv/subscriber-csv.controller.js';
import { SubscriberImportStore } from './csv/subscriber-import.store.js';
import { PreferencesController } from './preferences.controller.js';
import { PreferencesStore } from './preferences.store.js';
import { SelfServiceController } from './self-service.controller.js';
import { SilenceController } from './silence.controller.js';
import { SilenceStore } from './silence.store.js';
import { SubscriberController } from './subscriber.controller.js';
import { SubscriberStore } from './subscriber.store.js';
import { SubscriptionController } from './subscription.controller.js';
import { SubscriptionStore } from './subscription.store.js';
import { TargetController } from './target.controller.js';
import { TargetStore } from './target.store.js';

/**
 * Takes who wants what, where; gives the policies that alerts are decided by. No target gets an alert before it was confirmed,
 * and whoever gets one can stop it without an account.
 */
@Module({
  imports: [TopicsModule],
  controllers: [
    // Its routes would be taken for ids of subscribers.
    SubscriberCsvController,
    SubscriberController,
    TargetController,
    SubscriptionController,
    SilenceController,
    SelfServiceController,
    PreferencesController,
  ],
  providers: [PreferencesStore, SubscriberImportStore, SubscriberStore, TargetStore, SubscriptionStore, SilenceStore],
  exports: [SubscriberStore, TargetStore, SubscriptionStore, SilenceStore],
})
export class SubscriptionsModule {}
