import { Injectable } from '@nestjs/common';
import { Prisma } from '../database/generated/client.js';
import { PrismaStore } from '../database/prisma.store.js';
import type { Transaction } from '../database/transaction.js';
import { uuidV7 } from '../database/uuid-v7.js';
import type { TargetKind } from '../subscriptions/target-channels.js';
import { type AlertDecision } from './alert-decision.js';
import type { Candidate } from './decide-alert.js';

/** A story with a decision due, and what it tells of its event. */
export type UndecidedStory = NonNullable<Awaited<ReturnType<DecisionStore['findUndecided']>>>;

export interface DecisionRow {
  subscriptionId: string;
  alertId: string | null;
  decision: AlertDecision;
}

/** A delivery that was made just now, and what its queue depends on. */
export interface NewDelivery {
  id: string;
  attemptCount: number;
  nextAttemptAt: Date;
  kind: TargetKind;
  isFailing: boolean;
}

/** An alert's message is changed a while after a copy came: others are on their way. */
const EDIT_AFTER_MS = 20_000;
const HOUR_MS = 60 * 60_000;

/** Reads what decisions turn on, and writes what they come to: of one story for all its subscriptions at once. */
@Injectable()
export class DecisionStore {
  constructor(private readonly prisma: PrismaStore) {}

  /** The story, when it is matched and not decided in this wording; with the wording before it. */
  async findUndecided(storyId: string) {
    const story = await this.prisma.story.findUnique({
      where: { id: storyId },
      include: { feed: true, revisions: { orderBy: { number: 'desc' }, take: 1 } },
    });
    if (!story?.matchedAt || story.decidedAt) return undefined;
    return story;
  }

  /** Has the story matched anew, in the wording that it has. */
  async requestMatching(story: { id: string; revision: number }): Promise<void> {
    await this.prisma.story.updateMany({
      where: { id: story.id, revision: story.revision },
      data: { matchedAt: null },
    });
  }

