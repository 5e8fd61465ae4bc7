import { z } from 'zod';
import { isoOrNull } from '../api/page.js';
import { explainReason } from './alert-decision.js';
import type { AlertRow } from './alert.store.js';
import type { DecisionRow } from './decision-list.store.js';
import type { SnapshotContent } from './snapshot.js';

export const deliveryStateSchema = z
  .enum(['pending', 'sending', 'sent', 'rejected', 'dead', 'cancelled', 'bounced'])
  .meta({ id: 'DeliveryState' });

export const deliveryKindSchema = z
  .enum(['alert', 'update', 'edit', 'digest', 'confirmation', 'notice'])
  .meta({ id: 'DeliveryKind' });

export const alertView = z
  .object({
    id: z.uuid(),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
    eventId: z.uuid(),
    subscription: z.object({ id: z.uuid(), name: z.string() }),
    topics: z.array(z.object({ id: z.uuid(), slug: z.string(), name: z.string() })),
    /** As it was told; the id is null when the story was deleted since. */
    story: z.object({ id: z.uuid().nullable(), title: z.string(), url: z.string().nullable(), isSample: z.boolean() }),
    /** The digest that told it; null where it had a message of its own. */
    digestId: z.uuid().nullable(),
    /** What was told of the event later, earliest first. */
    updates: z.array(
      z.object({
        id: z.uuid(),
        kind: z.enum(['development', 'correction', 'retraction']),
        createdAt: z.iso.datetime(),
        story: z.object({ id: z.uuid().nullable(), title: z.string(), url: z.string().nullable() }),
      }),
    ),
    deliveries: z.array(
      z.object({
        id: z.uuid(),
        kind: deliveryKindSchema,
        updateId: z.uuid().nullable(),
        state: deliveryStateSchema,
        lastReason: z.string().nullable(),
        target: z.object({ id: z.uuid(), kind: z.enum(['email', 'slack', 'webhook', 'mailbox']), label: z.string() }),
      }),
    ),
  })
  .meta({ id: 'Alert' });

export function toAlertView(alert: AlertRow): z.infer<typeof alertView> {
  const wanted = new Set(alert.subscription.topics.map(({ topicId }) => topicId));
  const { story, matches } = alert.snapshot.content as unknown as SnapshotContent;
  return {
    id: alert.id,
    createdAt: alert.createdAt.toISOString(),
    updatedAt: alert.updatedAt.toISOString(),
    eventId: alert.eventId,
    subscription: { id: alert.subscription.id, name: alert.subscription.name },
    topics: matches
      .filter(({ topicId }) => wanted.has(topicId))
      .map(({ topicId, slug, name }) => ({ id: topicId, slug, name })),
    story: { id: alert.storyId, title: story.title, url: story.url, isSample: story.isSample },
    digestId: alert.digestId,
    updates: alert.updates.map(({ id, kind, createdAt, snapshot }) => {
      const { title, url } = (snapshot.content as unknown as SnapshotContent).story;
      return { id, kind, createdAt: createdAt.toISOString(), story: { id: snapshot.storyId, title, url } };
    }),
    deliveries: alert.deliveries,
  };
}

export const decisionView = z
  .object({
    subscription: z.object({ id: z.uuid(), name: z.string() }),
    story: z.object({ id: z.uuid(), title: z.string() }),
    /** The wording of the story that it is about. */
    storyRevision: z.number().int(),
    verdict: z.enum(['notify', 'update', 'hold']),
    reason: z.string(),
    /** The reason in a sentence. */
    text: z.string(),
    alertId: z.uuid().nullable(),
    /** When what is held comes in a digest; null where it never does. */
    digestDueAt: z.iso.datetime().nullable(),
    digestId: z.uuid().nullable(),
    decidedAt: z.iso.datetime(),
  })
  .meta({ id: 'Decision' });

export function toDecisionView(decision: DecisionRow): z.infer<typeof decisionView> {
  const { subscription, storyId, story, storyRevision, verdict, reason, alertId, digestDueAt, digestId, decidedAt } =
    decision;
  return {
    subscription: { id: subscription.id, name: subscription.name },
    story: { id: storyId, title: story.title },
    storyRevision,
    verdict,
    reason,
    text: explainReason(reason),
    alertId,
    digestDueAt: isoOrNull(digestDueAt),
    digestId,
    decidedAt: decidedAt.toISOString(),
  };
}
