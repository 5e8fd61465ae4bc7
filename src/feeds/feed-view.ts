import { z } from 'zod';
import { isoOrNull } from '../api/page.js';
import type { Feed } from '../database/generated/client.js';

/** The database's enum labels cannot hold a hyphen in code; people and the API read them with one. */
export const sourceKindSchema = z.enum(['wire', 'state-media', 'official', 'independent']).meta({ id: 'SourceKind' });
export type SourceKind = z.infer<typeof sourceKindSchema>;

export function toStoredSourceKind(kind: SourceKind): Feed['sourceKind'] {
  return kind === 'state-media' ? 'state_media' : kind;
}

export function fromStoredSourceKind(kind: Feed['sourceKind']): SourceKind {
  return kind === 'state_media' ? 'state-media' : kind;
}

export const feedView = z
  .object({
    id: z.uuid(),
    url: z.string(),
    title: z.string(),
    siteUrl: z.string().nullable(),
    language: z.string().nullable(),
    country: z.string().nullable(),
    sourceKind: sourceKindSchema,
    isSample: z.boolean(),
    state: z.enum(['active', 'paused', 'gone', 'duplicate']),
    intervalMs: z.number().int().nullable(),
    fullText: z.boolean(),
    createdAt: z.iso.datetime(),
    nextFetchAt: z.iso.datetime(),
    nextFetchReason: z.string().nullable(),
    lastFetchedAt: z.iso.datetime().nullable(),
    lastSuccessAt: z.iso.datetime().nullable(),
    lastOutcome: z.string().nullable(),
    lastError: z.string().nullable(),
    consecutiveFailures: z.number().int(),
    publicationGapMs: z.number().nullable(),
    newestItemAt: z.iso.datetime().nullable(),
    validatorsWork: z.boolean().nullable(),
    finalUrl: z.string().nullable(),
    duplicateOfId: z.uuid().nullable(),
    storyCount: z.number().int(),
  })
  .meta({ id: 'Feed' });

export function toFeedView(feed: Feed & { storyCount: number }): z.infer<typeof feedView> {
  return {
    id: feed.id,
    url: feed.url,
    title: feed.title,
    siteUrl: feed.siteUrl,
    language: feed.language,
    country: feed.country,
    sourceKind: fromStoredSourceKind(feed.sourceKind),
    isSample: feed.isSample,
    state: feed.state,
    intervalMs: feed.intervalMs,
    fullText: feed.fullText,
    createdAt: feed.createdAt.toISOString(),
    nextFetchAt: feed.nextFetchAt.toISOString(),
    nextFetchReason: feed.nextFetchReason,
    lastFetchedAt: isoOrNull(feed.lastFetchedAt),
    lastSuccessAt: isoOrNull(feed.lastSuccessAt),
    lastOutcome: feed.lastOutcome,
    lastError: feed.lastError,
    consecutiveFailures: feed.consecutiveFailures,
    publicationGapMs: feed.publicationGapMs,
    newestItemAt: isoOrNull(feed.newestItemAt),
    validatorsWork: feed.validatorsWork,
    finalUrl: feed.finalUrl,
    duplicateOfId: feed.duplicateOfId,
    storyCount: feed.storyCount,
  };
}
