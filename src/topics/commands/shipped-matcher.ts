import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Percolator } from '../../matching/percolator/percolator.js';
import { loadPresets } from '../presets.js';

/** From src/topics/commands and dist/topics/commands alike. */
const SEED_FOLDER = fileURLToPath(new URL('../../../prisma/seed', import.meta.url));

/** What the desk that Wirewatch was made for asks of every story; the other shipped topics are its surroundings. */
export const FIRST_DESK_TOPICS: readonly string[] = ['pact', 'china-stance', 'ukraine-missile-policy'];

/** A matcher over the topics that the product ships, or over those `only`, without a database. */
export function compileShippedMatcher(options: { folder?: string; only?: readonly string[] } = {}): {
  matcher: Percolator;
  topics: string[];
} {
  const { folder = SEED_FOLDER, only } = options;
  const { topics: shipped, entities } = loadPresets(folder);
  const topics = only ? shipped.filter(({ slug }) => only.includes(slug)) : shipped;
  const { matcher, errors } = Percolator.compile({ topics, entities });
  const [wrong] = errors;
  if (wrong) {
    const first = wrong.errors[0];
    const file = join(folder, 'topics', `${wrong.topic}.yaml`);
    throw new Error(`${file}: query line ${first?.line}, column ${first?.column}: ${first?.message}`);
  }
  return { matcher, topics: topics.map(({ slug }) => slug) };
}
