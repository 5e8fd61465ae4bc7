import { Injectable } from '@nestjs/common';
import { PrismaStore } from '../database/prisma.store.js';
import type { Transaction } from '../database/transaction.js';
import { uuidV7 } from '../database/uuid-v7.js';
import type { NewDelivery } from './decision.store.js';
import type { DigestContent } from './digest-content.js';
import { composeDigest, type HeldEvent, type HeldStory, leadOf } from './compose-digest.js';
import type { SnapshotContent } from './snapshot.js';

export interface DueDigest {
  subscriptionId: string;
  dueAt: Date;
}

interface HeldRow extends HeldStory {
  digestDueAt: Date;
  /** Whether a topic of the subscription still finds the story. */
  matches: boolean;
}

const MAX_SOURCES = 10;

/** What was held for a subscription, told once. */
@Injectable()
export class DigestStore {
  constructor(private readonly prisma: PrismaStore) {}

  /** Subscriptions with something held whose time has come, and somebody to tell it to. */
  findDue(now: Date, limit: number): Promise<DueDigest[]> {
    return this.prisma.$queryRaw<DueDigest[]>`
      WITH due AS MATERIALIZED (
        SELECT subscription_id, min(digest_due_at) AS due_at FROM decisions
        WHERE digest_due_at <= ${now} AND digest_due_at IS NOT NULL AND digest_id IS NULL
        GROUP BY subscription_id
      )
      SELECT due.subscription_id AS "subscriptionId", due.due_at AS "dueAt" FROM due JOIN subscriptions s ON s.id = due.subscription_id
      WHERE s.state = 'active' AND (s.muted_until IS NULL OR s.muted_until <= ${now})
        AND EXISTS (SELECT FROM subscription_targets l JOIN targets t ON t.id = l.target_id WHERE l.subscription_id = s.id AND t.state = 'active')
      ORDER BY due.due_at LIMIT ${limit}`;
  }

  /**
   * Tells what is due for a subscription in one digest, and gives its deliveries; whoever else composes for it at the same
   * moment waits, and finds nothing left. What its topics no longer find is left out, and a digest of nothing is not made.
   */
  compose(subscriptionId: string, now: Date): Promise<NewDelivery[]> {
    return this.prisma.$transaction(async (transaction) => {
      const [subscription] = await transaction.$queryRaw<{ id: string }[]>`
        SELECT id FROM subscriptions WHERE id = ${subscriptionId}::uuid AND state = 'active' AND (muted_until IS NULL OR muted_until <= ${now})
        FOR NO KEY UPDATE`;
      if (!subscription) return [];
      const held = await this.findHeld(transaction, subscriptionId, now);
      const stories = held.filter(({ matches }) => matches);
      await this.release(
        transaction,
        subscriptionId,
        held.filter(({ matches }) => !matches).map(({ storyId }) => storyId),
        now,
      );
      const dueAt = held.reduce<Date | null>(
        (latest, { digestDueAt }) => (latest && latest > digestDueAt ? latest : digestDueAt),
        null,
      );
      if (stories.length === 0 || !dueAt) return [];
      const digestId = await this.create(transaction, subscriptionId, dueAt, now);
      const events = await this.tellEvents(transaction, { subscriptionId, digestId }, stories, now);
      const topics = await transaction.subscriptionTopic.findMany({
        where: { subscriptionId },
        select: { topicId: true },
      });
      const content = composeDigest(stories, events, new Set(topics.map(({ topicId }) => topicId)));
      return this.finish(transaction, { subscriptionId, digestId }, content, stories, events, now);
    });
  }

