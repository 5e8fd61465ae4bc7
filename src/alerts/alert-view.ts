import { z } from 'zod';
import type { AlertRow, AlertStore } from './alert.store.js';

export const deliveryStateSchema = z
  .enum(['pending', 'sending', 'sent', 'rejected', 'dead', 'cancelled'])
  .meta({ id: 'DeliveryState' });

export const alertView = z
  .object({
    id: z.uuid(),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
    eventId: z.uuid(),
    subscription: z.object({ id: z.uuid(), name: z.string() }),
    topics: z.array(z.object({ id: z.uuid(), slug: z.string(), name: z.string() })),
    story: z.object({ id: z.uuid(), title: z.string(), url: z.string().nullable(), isSample: z.boolean() }),
    deliveries: z.array(
      z.object({
        id: z.uuid(),
        state: deliveryStateSchema,
        lastReason: z.string().nullable(),
        target: z.object({ id: z.uuid(), kind: z.enum(['email', 'slack', 'webhook', 'mailbox']), label: z.string() }),
      }),
    ),
  })
  .meta({ id: 'Alert' });

export function toAlertView(alert: AlertRow): z.infer<typeof alertView> {
  const wanted = new Set(alert.subscription.topics.map(({ topicId }) => topicId));
  return {
    id: alert.id,
    createdAt: alert.createdAt.toISOString(),
    updatedAt: alert.updatedAt.toISOString(),
    eventId: alert.eventId,
    subscription: { id: alert.subscription.id, name: alert.subscription.name },
    topics: alert.story.matches.map(({ topic }) => topic).filter(({ id }) => wanted.has(id)),
    story: {
      id: alert.story.id,
      title: alert.story.title,
      url: alert.story.url,
      isSample: alert.story.feed.isSample,
    },
    deliveries: alert.deliveries,
  };
}

export const decisionView = z
  .object({
    subscription: z.object({ id: z.uuid(), name: z.string() }),
    verdict: z.enum(['notify', 'update', 'hold']),
    reason: z.string(),
    alertId: z.uuid().nullable(),
    decidedAt: z.iso.datetime(),
  })
  .meta({ id: 'Decision' });

type DecisionRow = Awaited<ReturnType<AlertStore['decisionsOn']>>[number];

export function toDecisionView(decision: DecisionRow): z.infer<typeof decisionView> {
  const { subscription, verdict, reason, alertId, decidedAt } = decision;
  return { subscription, verdict, reason, alertId, decidedAt: decidedAt.toISOString() };
}
