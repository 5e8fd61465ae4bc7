import { z } from 'zod';
import { isoOrNull } from '../api/page.js';
import type { Feed, Story } from '../database/generated/client.js';
import { fromStoredSourceKind, sourceKindSchema } from '../feeds/feed-view.js';
import { diffWordings, type WordingDiff } from './diff-wordings.js';

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

const enclosureSchema = z
  .object({ url: z.string(), type: z.string().optional(), length: z.number().optional() })
  .meta({ id: 'Enclosure' });

/** How one wording became the next, word by word. */
export const wordingDiffSchema = z
  .discriminatedUnion('outcome', [
    z.object({
      outcome: z.literal('compared'),
      parts: z.array(
        z.discriminatedUnion('kind', [
          z.object({ kind: z.enum(['same', 'added', 'removed']), text: z.string() }),
          z.object({ kind: z.literal('elided'), characters: z.number().int() }),
        ]),
      ),
    }),
    z.object({ outcome: z.literal('too-long') }),
  ])
  .meta({ id: 'WordingDiff' });

export const storyView = z
  .object({
    id: z.uuid(),
    title: z.string(),
    text: z.string(),
    url: z.string().nullable(),
    author: z.string().nullable(),
    language: z.string().nullable(),
    categories: z.array(z.string()),
    enclosures: z.array(enclosureSchema),
    publishedAt: z.iso.datetime().nullable(),
    fetchedAt: z.iso.datetime(),
    revision: z.number().int(),
    /** Whether the linked article stands in the text; null where it was not asked for. */
    articleState: z.enum(['wanted', 'read', 'failed']).nullable(),
    /** Why it could not be read. */
    articleFailure: z.string().nullable(),
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

const revisionView = z.object({
  number: z.number().int(),
  title: z.string(),
  text: z.string(),
  replacedAt: z.iso.datetime(),
  /** From this wording to the one that replaced it. */
  changes: z.object({ title: wordingDiffSchema, text: wordingDiffSchema }),
});

export const storyWithRevisionsView = storyView
  .extend({
    /** Fit to be put into a page as it is; null where it would say no more than the text. */
    html: z.string().nullable(),
    revisions: z.array(revisionView),
  })
  .meta({ id: 'StoryWithRevisions' });

type ShownFields =
  | 'id'
  | 'title'
  | 'text'
  | 'url'
  | 'author'
  | 'language'
  | 'categories'
  | 'enclosures'
  | 'publishedAt'
  | 'fetchedAt'
  | 'revision'
  | 'articleState'
  | 'articleFailure'
  | 'eventId';

/** A row with what is shown beside it. Lists of stories are written by PostgreSQL itself, which makes the same of it. */
export type StoryRow = Pick<Story, ShownFields> & {
  feed: { id: string; title: string; sourceKind: Feed['sourceKind']; isSample: boolean };
  matches: readonly { topic: { id: string; slug: string; name: string }; score: number; evidence: unknown }[];
};

export function toStoryView(story: StoryRow): z.infer<typeof storyView> {
  const { feed } = story;
  return {
    id: story.id,
    title: story.title,
    text: story.text,
    url: story.url,
    author: story.author,
    language: story.language,
    categories: story.categories,
    enclosures: story.enclosures as z.infer<typeof enclosureSchema>[],
    publishedAt: isoOrNull(story.publishedAt),
    fetchedAt: story.fetchedAt.toISOString(),
    revision: story.revision,
    articleState: story.articleState,
    articleFailure: story.articleFailure,
    eventId: story.eventId,
    feed: {
      id: feed.id,
      title: feed.title,
      sourceKind: fromStoredSourceKind(feed.sourceKind),
      isSample: feed.isSample,
    },
    matches: story.matches.map(({ topic, score, evidence }) => ({
      topic: { id: topic.id, slug: topic.slug, name: topic.name },
      score,
      evidence: evidence as z.infer<typeof evidenceSchema>[],
    })),
  };
}

/** A wording that was replaced, as it is stored. */
export interface EarlierWording {
  number: number;
  title: string;
  text: string;
  /** ISO 8601. */
  replacedAt: string;
}

/** For all comparisons of a story together: they hold up every other request. */
const COMPARING_MS = 500;

/** Each earlier wording with what became of it, the first one first; they come the last one first. */
export function toRevisionViews(
  story: { title: string; text: string },
  earlier: readonly EarlierWording[],
  now: () => number = () => performance.now(),
): z.infer<typeof revisionView>[] {
  const end = now() + COMPARING_MS;
  const compare = (one: string, next: string): WordingDiff => diffWordings(one, next, { timeoutMs: end - now() });
  // The latest change is the one that is asked for most: it comes first in the time, and last in the list.
  return earlier
    .map((wording, place) => {
      const next = earlier[place - 1] ?? story;
      return {
        ...wording,
        changes: { title: compare(wording.title, next.title), text: compare(wording.text, next.text) },
      };
    })
    .reverse();
}
