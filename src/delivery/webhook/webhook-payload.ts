import { z } from 'zod';

const time = z.iso.datetime();
const link = z.url({ protocol: /^https?$/ });

/** UTF-16 offsets in the string beside it. */
const span = z.strictObject({ start: z.int(), end: z.int() });

const story = z.strictObject({
  /** Null when it was deleted since it was told. */
  id: z.uuid().nullable(),
  title: z.string(),
  titleSpans: z.array(span),
  text: z.string(),
  textSpans: z.array(span),
  isTextCut: z.boolean(),
  url: link.nullable(),
  source: z.strictObject({ name: z.string(), kind: z.string() }),
  language: z.string().nullable(),
  publishedAt: time.nullable(),
  isSample: z.boolean(),
});

const reason = z.strictObject({
  topic: z.string(),
  form: z.string(),
  entity: z.string().nullable(),
  field: z.enum(['title', 'text']),
});

const told = z.strictObject({
  story,
  why: z.array(reason),
  otherSources: z.array(z.strictObject({ name: z.string(), url: link.nullable() })),
  storyPageUrl: link,
});

const alert = told.extend({
  deliveryId: z.uuid(),
  alertId: z.uuid(),
  /** Best first. */
  topics: z.array(z.strictObject({ slug: z.string(), name: z.string(), score: z.number() })),
});

const updateKind = z.enum(['development', 'correction', 'retraction']);

const diffPart = z.union([
  z.strictObject({ kind: z.enum(['same', 'added', 'removed']), text: z.string() }),
  z.strictObject({ kind: z.literal('elided'), characters: z.int() }),
]);
/** Null where the wordings are too long, or too different, to be compared. */
const diff = z.array(diffPart).nullable();

const digestEvent = told.extend({
  isNew: z.boolean(),
  updates: z.array(
    z.strictObject({
      kind: updateKind,
      title: z.string(),
      sourceName: z.string(),
      url: link.nullable(),
      publishedAt: time.nullable(),
    }),
  ),
});

const event = <Type extends string, Data extends z.ZodType>(type: Type, data: Data) =>
  z.strictObject({
    type: z.literal(type),
    /** When the thing happened, not when it was sent. */
    timestamp: time,
    data,
  });

/** All that is posted to a webhook. README.md has an example of each. */
export const webhookPayloadSchema = z.discriminatedUnion('type', [
  event('alert.created', alert),
  event(
    'alert.updated',
    alert.extend({
      update: updateKind,
      /** The headline that the event was told under. */
      firstTitle: z.string(),
      /** The delivery that this receiver was told of the event by before. */
      earlierDeliveryId: z.uuid().nullable(),
      /** From the wording that was told to this one; null where nothing is corrected. */
      changes: z.strictObject({ title: diff, text: diff }).nullable(),
    }),
  ),
  event(
    'digest.created',
    z.strictObject({
      deliveryId: z.uuid(),
      digestId: z.uuid(),
      subscriptionName: z.string(),
      dueAt: time,
      /** Each event once: under the topic that it matches best. */
      topics: z.array(z.strictObject({ slug: z.string(), name: z.string(), events: z.array(digestEvent) })),
      /** Events that the digest was too long to hold. */
      leftOut: z.int(),
    }),
  ),
  event(
    'target.confirmation',
    z.strictObject({ deliveryId: z.uuid(), subscriberName: z.string(), targetLabel: z.string() }),
  ),
  event(
    'target.notice',
    z.strictObject({
      deliveryId: z.uuid(),
      subscriberName: z.string(),
      targetLabel: z.string(),
      text: z.string(),
      targetPageUrl: link,
    }),
  ),
]);

export type WebhookPayload = z.infer<typeof webhookPayloadSchema>;
