import { z } from 'zod';
import { deliveryKindSchema, deliveryStateSchema } from '../alerts/alert-view.js';
import type { SnapshotContent } from '../alerts/snapshot.js';
import { isoOrNull } from '../api/page.js';
import { targetKindSchema } from '../subscriptions/target.controller.js';
import type { DeliveryRow, WholeDeliveryRow } from './delivery.store.js';

export const deliveryView = z
  .object({
    id: z.uuid(),
    kind: deliveryKindSchema,
    state: deliveryStateSchema,
    target: z.object({ id: z.uuid(), kind: targetKindSchema, label: z.string() }),
    alert: z
      .object({ id: z.uuid(), story: z.object({ id: z.uuid().nullable(), title: z.string() }) })
      .nullable()
      .describe(
        'Of an alert, an update or an edit. The title is as it was told; the id is null when the story was deleted since.',
      ),
    updateId: z.uuid().nullable(),
    digestId: z.uuid().nullable(),
    noticeId: z.uuid().nullable(),
    reference: z.string().nullable().describe('What the receiver calls the message'),
    attemptCount: z.number().int(),
    createdAt: z.iso.datetime(),
    nextAttemptAt: z.iso.datetime(),
    heldBack: z.boolean().describe('Waits for others to the same target to end'),
    sentAt: z.iso.datetime().nullable(),
    lastReason: z.string().nullable(),
    lastDetail: z.string().nullable(),
  })
  .meta({ id: 'Delivery' });

export const wholeDeliveryView = deliveryView
  .extend({
    attempts: z.array(
      z.object({
        number: z.number().int(),
        startedAt: z.iso.datetime(),
        endedAt: z.iso.datetime().nullable(),
        outcome: z.string().nullable(),
        reason: z.string().nullable(),
        detail: z.string().nullable(),
      }),
    ),
    bounces: z
      .array(
        z.object({
          id: z.uuid(),
          status: z.string().describe('Enhanced status code, such as 5.1.1 (RFC 3463)'),
          isFinal: z.boolean(),
          detail: z.string(),
          receivedAt: z.iso.datetime(),
        }),
      )
      .describe('Reports that a mail which a server took did not reach its reader, earliest first'),
  })
  .meta({ id: 'DeliveryWithAttempts' });

export function toDeliveryView(row: DeliveryRow): z.infer<typeof deliveryView> {
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    target: row.target,
    alert: row.alert && {
      id: row.alert.id,
      story: {
        id: row.alert.storyId,
        title: (row.alert.snapshot.content as unknown as SnapshotContent).story.title,
      },
    },
    updateId: row.updateId,
    digestId: row.digestId,
    noticeId: row.noticeId,
    reference: row.reference,
    attemptCount: row.attemptCount,
    createdAt: row.createdAt.toISOString(),
    nextAttemptAt: row.nextAttemptAt.toISOString(),
    heldBack: row.heldBack,
    sentAt: isoOrNull(row.sentAt),
    lastReason: row.lastReason,
    lastDetail: row.lastDetail,
  };
}

export function toWholeDeliveryView(row: WholeDeliveryRow): z.infer<typeof wholeDeliveryView> {
  return {
    ...toDeliveryView(row),
    attempts: row.attempts.map(({ number, startedAt, endedAt, outcome, reason, detail }) => ({
      number,
      startedAt: startedAt.toISOString(),
      endedAt: isoOrNull(endedAt),
      outcome,
      reason,
      detail,
    })),
    bounces: row.bounces.map(({ id, status, isFinal, detail, receivedAt }) => ({
      id,
      status,
      isFinal,
      detail,
      receivedAt: receivedAt.toISOString(),
    })),
  };
}