  /** In the wording that each has now; of several wordings that were held, the last. */
  private findHeld(transaction: Transaction, subscriptionId: string, now: Date): Promise<HeldRow[]> {
    return transaction.$queryRaw<HeldRow[]>`
      SELECT DISTINCT ON (s.id) s.id AS "storyId", s.event_id AS "eventId", d.update_kind::text AS "updateKind",
             n.id AS "snapshotId", n.content AS snapshot, d.decided_at AS "decidedAt", d.digest_due_at AS "digestDueAt",
             EXISTS (SELECT FROM matches m JOIN subscription_topics x ON x.topic_id = m.topic_id
                     WHERE m.story_id = s.id AND x.subscription_id = d.subscription_id) AS matches
      FROM decisions d JOIN stories s ON s.id = d.story_id
      JOIN snapshots n ON n.story_id = s.id AND n.story_revision = d.story_revision
      WHERE d.subscription_id = ${subscriptionId}::uuid AND d.digest_due_at <= ${now} AND d.digest_id IS NULL AND s.event_id IS NOT NULL
      ORDER BY s.id, d.story_revision DESC`;
  }

  private async release(transaction: Transaction, subscriptionId: string, storyIds: string[], at: Date): Promise<void> {
    if (storyIds.length === 0) return;
    await transaction.decision.updateMany({
      where: { subscriptionId, storyId: { in: storyIds }, digestId: null, digestDueAt: { not: null } },
      data: { reason: 'no-longer-matches', digestDueAt: null, decidedAt: at },
    });
  }

  /** One for a subscription and a time; what was decided too late for it has one of its own, now. */
  private async create(transaction: Transaction, subscriptionId: string, dueAt: Date, now: Date): Promise<string> {
    const insert = (at: Date) => transaction.$queryRaw<{ id: string }[]>`
      INSERT INTO digests (id, subscription_id, due_at, content, created_at)
      VALUES (${uuidV7(now)}, ${subscriptionId}::uuid, ${at}, '{}', ${now})
      ON CONFLICT (subscription_id, due_at) DO NOTHING RETURNING id`;
    const [digest] = await insert(dueAt);
    if (digest) return digest.id;
    const [late] = await insert(now);
    if (!late) throw new Error('Two digests of one subscription were composed in the same millisecond');
    return late.id;
  }

  /** An alert for each event that was not told before, and an update for each story beyond what the alert tells. */
  private async tellEvents(
    transaction: Transaction,
    { subscriptionId, digestId }: { subscriptionId: string; digestId: string },
    stories: readonly HeldStory[],
    now: Date,
  ): Promise<HeldEvent[]> {
    const eventIds = [...new Set(stories.map(({ eventId }) => eventId))];
    const leads = eventIds.map((eventId) => leadOf(stories.filter((story) => story.eventId === eventId)));
    const rows = JSON.stringify(
      leads.map(({ eventId, storyId, snapshotId }) => ({
        event_id: eventId,
        story_id: storyId,
        snapshot_id: snapshotId,
      })),
    );
    const created = await transaction.$queryRaw<{ id: string }[]>`
      INSERT INTO alerts (id, subscription_id, event_id, story_id, snapshot_id, digest_id, created_at, updated_at)
      SELECT ${uuidV7(now)}, ${subscriptionId}::uuid, r.event_id, r.story_id, r.snapshot_id, ${digestId}::uuid, ${now}, ${now}
      FROM jsonb_to_recordset(${rows}::jsonb) AS r(event_id uuid, story_id uuid, snapshot_id uuid)
      ON CONFLICT (subscription_id, event_id) DO NOTHING RETURNING id`;
    const isNew = new Set(created.map(({ id }) => id));
    const alerts = await transaction.alert.findMany({
      where: { subscriptionId, eventId: { in: eventIds } },
      include: { snapshot: true },
    });
    const sources = await this.findSources(transaction, eventIds);
    return alerts.map(({ id, eventId, storyId, snapshot }) => {
      const told = snapshot.content as unknown as SnapshotContent;
      return {
        eventId,
        alertId: id,
        isNew: isNew.has(id),
        told: { storyId, snapshot: told },
        otherSources: sources
          .filter((source) => source.eventId === eventId && source.name !== told.story.sourceName)
          .slice(0, MAX_SOURCES)
          .map(({ name, url }) => ({ name, url })),
      };
    });
  }

