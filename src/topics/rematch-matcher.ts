import { Percolator } from '../matching/percolator/percolator.js';
import type { EntityDefinition, TopicDefinition } from '../matching/definitions.js';

export interface RematchMatcher {
  matcher: Percolator;
  /** By slug: why a query cannot be read. Such a topic keeps the matches that it has. */
  unreadable: ReadonlyMap<string, string>;
}

/** A matcher of the changed topics alone, of exactly the given state: the live one holds every topic, and may be a second old. */
export function compileRematch(
  topics: readonly TopicDefinition[],
  entities: readonly EntityDefinition[],
): RematchMatcher {
  const { matcher, errors } = Percolator.compile({ topics: [...topics], entities: [...entities] });
  return {
    matcher,
    unreadable: new Map(errors.map(({ topic, errors: [first] }) => [topic, first?.message ?? 'unknown error'])),
  };
}
