import { Injectable } from '@nestjs/common';
import { type PageQuery, pageArguments } from '../api/page.js';
import type { Prisma } from '../database/generated/client.js';
import { PrismaStore } from '../database/prisma.store.js';
import type { Transaction } from '../database/transaction.js';
import type { AlertDecision } from './decide-alert.js';

const whole = {
  story: {
    select: {
      id: true,
      title: true,
      url: true,
      feed: { select: { isSample: true } },
      matches: { include: { topic: { select: { id: true, slug: true, name: true } } } },
    },
  },
  subscription: { select: { id: true, name: true, topics: { select: { topicId: true } } } },
  deliveries: {
    select: { id: true, state: true, lastReason: true, target: { select: { id: true, kind: true, label: true } } },
    orderBy: { id: 'asc' },
  },
} as const satisfies Prisma.AlertInclude;

export type AlertRow = Prisma.AlertGetPayload<{ include: typeof whole }>;

export interface Candidate {
  subscriptionId: string;
  state: 'active' | 'paused' | 'stopped';
  minimumScore: number;
  languages: string[];
  mutedUntil: Date | null;
  activeTargetIds: string[];
  /** Best score among the subscription's topics that found the story. */
  score: number;
  /** The alert that told this subscription of the event, if there is one. */
  alertId: string | null;
  /** Whether this story itself led to an alert before, in an earlier wording. */
  alreadyTold: boolean;
}

@Injectable()
export class AlertStore {
  constructor(private readonly prisma: PrismaStore) {}

  list(page: PageQuery, filter: Prisma.AlertWhereInput) {
    const { where, ...rest } = pageArguments(page);
    return this.prisma.alert.findMany({ ...rest, where: { AND: [filter, where ?? {}] }, include: whole });
  }

  find(id: string) {
    return this.prisma.alert.findUnique({ where: { id }, include: whole });
  }

  findStoryForDeciding(storyId: string) {
    return this.prisma.story.findUnique({
      where: { id: storyId },
      select: {
        id: true,
        revision: true,
        eventId: true,
        fingerprint: true,
        fetchedAt: true,
        language: true,
        publishedAt: true,
        onFirstPoll: true,
        matchedAt: true,
        decidedAt: true,
      },
    });
  }

  /**
   * Every subscription with a topic that found the story, with all that its decision turns on. In one order for everybody:
   * two stories of an event, decided at once, would otherwise wait for one another's alerts.
   */
  async findCandidates(storyId: string, eventId: string): Promise<Candidate[]> {
    return this.prisma.$queryRaw<Candidate[]>`
      SELECT s.id AS "subscriptionId", s.state::text AS state, s.minimum_score AS "minimumScore",
             coalesce(s.languages, ARRAY[]::text[]) AS languages,
             s.muted_until AS "mutedUntil", max(m.score) AS score, a.id AS "alertId",
             coalesce(bool_or(d.verdict IN ('notify', 'update')), false) AS "alreadyTold",
             ARRAY(SELECT t.id FROM subscription_targets st JOIN targets t ON t.id = st.target_id
                   WHERE st.subscription_id = s.id AND t.state = 'active')::text[] AS "activeTargetIds"
      FROM matches m
      JOIN subscription_topics x ON x.topic_id = m.topic_id
      JOIN subscriptions s ON s.id = x.subscription_id
      LEFT JOIN alerts a ON a.subscription_id = s.id AND a.event_id = ${eventId}::uuid
      LEFT JOIN decisions d ON d.subscription_id = s.id AND d.story_id = m.story_id
      WHERE m.story_id = ${storyId}::uuid
      GROUP BY s.id, a.id
      ORDER BY s.id`;
  }

  /**
   * Tells a subscription of an event: one alert for the two, and one delivery for each active target, whoever else tries at
   * the same moment. Answers null when the event has been told already.
   */
  async createAlertWithDeliveries(
    transaction: Transaction,
    alert: { subscriptionId: string; eventId: string; storyId: string; targetIds: string[] },
    at: Date,
  ): Promise<string | null> {
    const { targetIds, ...fields } = alert;
    const [created] = await transaction.alert.createManyAndReturn({
      data: [{ ...fields, createdAt: at, updatedAt: at }],
      skipDuplicates: true,
      select: { id: true },
    });
    if (!created) return null;
    await transaction.delivery.createMany({
      data: targetIds.map((targetId) => ({
        kind: 'alert' as const,
        alertId: created.id,
        targetId,
        nextAttemptAt: at,
        createdAt: at,
      })),
      skipDuplicates: true,
    });
    return created.id;
  }

  /** One decision for a subscription and a story; one that told of it is never overwritten by a later hold. */
  async recordDecision(
    transaction: Transaction,
    key: { subscriptionId: string; storyId: string },
    decision: AlertDecision,
    alertId: string | null,
    at: Date,
  ): Promise<void> {
    await transaction.$executeRaw`
      INSERT INTO decisions (subscription_id, story_id, verdict, reason, alert_id, decided_at)
      VALUES (${key.subscriptionId}::uuid, ${key.storyId}::uuid, ${decision.verdict}::"Verdict", ${decision.reason}, ${alertId}::uuid, ${at})
      ON CONFLICT (subscription_id, story_id) DO UPDATE
      SET verdict = EXCLUDED.verdict, reason = EXCLUDED.reason, alert_id = EXCLUDED.alert_id, decided_at = EXCLUDED.decided_at
      WHERE decisions.verdict = 'hold'`;
  }

  /** Decisions on one story: "why did I not get this?" */
  decisionsOn(storyId: string) {
    return this.prisma.decision.findMany({
      where: { storyId },
      include: { subscription: { select: { id: true, name: true } } },
      orderBy: { decidedAt: 'asc' },
    });
  }

  pendingDeliveriesOf(alertIds: string[]) {
    return this.prisma.delivery.findMany({
      where: { alertId: { in: alertIds }, state: 'pending' },
      select: { id: true, attemptCount: true },
    });
  }
}
