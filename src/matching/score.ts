import { type Evidence } from './definitions.js';
import { type Token } from './tokenize.js';

const WEIGHTS = { title: 0.35, position: 0.25, roles: 0.2, density: 0.2 } as const;
/** Four different entities or terms, or six finds in a hundred words, are as good as it gets. */
const FULL_ROLES = 4;
const FULL_DENSITY = 6;
/** A find in the eighth sentence counts half as much as one in the first. */
const HALF_LIFE_SENTENCES = 7;

/**
 * How much a story is about a topic that it matched:
 *
 *     0.35 × something found in the title
 *   + 0.25 × 1 / (1 + sentence of the first find in the text / 7)
 *   + 0.20 × different entities or terms found / 4, at most 1
 *   + 0.20 × finds in a hundred words / 6, at most 1
 *
 * A match by absence alone (a pure NOT) has no evidence and scores 0.
 */
export function scoreMatch(evidence: Evidence[], tokens: Token[]): number {
  if (evidence.length === 0) return 0;
  const title = evidence.some((found) => found.field === 'title') ? 1 : 0;
  const firstFind = evidence.find((found) => found.field === 'text');
  const sentence =
    firstFind && tokens.find((token) => token.field === 'text' && token.start >= firstFind.start)?.sentence;
  const position = sentence === undefined ? title : 1 / (1 + (sentence - 1) / HALF_LIFE_SENTENCES);
  const roles = Math.min(1, new Set(evidence.map((found) => found.entity ?? found.form)).size / FULL_ROLES);
  const density = Math.min(1, (evidence.length * 100) / Math.max(tokens.length, 30) / FULL_DENSITY);
  const score = WEIGHTS.title * title + WEIGHTS.position * position + WEIGHTS.roles * roles + WEIGHTS.density * density;
  return Math.round(score * 1000) / 1000;
}
