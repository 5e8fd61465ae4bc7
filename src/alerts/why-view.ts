import { z } from 'zod';
import { evidenceSchema } from '../stories/story-view.js';
import { deliveryKindSchema, deliveryStateSchema } from './alert-view.js';

/** What led one story to one subscription, or kept it from there, stage by stage. */
export const whyView = z
  .object({
    /** In one sentence. */
    answer: z.string(),
    story: z.object({
      id: z.uuid(),
      title: z.string(),
      revision: z.number().int(),
      fetchedAt: z.iso.datetime(),
      matchedAt: z.iso.datetime().nullable(),
      decidedAt: z.iso.datetime().nullable(),
    }),
    subscription: z.object({ id: z.uuid(), name: z.string() }),
    match: z.object({
      text: z.string(),
      topics: z.array(
        z.object({
          id: z.uuid(),
          slug: z.string(),
          name: z.string(),
          /** Null where the topic does not find the story. */
          score: z.number().nullable(),
          evidence: z.array(evidenceSchema),
          /** The first clause that fails, and what in the story comes nearest to it. */
          missing: z
            .object({
              clause: z.string(),
              reason: z.string(),
              nearest: z.array(
                z.object({
                  field: z.enum(['title', 'text']),
                  start: z.number().int(),
                  end: z.number().int(),
                  text: z.string(),
                }),
              ),
            })
            .nullable(),
        }),
      ),
    }),
    event: z.object({
      text: z.string(),
      id: z.uuid().nullable(),
      role: z.enum(['first', 'copy', 'development', 'correction', 'retraction']).nullable(),
      /** Share of words in a row in common with the story that it joined the event by. */
      likeness: z.number().nullable(),
      likeStory: z.object({ id: z.uuid(), title: z.string(), sourceName: z.string() }).nullable(),
      stories: z.number().int(),
      firstSeenAt: z.iso.datetime().nullable(),
    }),
    decision: z.object({
      text: z.string(),
      /** One for each wording, the last one last. */
      decisions: z.array(
        z.object({
          storyRevision: z.number().int(),
          verdict: z.enum(['notify', 'update', 'hold']),
          reason: z.string(),
          alertId: z.uuid().nullable(),
          digestDueAt: z.iso.datetime().nullable(),
          digestId: z.uuid().nullable(),
          decidedAt: z.iso.datetime(),
        }),
      ),
    }),
    delivery: z.object({
      text: z.string(),
      deliveries: z.array(
        z.object({
          id: z.uuid(),
          kind: deliveryKindSchema,
          state: deliveryStateSchema,
          target: z.object({ id: z.uuid(), kind: z.enum(['email', 'slack', 'webhook', 'mailbox']), label: z.string() }),
          createdAt: z.iso.datetime(),
          sentAt: z.iso.datetime().nullable(),
          nextAttemptAt: z.iso.datetime(),
          attempts: z.array(
            z.object({
              number: z.number().int(),
              startedAt: z.iso.datetime(),
              outcome: z.string().nullable(),
              reason: z.string().nullable(),
              detail: z.string().nullable(),
            }),
          ),
        }),
      ),
    }),
  })
  .meta({ id: 'Why' });
