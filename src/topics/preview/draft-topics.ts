import type { EntityDefinition, Evidence, StoryText } from '../../matching/definitions.js';
import { explainNonMatch, type NearestFind } from '../../matching/explain.js';
import { matchStory } from '../../matching/match-story.js';
import { Percolator } from '../../matching/percolator/percolator.js';

export interface Found {
  score: number;
  evidence: Evidence[];
}

export interface Missed {
  /** The first clause that fails, the same in a sentence, and what came nearest to it. */
  clause: string;
  reason: string;
  nearest: NearestFind[];
}

/** A draft and the saved query that it is to take the place of, in one matcher: both look at every story in one pass. */
export interface DraftTopics {
  /** Why the saved query cannot be read any more; undefined where it can, or there is none. */
  savedProblem: string | undefined;
  /** Which of the two find the story. `failed`: the draft could not be decided on. */
  find(story: StoryText): { draft: boolean; saved: boolean; failed: boolean };
  evidence(of: 'draft' | 'saved', story: StoryText): Found | undefined;
  whyNot(story: StoryText): Missed | undefined;
}

/** The draft has to be readable. */
export function compileDraftTopics(
  draft: string,
  saved: string | undefined,
  entities: readonly EntityDefinition[],
): DraftTopics {
  const topics = [{ slug: 'draft', query: draft }, ...(saved === undefined ? [] : [{ slug: 'saved', query: saved }])];
  const { matcher, errors } = Percolator.compile({ topics, entities });
  const problem = errors.find(({ topic }) => topic === 'saved')?.errors[0]?.message;
  return {
    savedProblem: problem,
    find(story) {
      const { finds, errors: failures } = matcher.percolate(story, { spans: false });
      const has = (slug: string) => finds.some(({ topic }) => topic === slug);
      return { draft: has('draft'), saved: has('saved'), failed: failures.some(({ topic }) => topic === 'draft') };
    },
    evidence(of, story) {
      const match = matchStory(matcher, story).matches.find(({ topic }) => topic === of);
      return match && { score: match.score, evidence: match.evidence };
    },
    whyNot(story) {
      const why = explainNonMatch(matcher, 'draft', story);
      return why.kind === 'fails' ? { clause: why.clause, reason: why.reason, nearest: why.nearest } : undefined;
    },
  };
}
