import { z } from 'zod';
import { isoOrNull } from '../api/page.js';
import type { FeedMove, Fetch } from '../database/generated/client.js';

export const fetchView = z
  .object({
    id: z.uuid(),
    outcome: z.string(),
    message: z.string().nullable(),
    firstAt: z.iso.datetime(),
    lastAt: z.iso.datetime(),
    times: z.number().int(),
    status: z.number().int().nullable(),
    finalUrl: z.string().nullable(),
    durationMs: z.number().int(),
    bytes: z.number().int().nullable(),
    itemCount: z.number().int().nullable(),
    newCount: z.number().int().nullable(),
    changedCount: z.number().int().nullable(),
  })
  .meta({ id: 'Fetch' });

export function toFetchView(fetch: Fetch): z.infer<typeof fetchView> {
  const { id, outcome, message, times, status, finalUrl, durationMs, bytes, itemCount, newCount, changedCount } = fetch;
  return {
    ...{ id, outcome, message, times, status, finalUrl, durationMs, bytes, itemCount, newCount, changedCount },
    firstAt: fetch.firstAt.toISOString(),
    lastAt: fetch.lastAt.toISOString(),
  };
}

export const feedMoveView = z
  .object({
    id: z.uuid(),
    fromUrl: z.string(),
    toUrl: z.string(),
    movedAt: z.iso.datetime(),
    undoneAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'FeedMove' });

export function toFeedMoveView({ id, fromUrl, toUrl, movedAt, undoneAt }: FeedMove): z.infer<typeof feedMoveView> {
  return { id, fromUrl, toUrl, movedAt: movedAt.toISOString(), undoneAt: isoOrNull(undoneAt) };
}
