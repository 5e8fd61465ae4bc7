import { Injectable } from '@nestjs/common';
import { Prisma } from '../database/generated/client.js';
import type { Transaction } from '../database/transaction.js';
import { uuidV7 } from '../database/uuid-v7.js';
import type { StorySource } from '../stories/count-independent-sources.js';
import type { ActiveSilence } from '../subscriptions/active-silence.js';
import type { TargetKind } from '../subscriptions/target-channels.js';
import { type AlertDecision } from './alert-decision.js';
import type { Candidate, DecidedStory } from './decide-alert.js';

export interface LockedStory {
  id: string;
  revision: number;
  /** Null when its event went with a feed that was deleted since it was matched. */
  eventId: string | null;
}

export type EventStory = LockedStory & { eventId: string };

interface Wording {
  title: string;
  text: string;
}

/** The story as far as decisions turn on it, with its wording and the one before where it was reworded. */
export type FactualStory = Omit<DecidedStory, 'rewording' | 'independentSources'> & {
  wording: Wording | null;
  before: Wording | null;
};

export interface DecisionFacts {
  story: FactualStory;
  /** Of all stories of the event. */
  sources: StorySource[];
  silences: ActiveSilence[];
  candidates: Candidate[];
}

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
  /**
   * Holds the story, and its event, until the transaction ends: stories of one event are decided one after the other, since each
   * must know what those before it have told. Undefined where there is nothing to decide: not matched, or decided in this wording.
   */
  async lock(transaction: Transaction, storyId: string): Promise<LockedStory | undefined> {
    const [row] = await transaction.$queryRaw<(LockedStory & { hasCap: boolean })[]>`
      WITH locked AS MATERIALIZED (
        SELECT id, revision, event_id FROM stories
        WHERE id = ${storyId}::uuid AND matched_at IS NOT NULL AND decided_at IS NULL
        FOR NO KEY UPDATE
      )
      SELECT id, revision, event_id AS "eventId", pg_advisory_xact_lock(hashtextextended(event_id::text, 1))::text AS held,
             EXISTS (SELECT FROM subscriptions WHERE max_per_hour IS NOT NULL AND id IN (${concernedBy(storyId)})) AS "hasCap"
      FROM locked`;
    if (!row) return undefined;
    // Of two stories at once, only one can be the last of the hour.
    if (row.hasCap) {
      await transaction.$executeRaw`
        SELECT id FROM subscriptions WHERE max_per_hour IS NOT NULL AND id IN (${concernedBy(storyId)}) ORDER BY id FOR NO KEY UPDATE`;
    }
    return { id: row.id, revision: row.revision, eventId: row.eventId };
  }

  /** Has the story matched anew, in the wording that it has. */
  async requestMatching(transaction: Transaction, { id }: LockedStory): Promise<void> {
    await transaction.story.updateMany({ where: { id }, data: { matchedAt: null } });
  }

  /** The story, and every subscription with a topic that finds it, or that was told of an earlier wording; as seen after the lock. */
  async readFacts(transaction: Transaction, { id, eventId }: EventStory, now: Date): Promise<DecisionFacts> {
    const hourAgo = new Date(now.getTime() - HOUR_MS);
    const [row] = await transaction.$queryRaw<
      [{ story: StoredStory; sources: StorySource[]; silences: ActiveSilence[]; candidates: StoredCandidate[] }]
    >`
      WITH concerned AS MATERIALIZED (${concernedBy(id)}), found AS (
        SELECT x.subscription_id, max(m.score) AS score, array_agg(m.topic_id) AS topic_ids
        FROM matches m JOIN subscription_topics x ON x.topic_id = m.topic_id
        WHERE m.story_id = ${id}::uuid GROUP BY 1
      ), told AS (${toldOf(id)}), waiting AS (
        SELECT d.subscription_id, min(d.digest_due_at) AS until FROM decisions d JOIN stories s ON s.id = d.story_id
        WHERE s.event_id = ${eventId}::uuid AND d.digest_due_at IS NOT NULL AND d.digest_id IS NULL GROUP BY 1
      ), ready AS (
        SELECT l.subscription_id, count(*)::int AS targets FROM subscription_targets l JOIN targets t ON t.id = l.target_id
        WHERE t.state = 'active' AND l.subscription_id IN (SELECT subscription_id FROM concerned) GROUP BY 1
      ), sent AS (
        SELECT s.id AS subscription_id,
               (SELECT count(*) FROM alerts a WHERE a.subscription_id = s.id AND a.digest_id IS NULL AND a.created_at > ${hourAgo})
               + (SELECT count(*) FROM decisions d WHERE d.subscription_id = s.id AND d.verdict = 'update' AND d.decided_at > ${hourAgo}) AS messages
        FROM subscriptions s WHERE s.max_per_hour IS NOT NULL AND s.id IN (SELECT subscription_id FROM concerned)
      )
      SELECT
        (SELECT jsonb_build_object(
           'feedId', s.feed_id, 'sourceKind', f.source_kind, 'language', s.language, 'publishedAt', s.published_at,
           'onFirstPoll', s.on_first_poll, 'eventRole', coalesce(s.event_role, 'first'),
           'wording', CASE WHEN s.revision > 1 THEN jsonb_build_object('title', s.title, 'text', s.text) END,
           'before', (SELECT jsonb_build_object('title', r.title, 'text', r.text) FROM revisions r
                      WHERE r.story_id = s.id ORDER BY r.number DESC LIMIT 1))
         FROM stories s JOIN feeds f ON f.id = s.feed_id WHERE s.id = ${id}::uuid) AS story,
        coalesce((
          SELECT jsonb_agg(jsonb_build_object('url', s.url, 'feedUrl', f.url, 'siteUrl', f.site_url, 'feedTitle', f.title))
          FROM stories s JOIN feeds f ON f.id = s.feed_id WHERE s.event_id = ${eventId}::uuid), '[]') AS sources,
        coalesce((
          SELECT jsonb_agg(jsonb_build_object('subscriptionId', subscription_id, 'topicId', topic_id, 'feedId', feed_id))
          FROM silences WHERE starts_at <= ${now} AND ends_at > ${now}), '[]') AS silences,
        coalesce((
          SELECT jsonb_agg(jsonb_build_object(
            'subscriptionId', s.id, 'state', s.state, 'languages', s.languages, 'feedIds', s.feed_ids, 'sourceKinds', s.source_kinds,
            'minimumScore', s.minimum_score, 'minimumSources', s.minimum_sources, 'cadence', s.cadence, 'digestTime', s.digest_time,
            'digestWeekday', s.digest_weekday, 'quietFrom', s.quiet_from, 'quietUntil', s.quiet_until, 'timeZone', p.time_zone,
            'maxPerHour', s.max_per_hour, 'updatePolicy', s.update_policy, 'mutedUntil', s.muted_until,
            'activeTargets', coalesce(ready.targets, 0), 'topicIds', coalesce(found.topic_ids, '{}'), 'score', found.score,
            'alertId', a.id, 'waitingUntil', waiting.until, 'toldStory', told.subscription_id IS NOT NULL,
            'sentInLastHour', coalesce(sent.messages, 0)) ORDER BY s.id)
          FROM concerned c JOIN subscriptions s ON s.id = c.subscription_id JOIN subscribers p ON p.id = s.subscriber_id
          LEFT JOIN found ON found.subscription_id = s.id
          LEFT JOIN told ON told.subscription_id = s.id
          LEFT JOIN waiting ON waiting.subscription_id = s.id
          LEFT JOIN ready ON ready.subscription_id = s.id
          LEFT JOIN sent ON sent.subscription_id = s.id
          LEFT JOIN alerts a ON a.subscription_id = s.id AND a.event_id = ${eventId}::uuid), '[]') AS candidates`;
    const { story, sources, silences, candidates } = row;
    return {
      story: { ...story, publishedAt: toDate(story.publishedAt) },
      sources,
      silences,
      candidates: candidates.map((candidate) => ({
        ...candidate,
        mutedUntil: toDate(candidate.mutedUntil),
        waitingUntil: toDate(candidate.waitingUntil),
      })),
    };
  }

  /**
   * Writes the decisions of one story, and in the same statement what they entail: the snapshot that messages speak from, one for
   * each wording; alerts, updates, and a delivery to each active target. Of an event that was told meanwhile there is no second
   * alert.
   */
  async writeDecisions(
    transaction: Transaction,
    story: EventStory,
    rows: readonly DecisionRow[],
    at: Date,
  ): Promise<NewDelivery[]> {
    const isTold = rows.some(({ decision }) => decision.verdict !== 'hold' || 'digestDueAt' in decision);
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
      ), done AS (
        UPDATE stories SET decided_at = ${at} WHERE id = ${story.id}::uuid
      ), snapshot AS (
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
        FROM stories s JOIN feeds f ON f.id = s.feed_id WHERE s.id = ${story.id}::uuid AND ${isTold}
        ON CONFLICT (story_id, story_revision) DO UPDATE SET taken_at = snapshots.taken_at
        RETURNING id
      ), told AS (
        INSERT INTO alerts (id, subscription_id, event_id, story_id, snapshot_id, created_at, updated_at)
        SELECT ${uuidV7(at)}, subscription_id, ${story.eventId}::uuid, ${story.id}::uuid, snapshot.id, ${at}, ${at}
        FROM decided, snapshot WHERE verdict = 'notify'
        ON CONFLICT (subscription_id, event_id) DO NOTHING
        RETURNING id, subscription_id
      ), updated AS (
        UPDATE alerts a SET updated_at = ${at} FROM decided d WHERE a.id = d.alert_id AND d.verdict = 'update'
        RETURNING a.id, a.subscription_id, a.snapshot_id, d.reason
      ), updates AS (
        INSERT INTO alert_updates (id, alert_id, kind, snapshot_id, corrected_id, created_at)
        SELECT ${uuidV7(at)}, updated.id, CASE reason WHEN 'later-story' THEN 'development' ELSE reason END::"UpdateKind", snapshot.id,
               CASE WHEN reason <> 'later-story' THEN coalesce((
                 SELECT earlier.id FROM snapshots earlier
                 WHERE earlier.story_id = ${story.id}::uuid AND earlier.story_revision < ${story.revision}
                 ORDER BY earlier.story_revision DESC LIMIT 1), updated.snapshot_id) END,
               ${at}
        FROM updated, snapshot
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
type StoredStory = Omit<FactualStory, 'publishedAt'> & { publishedAt: string | null };

function toDate(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}

/** Subscriptions that were told of the story, in whatever wording, or have got it in a digest. */
function toldOf(storyId: string): Prisma.Sql {
  return Prisma.sql`
    SELECT DISTINCT subscription_id FROM decisions WHERE story_id = ${storyId}::uuid AND (verdict <> 'hold' OR digest_id IS NOT NULL)`;
}

function concernedBy(storyId: string): Prisma.Sql {
  return Prisma.sql`
    SELECT x.subscription_id FROM matches m JOIN subscription_topics x ON x.topic_id = m.topic_id WHERE m.story_id = ${storyId}::uuid
    UNION ${toldOf(storyId)}`;
}
