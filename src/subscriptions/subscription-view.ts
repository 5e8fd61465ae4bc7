import { z } from 'zod';
import { isoOrNull } from '../api/page.js';
import { fromStoredSourceKind, sourceKindSchema } from '../feeds/feed-view.js';
import { nextDigestAt } from './digest-time.js';
import { quietUntil } from './quiet-hours.js';
import type { SubscriptionStore } from './subscription.store.js';
import { targetKindSchema } from './target.controller.js';

export const cadenceSchema = z.enum(['immediate', 'hourly', 'daily', 'weekly']).meta({ id: 'Cadence' });
export const updatePolicySchema = z.enum(['none', 'digest', 'each']).meta({ id: 'UpdatePolicy' });
export const subscriptionStateSchema = z.enum(['active', 'paused', 'stopped']).meta({ id: 'SubscriptionState' });

export const subscriptionView = z
  .object({
    id: z.uuid(),
    subscriberId: z.uuid(),
    name: z.string(),
    state: subscriptionStateSchema,
    topics: z.array(z.object({ id: z.uuid(), slug: z.string(), name: z.string() })),
    /** The subscription's own query: a story counts when it or a topic finds it. */
    query: z.string().nullable(),
    /** Counts the changes of the own query. */
    queryVersion: z.number().int().nullable(),
    targets: z.array(
      z.object({
        id: z.uuid(),
        kind: targetKindSchema,
        label: z.string(),
        state: z.enum(['unverified', 'active', 'disabled']),
      }),
    ),
    /** Wanted languages, feeds and kinds of source; an empty list means all. */
    languages: z.array(z.string()),
    feedIds: z.array(z.uuid()),
    sourceKinds: z.array(sourceKindSchema),
    minimumScore: z.number(),
    /** How many independent sources must tell of an event before it is told. */
    minimumSources: z.number().int(),
    cadence: cadenceSchema,
    /** For daily and weekly digests, in the subscriber's time zone; weekdays from Monday, 1. */
    digestTime: z.string(),
    digestWeekday: z.number().int(),
    /** In the subscriber's time zone. What comes in them is held, and told in one digest at their end. */
    quietHours: z.object({ from: z.string(), until: z.string() }).nullable(),
    /** Messages within any hour; what is above comes in a digest. */
    maxPerHour: z.number().int().nullable(),
    updatePolicy: updatePolicySchema,
    mutedUntil: z.iso.datetime().nullable(),
    /** When the digest is due that what comes now will come in; null where stories are told at once. */
    nextDigestAt: z.iso.datetime().nullable(),
    /** The end of the quiet hours that hold now; null when it is not quiet. */
    quietUntil: z.iso.datetime().nullable(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'Subscription' });

type Row = Awaited<ReturnType<SubscriptionStore['list']>>[number];

/** As the API shows it, at this moment. */
export function toSubscriptionView(row: Row, now: Date): z.infer<typeof subscriptionView> {
  const { cadence, digestTime, digestWeekday, quietFrom } = row;
  const { timeZone } = row.subscriber;
  return {
    id: row.id,
    subscriberId: row.subscriberId,
    name: row.name,
    state: row.state,
    topics: row.topics.flatMap(({ topic: { ownerId, ...topic } }) => (ownerId === null ? [topic] : [])),
    query: row.ownQuery?.query ?? null,
    queryVersion: row.ownQuery?.version ?? null,
    targets: row.targets.map(({ target }) => target),
    languages: row.languages,
    feedIds: row.feedIds,
    sourceKinds: row.sourceKinds.map(fromStoredSourceKind),
    minimumScore: row.minimumScore,
    minimumSources: row.minimumSources,
    cadence,
    digestTime,
    digestWeekday,
    quietHours: quietFrom === null || row.quietUntil === null ? null : { from: quietFrom, until: row.quietUntil },
    maxPerHour: row.maxPerHour,
    updatePolicy: row.updatePolicy,
    mutedUntil: isoOrNull(row.mutedUntil),
    nextDigestAt:
      cadence === 'immediate'
        ? null
        : nextDigestAt({ cadence, digestTime, digestWeekday, timeZone }, now).toISOString(),
    quietUntil: isoOrNull(quietUntil({ ...row, timeZone }, now)),
    createdAt: row.createdAt.toISOString(),
  };
}
