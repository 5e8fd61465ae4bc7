import { z } from 'zod';
import type { Topic } from '../database/generated/client.js';

export const topicFields = {
  name: z.string().trim().min(1).max(200),
  description: z.string().trim().max(2_000),
  query: z.string().min(1).max(50_000),
  enabled: z.boolean(),
};

export const topicView = z
  .object({
    id: z.uuid(),
    slug: z.string(),
    name: z.string(),
    description: z.string(),
    query: z.string(),
    enabled: z.boolean(),
    version: z.number().int(),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'Topic' });

export function toTopicView(topic: Topic): z.infer<typeof topicView> {
  const { id, slug, name, description, query, enabled, version, createdAt, updatedAt } = topic;
  return {
    id,
    slug,
    name,
    description,
    query,
    enabled,
    version,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}
