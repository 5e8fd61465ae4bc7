import { Module } from '@nestjs/common';
import { TopicsModule } from '../topics/topics.module.js';
import { AlertController } from './alert.controller.js';
import { AlertStore } from './alert.store.js';
import { DecisionStore } from './decision.store.js';
import { DigestStore } from './digest.store.js';
import { WhyController } from './why.controller.js';
import { WhyStore } from './why.store.js';

/**
 * Takes matched stories and subscriptions; gives one alert for each subscription and event, updates of it, digests of what was
 * held, and a stored decision with its reason whichever way it went.
 */
@Module({
  imports: [TopicsModule],
  controllers: [AlertController, WhyController],
  providers: [AlertStore, DecisionStore, DigestStore, WhyStore],
  exports: [AlertStore, DecisionStore, DigestStore],
})
export class AlertsModule {}
