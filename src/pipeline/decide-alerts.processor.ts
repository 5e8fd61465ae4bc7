import { Inject, Injectable } from '@nestjs/common';
import { decideAlert, type DecidedStory } from '../alerts/decide-alert.js';
import { DecisionStore, type UndecidedStory } from '../alerts/decision.store.js';
import { CLOCK, type Clock } from '../config/clock.js';
import { SETTINGS, type Settings } from '../config/settings.js';
import { PrismaStore } from '../database/prisma.store.js';
import type { Transaction } from '../database/transaction.js';
import { sendRequests } from '../delivery/send-queue.js';
import { fromStoredSourceKind } from '../feeds/feed-view.js';
import { QueueService } from '../queues/queue.service.js';
import { classifyRewording } from '../stories/classify-rewording.js';
import { countIndependentSources } from '../stories/count-independent-sources.js';
import { SilenceStore } from '../subscriptions/silence.store.js';

/** Decide → alert: every subscription that a story concerns gets a decision with its reason, and an alert or an update where it says so. */
@Injectable()
export class DecideAlertsProcessor {
  constructor(
    private readonly prisma: PrismaStore,
    private readonly decisions: DecisionStore,
    private readonly silences: SilenceStore,
    private readonly queues: QueueService,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async process(storyId: string): Promise<void> {
    const story = await this.decisions.findUndecided(storyId);
    if (!story) return;
    const { eventId } = story;
    if (eventId === null) {
      // Its event went with a feed that was deleted meanwhile: matched again, it finds another or its own.
      await this.decisions.requestMatching(story);
      await this.queues.enqueue('match-story', [{ id: story.id, version: `${story.revision}-homeless` }]);
      return;
    }
    const deliveries = await this.prisma.$transaction((transaction) => this.decide(transaction, { ...story, eventId }));
    await Promise.all(
      sendRequests(deliveries, this.clock.now()).map(([queue, requests]) => this.queues.enqueue(queue, requests)),
    );
  }

  private async decide(transaction: Transaction, story: UndecidedStory & { eventId: string }) {
    await this.decisions.lockEvent(transaction, story.eventId);
    const now = this.clock.now();
    if (!(await this.decisions.markDecided(transaction, story, now))) return [];
    const candidates = await this.decisions.findCandidates(transaction, story, now);
    if (candidates.length === 0) return [];
    const context = {
      story: await this.describe(transaction, story),
      silences: await this.silences.active(now),
      limits: {
        firstPollMaxAgeMs: this.settings.FIRST_POLL_MAX_AGE_MS,
        storyMaxAgeMs: this.settings.STORY_MAX_AGE_MS,
      },
      now,
    };
    const rows = candidates.map((candidate) => ({
      subscriptionId: candidate.subscriptionId,
      alertId: candidate.alertId,
      decision: decideAlert(context, candidate),
    }));
    const isTold = rows.some(({ decision }) => decision.verdict !== 'hold' || 'digestDueAt' in decision);
    const snapshotId = isTold ? await this.decisions.takeSnapshot(transaction, story, now) : null;
    return this.decisions.writeDecisions(transaction, story, snapshotId, rows, now);
  }

  private async describe(transaction: Transaction, story: UndecidedStory & { eventId: string }): Promise<DecidedStory> {
    const [before] = story.revisions;
    const sources = await this.decisions.eventSources(transaction, story.eventId);
    return {
      feedId: story.feedId,
      sourceKind: fromStoredSourceKind(story.feed.sourceKind),
      language: story.language,
      publishedAt: story.publishedAt,
      onFirstPoll: story.onFirstPoll,
      eventRole: story.eventRole ?? 'first',
      rewording: before ? classifyRewording(before, story) : null,
      independentSources: countIndependentSources(
        sources.map(({ url, feed }) => ({ url, feedUrl: feed.url, siteUrl: feed.siteUrl, feedTitle: feed.title })),
      ),
    };
  }
}
