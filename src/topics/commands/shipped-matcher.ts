import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileMatcher, type Matcher } from '../../matching/compile-matcher.js';
import { loadPresets } from '../presets.js';

/** From src/topics/commands and dist/topics/commands alike. */
const SEED_FOLDER = fileURLToPath(new URL('../../../prisma/seed', import.meta.url));

/** A matcher over the topics that the product ships, without a database. */
export function compileShippedMatcher(folder = SEED_FOLDER): { matcher: Matcher; topics: string[] } {
  const { topics, entities } = loadPresets(folder);
  const { matcher, errors } = compileMatcher({ topics, entities });
  const [wrong] = errors;
  if (wrong) {
    const first = wrong.errors[0];
    const file = join(folder, 'topics', `${wrong.topic}.yaml`);
    throw new Error(`${file}: query line ${first?.line}, column ${first?.column}: ${first?.message}`);
  }
  return { matcher, topics: topics.map(({ slug }) => slug) };
}
