import { Module } from '@nestjs/common';
import { SelfServiceController } from './self-service.controller.js';
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
  controllers: [SubscriberController, TargetController, SubscriptionController, SelfServiceController],
  providers: [SubscriberStore, TargetStore, SubscriptionStore],
  exports: [SubscriberStore, TargetStore, SubscriptionStore],
})
export class SubscriptionsModule {}