  /** Of each event its sources, each named once, earliest first. */
  private findSources(transaction: Transaction, eventIds: string[]) {
    return transaction.$queryRaw<{ eventId: string; storyId: string; name: string; url: string | null }[]>`
      SELECT * FROM (
        SELECT DISTINCT ON (s.event_id, f.title) s.event_id AS "eventId", s.id AS "storyId", f.title AS name, s.url
        FROM stories s JOIN feeds f ON f.id = s.feed_id WHERE s.event_id = ANY(${eventIds}::uuid[])
        ORDER BY s.event_id, f.title, s.id) sources
      ORDER BY "storyId"`;
  }

  private finish(
    transaction: Transaction,
    { subscriptionId, digestId }: { subscriptionId: string; digestId: string },
    content: DigestContent,
    stories: readonly HeldStory[],
    events: readonly HeldEvent[],
    now: Date,
  ): Promise<NewDelivery[]> {
    const alertOf = new Map(events.map((event) => [event.eventId, event]));
    const told = JSON.stringify(
      stories.map(({ storyId, eventId, updateKind, snapshotId }) => ({
        story_id: storyId,
        alert_id: alertOf.get(eventId)?.alertId,
        snapshot_id: snapshotId,
        kind: updateKind ?? 'development',
        is_lead: alertOf.get(eventId)?.isNew === true && alertOf.get(eventId)?.told.storyId === storyId,
      })),
    );
    return transaction.$queryRaw<NewDelivery[]>`
      WITH told AS MATERIALIZED (
        SELECT * FROM jsonb_to_recordset(${told}::jsonb) AS r(story_id uuid, alert_id uuid, snapshot_id uuid, kind text, is_lead boolean)
      ), composed AS (
        UPDATE digests SET content = ${JSON.stringify(content)}::jsonb WHERE id = ${digestId}::uuid
      ), updates AS (
        INSERT INTO alert_updates (id, alert_id, kind, snapshot_id, corrected_id, created_at)
        SELECT ${uuidV7(now)}, told.alert_id, kind::"UpdateKind", told.snapshot_id,
               CASE WHEN kind <> 'development' THEN coalesce((
                 SELECT earlier.id FROM snapshots earlier JOIN snapshots this ON this.id = told.snapshot_id
                 WHERE earlier.story_id = this.story_id AND earlier.story_revision < this.story_revision
                 ORDER BY earlier.story_revision DESC LIMIT 1), a.snapshot_id) END,
               ${now}
        FROM told JOIN alerts a ON a.id = told.alert_id WHERE NOT is_lead
        ON CONFLICT (alert_id, snapshot_id) DO NOTHING
      ), decided AS (
        UPDATE decisions d SET digest_id = ${digestId}::uuid, alert_id = told.alert_id FROM told
        WHERE d.subscription_id = ${subscriptionId}::uuid AND d.story_id = told.story_id AND d.digest_id IS NULL AND d.digest_due_at <= ${now}
      ), sent AS (
        INSERT INTO deliveries (id, kind, digest_id, target_id, next_attempt_at, scheduled_at, created_at)
        SELECT ${uuidV7(now)}, 'digest', ${digestId}::uuid, t.id, ${now}, ${now}, ${now}
        FROM subscription_targets l JOIN targets t ON t.id = l.target_id
        WHERE l.subscription_id = ${subscriptionId}::uuid AND t.state = 'active'
        ON CONFLICT DO NOTHING
        RETURNING id, attempt_count, next_attempt_at, target_id
      )
      SELECT sent.id, sent.attempt_count AS "attemptCount", sent.next_attempt_at AS "nextAttemptAt", t.kind::text AS kind,
             t.failure_count > 0 AS "isFailing"
      FROM sent JOIN targets t ON t.id = sent.target_id`;
  }
}
