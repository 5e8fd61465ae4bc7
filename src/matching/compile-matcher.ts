import { type Percolator, type PercolatorInput, type TopicErrors } from './percolator/percolator.js';
import { Percolator as Implementation } from './percolator/percolator.js';

export type Matcher = Percolator;

/** A topic whose query does not parse is reported and left out; the others match on. */
export function compileMatcher(input: PercolatorInput): { matcher: Matcher; errors: TopicErrors[] } {
  const { percolator, errors } = Implementation.compile(input);
  return { matcher: percolator, errors };
}
