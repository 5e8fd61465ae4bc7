import { z } from 'zod';
import { pageQuery, totalQuery } from '../api/page.js';
import { sourceKindSchema } from '../feeds/feed-view.js';

/** Which stories; all of them must hold. */
export interface StoryFilter {
  /** A topic's slug. */
  topic?: string;
  feedId?: string;
  sourceKind?: z.infer<typeof sourceKindSchema>;
  language?: string;
  /** By when they were fetched, which is the order that they are listed in; a publisher's date may be missing or wrong. */
  from?: Date;
  to?: Date;
  /** Whether any topic found them. */
  matched?: boolean;
  eventId?: string;
}

/** ISO 8601 with an offset. */
export const time = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

export const filterQuery = {
  q: z
    .string()
    .max(10_000)
    .optional()
    .describe(
      'A query in the language of topics: words, "phrases", NEAR/5, title:, lang:, @entity; as the matcher reads them',
    ),
  topic: z.string().max(200).optional().describe('Slug of a topic that found them'),
  feedId: z.uuid().optional(),
  sourceKind: sourceKindSchema.optional(),
  language: z.string().max(35).optional(),
  from: time.optional().describe('Fetched at this time or later'),
  to: time.optional().describe('Fetched before this time'),
  matched: z.stringbool().optional().describe('Whether any topic found them'),
  eventId: z.uuid().optional(),
};

export const FACETS = ['topic', 'source', 'sourceKind', 'language', 'day'] as const;
export type Facet = (typeof FACETS)[number];

const facetList = z
  .string()
  .max(200)
  .transform((text) => text.split(','))
  .pipe(z.array(z.enum(FACETS)))
  .optional()
  .describe(`What to count them by, with commas between: ${FACETS.join(', ')}`);

export const storyListQuery = pageQuery.extend({
  ...filterQuery,
  similar: z
    .string()
    .trim()
    .min(3)
    .max(300)
    .optional()
    .describe('Titles like this one, the likest first: for misspellings and fragments. Not together with q'),
  textLength: z.coerce
    .number()
    .int()
    .min(0)
    .max(100_000)
    .optional()
    .describe('How many characters of each text to give at most; all unless told'),
  facets: facetList,
  ...totalQuery,
});

export type StoryListQuery = z.infer<typeof storyListQuery>;
