import { type Percolator } from '../matching/percolator/percolator.js';
import { type Evidence, type StoryText } from '../matching/definitions.js';
import { explainNonMatch } from '../matching/explain.js';
import { matchStory } from '../matching/match-story.js';

export interface LabelledStory extends StoryText {
  id: string;
  /** Topic slugs that a person gave to the story. */
  labels: string[];
}

export interface Score {
  right: number;
  missed: number;
  false: number;
  precision: number;
  recall: number;
  f1: number;
}

export type TaggingError =
  | { kind: 'missed'; story: LabelledStory; topic: string; because: string }
  | { kind: 'false'; story: LabelledStory; topic: string; evidence: Evidence[] };

export interface Evaluation {
  stories: number;
  micro: Score;
  byTopic: Map<string, Score>;
  byLanguage: Map<string, Score>;
  errors: TaggingError[];
}

/**
 * How well the topics tag stories that people have labelled. Only the given topics count: a label or a match of any other is
 * neither right nor wrong. F1 is 1 where there was nothing to find and nothing was found.
 */
export function evaluateTopics(matcher: Percolator, topics: string[], stories: LabelledStory[]): Evaluation {
  const micro = new Tally();
  const byTopic = new Map(topics.map((topic) => [topic, new Tally()]));
  const byLanguage = new Map<string, Tally>();
  const errors: TaggingError[] = [];
  for (const story of stories) {
    const language = story.language ?? 'unknown';
    const ofLanguage = byLanguage.get(language) ?? new Tally();
    byLanguage.set(language, ofLanguage);
    const { matches } = matchStory(matcher, story);
    for (const topic of topics) {
      const match = matches.find((found) => found.topic === topic);
      const wanted = story.labels.includes(topic);
      for (const tally of [micro, byTopic.get(topic), ofLanguage]) tally?.count(wanted, match !== undefined);
      if (wanted && !match) errors.push({ kind: 'missed', story, topic, because: whyMissed(matcher, topic, story) });
      if (!wanted && match) errors.push({ kind: 'false', story, topic, evidence: match.evidence });
    }
  }
  return {
    stories: stories.length,
    micro: micro.score(),
    byTopic: scores(byTopic),
    byLanguage: scores(byLanguage),
    errors,
  };
}

class Tally {
  private readonly counts = { right: 0, missed: 0, false: 0 };

  count(wanted: boolean, found: boolean): void {
    if (wanted && found) this.counts.right++;
    else if (wanted) this.counts.missed++;
    else if (found) this.counts.false++;
  }

  score(): Score {
    const { right, missed, false: wrong } = this.counts;
    return {
      ...this.counts,
      precision: share(right, right + wrong),
      recall: share(right, right + missed),
      f1: share(2 * right, 2 * right + missed + wrong),
    };
  }
}

function share(part: number, whole: number): number {
  return whole === 0 ? 1 : part / whole;
}

function scores(tallies: Map<string, Tally>): Map<string, Score> {
  return new Map([...tallies].map(([key, tally]) => [key, tally.score()]));
}

function whyMissed(matcher: Percolator, topic: string, story: LabelledStory): string {
  const why = explainNonMatch(matcher, topic, story);
  if (why.kind !== 'fails') return why.kind;
  const nearest = why.nearest.map(({ text }) => `“${text}”`).join(', ');
  return nearest === '' ? why.reason : `${why.reason} (nearest: ${nearest})`;
}
