import { z } from 'zod';
import { isoOrNull } from '../api/page.js';
import { fromStoredSourceKind, sourceKindSchema } from '../feeds/feed-view.js';
import type { StoryStore } from './story.store.js';

export const evidenceSchema = z
  .object({
    field: z.enum(['title', 'text']),
    /** UTF-16 offsets in the stored title or text. */
    start: z.number().int(),
    end: z.number().int(),
    form: z.string(),
    entity: z.string().optional(),
    language: z.string().optional(),
    clause: z.string(),
  })
  .meta({ id: 'Evidence' });

export const storyView = z
  .object({
    id: z.uuid(),
    title: z.string(),
    text: z.string(),
    url: z.string().nullable(),
    author: z.string().nullable(),
    language: z.string().nullable(),
    publishedAt: z.iso.datetime().nullable(),
    fetchedAt: z.iso.datetime(),
    revision: z.number().int(),
    eventId: z.uuid().nullable(),
    feed: z.object({ id: z.uuid(), title: z.string(), sourceKind: sourceKindSchema, isSample: z.boolean() }),
    matches: z.array(
      z.object({
        topic: z.object({ id: z.uuid(), slug: z.string(), name: z.string() }),
        score: z.number(),
        evidence: z.array(evidenceSchema),
      }),
    ),
  })
  .meta({ id: 'Story' });

export const storyWithRevisionsView = storyView
  .extend({
    revisions: z.array(
      z.object({ number: z.number().int(), title: z.string(), text: z.string(), replacedAt: z.iso.datetime() }),
    ),
  })
  .meta({ id: 'StoryWithRevisions' });

type Row = Awaited<ReturnType<StoryStore['list']>>[number];
type RowWithRevisions = NonNullable<Awaited<ReturnType<StoryStore['find']>>>;

export function toStoryView(story: Row): z.infer<typeof storyView> {
  const { feed } = story;
  return {
    id: story.id,
    title: story.title,
    text: story.text,
    url: story.url,
    author: story.author,
    language: story.language,
    publishedAt: isoOrNull(story.publishedAt),
    fetchedAt: story.fetchedAt.toISOString(),
    revision: story.revision,
    eventId: story.eventId,
    feed: {
      id: feed.id,
      title: feed.title,
      sourceKind: fromStoredSourceKind(feed.sourceKind),
      isSample: feed.isSample,
    },
    matches: story.matches.map(({ topic, score, evidence }) => ({
      topic,
      score,
      evidence: evidence as z.infer<typeof evidenceSchema>[],
    })),
  };
}

export function toStoryWithRevisionsView(story: RowWithRevisions): z.infer<typeof storyWithRevisionsView> {
  return {
    ...toStoryView(story),
    revisions: story.revisions.map(({ number, title, text, replacedAt }) => ({
      number,
      title,
      text,
      replacedAt: replacedAt.toISOString(),
    })),
  };
}
