import { type Requirement } from './ts-query.js';

/** Share of the stories that hold what is required, by and large: words keep company, so the rarest of several decides. */
export function estimateFrequency(
  requirement: Requirement,
  known: { frequencies: ReadonlyMap<string, number>; floor: number },
): number {
  switch (requirement.kind) {
    case 'lexeme':
      return known.frequencies.get(requirement.lexeme) ?? known.floor * (requirement.isPrefix ? 1 : 0.5);
    case 'and':
      return requirement.parts.reduce((least, part) => Math.min(least, estimateFrequency(part, known)), 1);
    case 'or':
      return Math.min(
        1,
        requirement.parts.reduce((sum, part) => sum + estimateFrequency(part, known), 0),
      );
  }
}
