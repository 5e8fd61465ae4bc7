import { createHash } from 'node:crypto';

/** Why a topic meets the archive again. */
export type RematchReason =
  'new-topic' | 'query-changed' | 'entities-changed' | 'topic-enabled' | 'topic-disabled' | 'by-hand';

/** A topic that is not enabled finds nothing, whatever its query says. */
const DISABLED = 'disabled';
const ENTITY_NAMES = /@([a-z0-9-]+)/g;

/**
 * Everything that decides what a topic finds, in a short text: its query, and the forms of the entities that the query names.
 * Of two topics with the same digest, one finds what the other finds. Names are read off the text, without parsing: one that only
 * looks like a name costs a needless re-match, and a query that cannot be read has a digest too.
 */
export function topicDigest(
  topic: { query: string; enabled: boolean },
  formsOf: (entitySlug: string) => unknown,
): string {
  if (!topic.enabled) return DISABLED;
  const names = [...new Set([...topic.query.matchAll(ENTITY_NAMES)].map(([, name]) => name ?? ''))].sort();
  return `${shortHash(topic.query)}.${shortHash(JSON.stringify(names.map((name) => [name, formsOf(name) ?? null])))}`;
}

/** The digests of topics as they are with these entities. */
export function digestWith(
  entities: readonly { slug: string; forms: unknown }[],
): (topic: { query: string; enabled: boolean }) => string {
  const forms = new Map(entities.map((entity) => [entity.slug, entity.forms]));
  return (topic) => topicDigest(topic, (slug) => forms.get(slug));
}

/** What happened between two digests; null when there is nothing to match again. */
export function rematchReason(before: string | null, after: string): RematchReason | null {
  if (before === after) return null;
  // Disabled from the start: it has found nothing yet.
  if (before === null) return after === DISABLED ? null : 'new-topic';
  if (after === DISABLED) return 'topic-disabled';
  if (before === DISABLED) return 'topic-enabled';
  return before.split('.')[0] === after.split('.')[0] ? 'entities-changed' : 'query-changed';
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}
