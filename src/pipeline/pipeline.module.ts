import { Inject, Injectable, Module } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { AlertsModule } from '../alerts/alerts.module.js';
import { SETTINGS, type Settings } from '../config/settings.js';
import { DeliveryModule } from '../delivery/delivery.module.js';
import { ArticleModule } from '../feeds/article/article.module.js';
import { FeedsModule } from '../feeds/feeds.module.js';
import { QueueService } from '../queues/queue.service.js';
import { PROCESSORS, type Processors, type QueueName } from '../queues/queues.js';
import { StoriesModule } from '../stories/stories.module.js';
import { SubscriptionsModule } from '../subscriptions/subscriptions.module.js';
import { RematchPlannerService } from '../topics/rematch-planner.service.js';
import { TopicsModule } from '../topics/topics.module.js';
import { ComposeDigestProcessor } from './compose-digest.processor.js';
import { DecideAlertsProcessor } from './decide-alerts.processor.js';
import { FetchFeedProcessor } from './fetch-feed.processor.js';
import { MatchStoryProcessor } from './match-story.processor.js';
import { ReadArticleProcessor } from './read-article.processor.js';
import { RematchArchiveStore } from './rematch-archive.store.js';
import { RematchProcessor } from './rematch.processor.js';
import { SendDeliveryProcessor } from './send-delivery.processor.js';
import { TickService } from './tick.service.js';

const ARTICLE_CONCURRENCY = 4;
/** Enough for those of a moment to share their statements. */
const MATCH_CONCURRENCY = 16;
/** Twice the connections to the mail server: of more, the time would run out while they wait for one. */
const EMAIL_CONCURRENCY = 20;
const DECIDE_CONCURRENCY = 16;
const DIGEST_CONCURRENCY = 4;
/** The archive waits; live stories do not. */
const REMATCH_CONCURRENCY = 1;

/** Sets the flow going, once the application serves: the sample wire is fetched from it. */
@Injectable()
export class PipelineStart {
  constructor(
    private readonly queues: QueueService,
    private readonly ticks: TickService,
    private readonly rematches: RematchPlannerService,
    @Inject(PROCESSORS) private readonly processors: Processors,
  ) {}

  /** Workers first, then the clock: a tick never asks for work that nobody does. */
  async start(): Promise<void> {
    // Before the first story is matched: the topics that a new desk starts with have no archive to meet.
    await this.rematches.plan();
    await this.queues.startWorkers(this.processors);
    this.ticks.start();
  }

  /** No new work, and the work under way to its end. */
  async stop(): Promise<void> {
    this.ticks.stop();
    await this.queues.drain();
  }
}

/**
 * The flow, one processor a step: fetch → match → decide → send, at once or gathered in a digest. A story fetched is alerted on, or its decision says why not,
 * whatever crashed in between. Beside it, topics that changed meet the archive again, without a word to anybody.
 */
@Module({
  imports: [
    ScheduleModule.forRoot(),
    FeedsModule,
    ArticleModule,
    StoriesModule,
    TopicsModule,
    SubscriptionsModule,
    AlertsModule,
    DeliveryModule,
  ],
  providers: [
    FetchFeedProcessor,
    ReadArticleProcessor,
    MatchStoryProcessor,
    DecideAlertsProcessor,
    ComposeDigestProcessor,
    SendDeliveryProcessor,
    RematchArchiveStore,
    RematchProcessor,
    TickService,
    PipelineStart,
    {
      provide: PROCESSORS,
      inject: [
        FetchFeedProcessor,
        ReadArticleProcessor,
        MatchStoryProcessor,
        DecideAlertsProcessor,
        ComposeDigestProcessor,
        SendDeliveryProcessor,
        RematchProcessor,
        SETTINGS,
      ],
      useFactory: (
        fetchFeed: FetchFeedProcessor,
        readArticle: ReadArticleProcessor,
        matchStory: MatchStoryProcessor,
        decideAlerts: DecideAlertsProcessor,
        composeDigest: ComposeDigestProcessor,
        sendDelivery: SendDeliveryProcessor,
        rematch: RematchProcessor,
        settings: Settings,
      ): Processors => {
        const send = (queue: QueueName, most = settings.SEND_CONCURRENCY) => ({
          process: (id: string) => sendDelivery.process(id, queue),
          concurrency: Math.min(most, settings.SEND_CONCURRENCY),
        });
        return {
          'fetch-feed': {
            process: (id, signal) => fetchFeed.process(id, signal),
            concurrency: settings.FETCH_CONCURRENCY,
          },
          'read-article': {
            process: (id, signal) => readArticle.process(id, signal),
            concurrency: ARTICLE_CONCURRENCY,
          },
          'match-story': { process: (id) => matchStory.process(id), concurrency: MATCH_CONCURRENCY },
          'decide-alerts': { process: (id) => decideAlerts.process(id), concurrency: DECIDE_CONCURRENCY },
          'compose-digest': { process: (id) => composeDigest.process(id), concurrency: DIGEST_CONCURRENCY },
          'send-email': send('send-email', EMAIL_CONCURRENCY),
          'send-slack': send('send-slack'),
          'send-webhook': send('send-webhook'),
          'send-to-failing': send('send-to-failing'),
          rematch: { process: (id, signal) => rematch.process(id, signal), concurrency: REMATCH_CONCURRENCY },
        };
      },
    },
  ],
  exports: [TickService, PipelineStart],
})
export class PipelineModule {}
