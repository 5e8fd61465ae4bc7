import { Inject, Injectable } from '@nestjs/common';
import { AlertStore, type Candidate } from '../alerts/alert.store.js';
import { type AlertDecision, decideAlert } from '../alerts/decide-alert.js';
import { CLOCK, type Clock } from '../config/clock.js';
import { SETTINGS, type Settings } from '../config/settings.js';
import { PrismaStore } from '../database/prisma.store.js';
import type { Transaction } from '../database/transaction.js';
import { QueueService } from '../queues/queue.service.js';
import { StoryStore } from '../stories/story.store.js';

type DecidableStory = NonNullable<Awaited<ReturnType<AlertStore['findStoryForDeciding']>>> & { eventId: string };

/** Decide → alert: every subscription that wants a topic of the story gets a decision, and an alert where it says so. */
@Injectable()
export class DecideAlertsProcessor {
  constructor(
    private readonly prisma: PrismaStore,
    private readonly alerts: AlertStore,
    private readonly stories: StoryStore,
    private readonly queues: QueueService,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async process(storyId: string): Promise<void> {
    const story = await this.alerts.findStoryForDeciding(storyId);
    if (!story?.matchedAt || story.decidedAt) return;
    const now = this.clock.now();
    // It has one since it was matched, unless a feed was deleted, and the event with it, in the same moment.
    const eventId =
      story.eventId ?? (await this.prisma.$transaction((transaction) => this.stories.joinEvent(transaction, story)));
    const decidable = { ...story, eventId };
    const candidates = await this.alerts.findCandidates(story.id, eventId);
    const alertIds = await this.prisma.$transaction(async (transaction) => {
      const created: string[] = [];
      for (const candidate of candidates.filter(({ alreadyTold }) => !alreadyTold)) {
        const alertId = await this.decide(transaction, decidable, candidate, now);
        if (alertId) created.push(alertId);
      }
      await this.stories.markDecided(transaction, story, now);
      return created;
    });
    const deliveries = await this.alerts.pendingDeliveriesOf(alertIds);
    await this.queues.enqueue(
      'send-delivery',
      deliveries.map(({ id, attemptCount }) => ({ id, version: attemptCount })),
    );
  }

  private async decide(
    transaction: Transaction,
    story: DecidableStory,
    candidate: Candidate,
    now: Date,
  ): Promise<string | null> {
    const { subscriptionId, activeTargetIds, score, alertId } = candidate;
    const policy = { ...candidate, activeTargets: activeTargetIds.length };
    const limits = {
      firstPollMaxAgeMs: this.settings.FIRST_POLL_MAX_AGE_MS,
      storyMaxAgeMs: this.settings.STORY_MAX_AGE_MS,
    };
    let decision: AlertDecision = decideAlert(story, score, policy, alertId !== null, limits, now);
    let created: string | null = null;
    if (decision.verdict === 'notify') {
      created = await this.alerts.createAlertWithDeliveries(
        transaction,
        { subscriptionId, eventId: story.eventId, storyId: story.id, targetIds: activeTargetIds },
        now,
      );
      // Another story of the event was decided at the same moment, and told it first.
      if (!created) decision = { verdict: 'hold', reason: 'duplicate-of-event' };
    }
    await this.alerts.recordDecision(
      transaction,
      { subscriptionId, storyId: story.id },
      decision,
      created ?? alertId,
      now,
    );
    return created;
  }
}
