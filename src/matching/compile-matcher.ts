import { type EntityDefinition, type StoryText, type TopicDefinition } from './definitions.js';
import { Percolator, type TopicErrors } from './percolator/percolator.js';

export type Matcher = Percolator;

/** A topic whose query does not parse is reported and left out; the others match on. */
export function compileMatcher(input: {
  topics: TopicDefinition[];
  entities: EntityDefinition[];
  /** Stories like those to come: they tell which words are rare, which makes matching faster and changes nothing else. */
  sample?: StoryText[];
}): { matcher: Matcher; errors: TopicErrors[] } {
  const matcher = new Percolator(input.entities, input.sample);
  return { matcher, errors: matcher.put(input.topics) };
}