  /** Stories of one event are decided one after the other: each must know what those before it have told. */
  async lockEvent(transaction: Transaction, eventId: string): Promise<void> {
    await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${eventId}, 1))`;
  }

  /** False when another job has decided this wording, or a newer one has come. Until the transaction ends nobody else can. */
  async markDecided(transaction: Transaction, story: { id: string; revision: number }, at: Date): Promise<boolean> {
    const { count } = await transaction.story.updateMany({
      where: { id: story.id, revision: story.revision, decidedAt: null, matchedAt: { not: null } },
      data: { decidedAt: at },
    });
    return count > 0;
  }

  /** Stories of the event, each with its house, for counting sources. */
  eventSources(transaction: Transaction, eventId: string) {
    return transaction.story.findMany({
      where: { eventId },
      select: { url: true, feed: { select: { url: true, siteUrl: true, title: true } } },
    });
  }

  /**
   * Every subscription with a topic that finds the story, or that was told of an earlier wording of it. Those with a cap are
   * held until the transaction ends: of two stories at once, only one can be the last of the hour.
   */
  async findCandidates(
    transaction: Transaction,
    story: { id: string; revision: number; eventId: string },
    now: Date,
  ): Promise<Candidate[]> {
    const concerned = Prisma.sql`
      SELECT x.subscription_id FROM matches m JOIN subscription_topics x ON x.topic_id = m.topic_id WHERE m.story_id = ${story.id}::uuid
      UNION
      SELECT subscription_id FROM decisions WHERE story_id = ${story.id}::uuid AND (verdict <> 'hold' OR digest_id IS NOT NULL)`;
    await transaction.$executeRaw`
      SELECT id FROM subscriptions WHERE max_per_hour IS NOT NULL AND id IN (${concerned}) ORDER BY id FOR NO KEY UPDATE`;
    const hourAgo = new Date(now.getTime() - HOUR_MS);
    const [row] = await transaction.$queryRaw<[{ candidates: StoredCandidate[] }]>`
      WITH concerned AS MATERIALIZED (${concerned}), found AS (
        SELECT x.subscription_id, max(m.score) AS score, array_agg(m.topic_id) AS topic_ids
        FROM matches m JOIN subscription_topics x ON x.topic_id = m.topic_id
        WHERE m.story_id = ${story.id}::uuid GROUP BY 1
      ), told AS (
        SELECT DISTINCT subscription_id FROM decisions
        WHERE story_id = ${story.id}::uuid AND (verdict <> 'hold' OR digest_id IS NOT NULL)
      ), waiting AS (
        SELECT d.subscription_id, min(d.digest_due_at) AS until FROM decisions d JOIN stories s ON s.id = d.story_id
        WHERE s.event_id = ${story.eventId}::uuid AND d.digest_due_at IS NOT NULL AND d.digest_id IS NULL GROUP BY 1
      ), ready AS (
        SELECT l.subscription_id, count(*)::int AS targets FROM subscription_targets l JOIN targets t ON t.id = l.target_id
        WHERE t.state = 'active' AND l.subscription_id IN (SELECT subscription_id FROM concerned) GROUP BY 1
      ), sent AS (
        SELECT s.id AS subscription_id,
               (SELECT count(*) FROM alerts a WHERE a.subscription_id = s.id AND a.digest_id IS NULL AND a.created_at > ${hourAgo})
               + (SELECT count(*) FROM decisions d WHERE d.subscription_id = s.id AND d.verdict = 'update' AND d.decided_at > ${hourAgo}) AS messages
        FROM subscriptions s WHERE s.max_per_hour IS NOT NULL AND s.id IN (SELECT subscription_id FROM concerned)
      )
      SELECT coalesce(jsonb_agg(jsonb_build_object(
        'subscriptionId', s.id, 'state', s.state, 'languages', s.languages, 'feedIds', s.feed_ids, 'sourceKinds', s.source_kinds,
        'minimumScore', s.minimum_score, 'minimumSources', s.minimum_sources, 'cadence', s.cadence, 'digestTime', s.digest_time,
        'digestWeekday', s.digest_weekday, 'quietFrom', s.quiet_from, 'quietUntil', s.quiet_until, 'timeZone', p.time_zone,
        'maxPerHour', s.max_per_hour, 'updatePolicy', s.update_policy, 'mutedUntil', s.muted_until,
        'activeTargets', coalesce(ready.targets, 0), 'topicIds', coalesce(found.topic_ids, '{}'), 'score', found.score,
        'alertId', a.id, 'waitingUntil', waiting.until, 'toldStory', told.subscription_id IS NOT NULL,
        'sentInLastHour', coalesce(sent.messages, 0)) ORDER BY s.id), '[]') AS candidates
      FROM concerned c JOIN subscriptions s ON s.id = c.subscription_id JOIN subscribers p ON p.id = s.subscriber_id
      LEFT JOIN found ON found.subscription_id = s.id
      LEFT JOIN told ON told.subscription_id = s.id
      LEFT JOIN waiting ON waiting.subscription_id = s.id
      LEFT JOIN ready ON ready.subscription_id = s.id
      LEFT JOIN sent ON sent.subscription_id = s.id
      LEFT JOIN alerts a ON a.subscription_id = s.id AND a.event_id = ${story.eventId}::uuid`;
    return row.candidates.map((candidate) => ({
      ...candidate,
      mutedUntil: candidate.mutedUntil === null ? null : new Date(candidate.mutedUntil),
      waitingUntil: candidate.waitingUntil === null ? null : new Date(candidate.waitingUntil),
    }));
  }

  /** The story as it stands, for messages to speak from: one for each wording, whoever asks. */
  async takeSnapshot(transaction: Transaction, story: { id: string; revision: number }, at: Date): Promise<string> {
    const [snapshot] = await transaction.$queryRaw<[{ id: string }]>`
      INSERT INTO snapshots (id, story_id, story_revision, content, taken_at)
      SELECT ${uuidV7(at)}, s.id, ${story.revision}, jsonb_build_object(
          'story', jsonb_build_object('title', s.title, 'text', s.text, 'url', s.url, 'sourceName', f.title, 'sourceKind', f.source_kind,
            'language', s.language, 'publishedAt', to_char(s.published_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
            'isSample', f.is_sample),
          'matches', coalesce((
            SELECT jsonb_agg(jsonb_build_object('topicId', t.id, 'slug', t.slug, 'name', t.name, 'score', m.score, 'evidence', m.evidence))
            FROM matches m JOIN topics t ON t.id = m.topic_id WHERE m.story_id = s.id), '[]'),
          'entities', coalesce((
            SELECT jsonb_object_agg(e.slug, e.name) FROM entities e
            WHERE e.slug IN (SELECT piece->>'entity' FROM matches m, jsonb_array_elements(m.evidence) piece WHERE m.story_id = s.id)), '{}')),
        ${at}
      FROM stories s JOIN feeds f ON f.id = s.feed_id WHERE s.id = ${story.id}::uuid
      ON CONFLICT (story_id, story_revision) DO UPDATE SET taken_at = snapshots.taken_at
      RETURNING id`;
    return snapshot.id;
  }

  /**
   * Writes the decisions of one story, and in the same statement what they entail: alerts, updates, and a delivery to each
   * active target. Of an event that was told meanwhile there is no second alert.
   */
  async writeDecisions(
    transaction: Transaction,
    story: { id: string; revision: number; eventId: string },
    snapshotId: string | null,
    rows: readonly DecisionRow[],
    at: Date,
  ): Promise<NewDelivery[]> {
    const decided = JSON.stringify(
      rows.map(({ subscriptionId, alertId, decision }) => ({
        subscription_id: subscriptionId,
        alert_id: alertId,
        verdict: decision.verdict,
        reason: decision.reason,
        digest_due_at: 'digestDueAt' in decision ? decision.digestDueAt : null,
        update_kind: 'updateKind' in decision ? decision.updateKind : null,
      })),
    );
    return transaction.$queryRaw<NewDelivery[]>`
      WITH decided AS MATERIALIZED (
        SELECT * FROM jsonb_to_recordset(${decided}::jsonb) AS d(
          subscription_id uuid, alert_id uuid, verdict text, reason text, digest_due_at timestamptz, update_kind text)
      ), told AS (
        INSERT INTO alerts (id, subscription_id, event_id, story_id, snapshot_id, created_at, updated_at)
        SELECT ${uuidV7(at)}, subscription_id, ${story.eventId}::uuid, ${story.id}::uuid, ${snapshotId}::uuid, ${at}, ${at}
        FROM decided WHERE verdict = 'notify'
        ON CONFLICT (subscription_id, event_id) DO NOTHING
        RETURNING id, subscription_id
      ), updated AS (
        UPDATE alerts a SET updated_at = ${at} FROM decided d WHERE a.id = d.alert_id AND d.verdict = 'update'
        RETURNING a.id, a.subscription_id, a.snapshot_id, d.reason
      ), updates AS (
        INSERT INTO alert_updates (id, alert_id, kind, snapshot_id, corrected_id, created_at)
        SELECT ${uuidV7(at)}, id, CASE reason WHEN 'later-story' THEN 'development' ELSE reason END::"UpdateKind", ${snapshotId}::uuid,
               CASE WHEN reason <> 'later-story' THEN coalesce((
                 SELECT earlier.id FROM snapshots earlier
                 WHERE earlier.story_id = ${story.id}::uuid AND earlier.story_revision < ${story.revision}
                 ORDER BY earlier.story_revision DESC LIMIT 1), snapshot_id) END,
               ${at}
        FROM updated
        ON CONFLICT (alert_id, snapshot_id) DO NOTHING
        RETURNING id, alert_id
      ), sent AS (
        INSERT INTO deliveries (id, kind, alert_id, update_id, target_id, next_attempt_at, scheduled_at, created_at)
        SELECT ${uuidV7(at)}, m.kind::"DeliveryKind", m.alert_id, m.update_id, t.id, m.due_at, ${at}, ${at}
        FROM (
          SELECT 'alert' AS kind, id AS alert_id, NULL::uuid AS update_id, subscription_id, ${at}::timestamptz AS due_at FROM told
          UNION ALL
          SELECT 'update', u.alert_id, u.id, updated.subscription_id, ${at} FROM updates u JOIN updated ON updated.id = u.alert_id
          UNION ALL
          SELECT 'edit', alert_id, NULL, subscription_id, ${new Date(at.getTime() + EDIT_AFTER_MS)}
          FROM decided WHERE reason = 'copy-of-event' AND alert_id IS NOT NULL
        ) m
        JOIN subscription_targets l ON l.subscription_id = m.subscription_id
        JOIN targets t ON t.id = l.target_id AND t.state = 'active'
        WHERE m.kind <> 'edit' OR t.can_edit AND EXISTS (
          SELECT FROM deliveries d WHERE d.alert_id = m.alert_id AND d.target_id = t.id AND d.kind = 'alert' AND d.state <> 'cancelled')
        ON CONFLICT DO NOTHING
        RETURNING id, attempt_count, next_attempt_at, target_id
      ), kept AS (
        INSERT INTO decisions (subscription_id, story_id, story_revision, verdict, reason, alert_id, digest_due_at, update_kind, decided_at)
        SELECT d.subscription_id, ${story.id}::uuid, ${story.revision},
               CASE WHEN lost.yes THEN 'hold' ELSE d.verdict END::"Verdict", CASE WHEN lost.yes THEN 'duplicate-of-event' ELSE d.reason END,
               coalesce(d.alert_id, told.id), d.digest_due_at, d.update_kind::"UpdateKind", ${at}
        FROM decided d LEFT JOIN told ON told.subscription_id = d.subscription_id,
             LATERAL (SELECT d.verdict = 'notify' AND told.id IS NULL AS yes) lost
        ON CONFLICT (subscription_id, story_id, story_revision) DO UPDATE
        SET verdict = EXCLUDED.verdict, reason = EXCLUDED.reason, alert_id = EXCLUDED.alert_id,
            digest_due_at = EXCLUDED.digest_due_at, update_kind = EXCLUDED.update_kind, decided_at = EXCLUDED.decided_at
        WHERE decisions.verdict = 'hold' AND decisions.digest_id IS NULL
      )
      SELECT sent.id, sent.attempt_count AS "attemptCount", sent.next_attempt_at AS "nextAttemptAt", t.kind::text AS kind,
             t.failure_count > 0 AS "isFailing"
      FROM sent JOIN targets t ON t.id = sent.target_id`;
  }
}

type StoredCandidate = Omit<Candidate, 'mutedUntil' | 'waitingUntil'> & {
  mutedUntil: string | null;
  waitingUntil: string | null;
};
