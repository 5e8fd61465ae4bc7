import { Inject, Injectable } from '@nestjs/common';
import { decideAlert } from '../alerts/decide-alert.js';
import { DecisionStore, type NewDelivery } from '../alerts/decision.store.js';
import { CLOCK, type Clock } from '../config/clock.js';
import { SETTINGS, type Settings } from '../config/settings.js';
import { PrismaStore } from '../database/prisma.store.js';
import type { Transaction } from '../database/transaction.js';
import { sendRequests } from '../delivery/send-queue.js';
import { QueueService } from '../queues/queue.service.js';
import { classifyRewording } from '../stories/classify-rewording.js';
import { countIndependentSources } from '../stories/count-independent-sources.js';

/** Decide → alert: every subscription that a story concerns gets a decision with its reason, and an alert or an update where it says so. */
@Injectable()
export class DecideAlertsProcessor {
  constructor(
    private readonly prisma: PrismaStore,
    private readonly decisions: DecisionStore,
    private readonly queues: QueueService,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async process(storyId: string): Promise<void> {
    const outcome = await this.prisma.$transaction((transaction) => this.decide(transaction, storyId));
    if (outcome === 'homeless') {
      await this.queues.enqueue('match-story', [{ id: storyId, version: 'homeless' }]);
      return;
    }
    await Promise.all(
      sendRequests(outcome, this.clock.now()).map(([queue, requests]) => this.queues.enqueue(queue, requests)),
    );
  }

  private async decide(transaction: Transaction, storyId: string): Promise<NewDelivery[] | 'homeless'> {
    const story = await this.decisions.lock(transaction, storyId);
    if (!story) return [];
    const { eventId } = story;
    if (eventId === null) {
      // Its event went with a feed that was deleted meanwhile: matched again, it finds another or its own.
      await this.decisions.requestMatching(transaction, story);
      return 'homeless';
    }
    const now = this.clock.now();
    const told = { ...story, eventId };
    const facts = await this.decisions.readFacts(transaction, told, now);
    const { before, wording } = facts.story;
    const context = {
      story: {
        ...facts.story,
        rewording: before && wording && classifyRewording(before, wording),
        independentSources: countIndependentSources(facts.sources),
      },
      silences: facts.silences,
      limits: {
        firstPollMaxAgeMs: this.settings.FIRST_POLL_MAX_AGE_MS,
        storyMaxAgeMs: this.settings.STORY_MAX_AGE_MS,
      },
      now,
    };
    const rows = facts.candidates.map((candidate) => ({
      subscriptionId: candidate.subscriptionId,
      alertId: candidate.alertId,
      decision: decideAlert(context, candidate),
    }));
    return this.decisions.writeDecisions(transaction, told, rows, now);
  }
}
