import { Module } from '@nestjs/common';
import { TopicsModule } from '../topics/topics.module.js';
import { AlertController } from './alert.controller.js';
import { AlertStore } from './alert.store.js';
import { DecisionController } from './decision.controller.js';
import { DecisionListStore } from './decision-list.store.js';
import { DecisionStore } from './decision.store.js';
import { DigestController } from './digest.controller.js';
import { DigestListStore } from './digest-list.store.js';
import { DigestStore } from './digest.store.js';
import { WhyController } from './why.controller.js';
import { WhyStore } from './why.store.js';

/**
 * Takes matched stories and subscriptions; gives one alert for each subscription and event, updates of it, digests of what was
 * held, and a stored decision with its reason whichever way it went.
 */
@Module({
  imports: [TopicsModule],
  controllers: [AlertController, DecisionController, DigestController, WhyController],
  providers: [AlertStore, DecisionListStore, DecisionStore, DigestListStore, DigestStore, WhyStore],
  exports: [AlertStore, DecisionStore, DigestStore],
})
export class AlertsModule {}
