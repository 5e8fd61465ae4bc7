import { z } from 'zod';
import { ProblemException } from '../api/problem.exception.js';
import { storyView } from '../stories/story-view.js';
import { FACETS } from './story-query.js';
import type { LikeTitle } from './similar-title.store.js';
import type { ListedStory, Survey } from './story-search.service.js';

const foundView = z
  .object({
    field: z.enum(['title', 'text']),
    /** UTF-16 offsets in the stored title or text. */
    start: z.number().int(),
    end: z.number().int(),
    /** The term or entity that stands there, as a query writes it. */
    term: z.string(),
  })
  .meta({ id: 'Found' });

const listedStoryView = storyView
  .extend({
    /** Where the search found what; only with `q`. */
    found: z.array(foundView).optional(),
    /** How like the title is to the words, 0 to 1; only with `similar`. */
    likeness: z.number().optional(),
  })
  .meta({ id: 'ListedStory' });

const facetView = z
  .array(z.object({ value: z.string().nullable(), name: z.string().nullable(), count: z.number().int() }))
  .meta({ id: 'FacetCounts' });

export const storyPageView = z
  .object({
    items: z.array(listedStoryView),
    nextCursor: z.string().nullable(),
    /** Where it was asked for. */
    total: z.number().int().optional(),
    /** False where there are more than `total`: only the newest were counted, for it and for the facets. */
    complete: z.boolean().optional(),
    facets: z.object(Object.fromEntries(FACETS.map((facet) => [facet, facetView.optional()]))).optional(),
  })
  .meta({ id: 'StoryPage' });

/** A page as it is sent: the stories' JSON comes written from the database. */
export function toStoryPage(
  { rows, next }: { rows: readonly ListedStory[]; next: string | LikeTitle | null },
  counted?: Survey & { wantsFacets: boolean },
): string {
  const nextCursor = next === null || typeof next === 'string' ? next : writeLikenessCursor(next);
  const rest = {
    nextCursor,
    ...(counted && {
      total: counted.total,
      complete: counted.complete,
      ...(counted.wantsFacets && { facets: counted.facets }),
    }),
  };
  return `{"items":[${rows.map(toItem).join(',')}],${JSON.stringify(rest).slice(1)}`;
}

function toItem({ item, found, likeness }: ListedStory): string {
  if (found) return `${item.slice(0, -1)},"found":${JSON.stringify(found)}}`;
  return likeness === undefined ? item : `${item.slice(0, -1)},"likeness":${likeness}}`;
}

export function readStoryCursor(cursor: string | undefined): string | undefined {
  if (cursor === undefined) return undefined;
  const { success, data } = z.uuid().safeParse(cursor);
  if (!success) throw wrongCursor();
  return data.toLowerCase();
}

const likenessCursor = z.tuple([z.number(), z.uuid()]);

export function readLikenessCursor(cursor: string | undefined): LikeTitle | undefined {
  if (cursor === undefined) return undefined;
  try {
    const [likeness, id] = likenessCursor.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
    return { likeness, id };
  } catch {
    throw wrongCursor();
  }
}

function writeLikenessCursor({ likeness, id }: LikeTitle): string {
  return Buffer.from(JSON.stringify([likeness, id])).toString('base64url');
}

export function wrongCursor(): ProblemException {
  return new ProblemException('invalid-request', undefined, [
    { path: 'cursor', message: 'must be the nextCursor of a page with the same filters and order' },
  ]);
}
