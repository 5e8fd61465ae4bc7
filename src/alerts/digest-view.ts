import { z } from 'zod';
import { deliveryStateSchema } from './alert-view.js';
import type { DigestContent } from './digest-content.js';
import type { DigestRow } from './digest-list.store.js';

const storyView = z.object({
  id: z.uuid().nullable().describe('Null when the story was deleted since'),
  title: z.string(),
  url: z.string().nullable(),
  sourceName: z.string(),
  isSample: z.boolean(),
});

export const digestView = z
  .object({
    id: z.uuid(),
    subscription: z.object({ id: z.uuid(), name: z.string() }),
    dueAt: z.iso.datetime(),
    createdAt: z.iso.datetime(),
    topics: z
      .array(
        z.object({
          slug: z.string(),
          name: z.string(),
          events: z.array(
            z.object({
              alertId: z.uuid(),
              isNew: z.boolean().describe('False where the event was told before, and only its updates are new'),
              story: storyView,
              updates: z.array(
                z.object({
                  kind: z.enum(['development', 'correction', 'retraction']),
                  title: z.string(),
                  url: z.string().nullable(),
                  sourceName: z.string(),
                }),
              ),
            }),
          ),
        }),
      )
      .describe('As it was told: each event once, under the topic that it matches best'),
    leftOut: z.number().int().describe('Events beyond the most that one digest holds'),
    deliveries: z.array(
      z.object({
        id: z.uuid(),
        state: deliveryStateSchema,
        lastReason: z.string().nullable(),
        target: z.object({ id: z.uuid(), kind: z.enum(['email', 'slack', 'webhook', 'mailbox']), label: z.string() }),
      }),
    ),
  })
  .meta({ id: 'Digest' });

export function toDigestView({ id, subscription, dueAt, createdAt, ...row }: DigestRow): z.infer<typeof digestView> {
  const content = row.content as unknown as DigestContent;
  return {
    id,
    subscription,
    dueAt: dueAt.toISOString(),
    createdAt: createdAt.toISOString(),
    topics: content.topics.map(({ slug, name, events }) => ({
      slug,
      name,
      events: events.map(({ alertId, isNew, storyId, snapshot: { story }, updates }) => ({
        alertId,
        isNew,
        story: {
          id: storyId,
          title: story.title,
          url: story.url,
          sourceName: story.sourceName,
          isSample: story.isSample,
        },
        updates: updates.map(({ kind, title, url, sourceName }) => ({ kind, title, url, sourceName })),
      })),
    })),
    leftOut: content.leftOut,
    deliveries: row.deliveries,
  };
}
