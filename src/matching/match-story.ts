import { type Percolator } from './percolator/percolator.js';
import { type StoryText, type TopicMatch } from './definitions.js';
import { readStory } from './evaluate.js';
import { matchTopic } from './match-topic.js';

/**
 * The topics that the story matches, in the order in which they were stored, each with its reasons. What goes wrong in one topic is reported beside the others' matches.
 * The percolator says which topics match; the evidence is the reference evaluator's, which is slow and has only those to look at.
 */
export function matchStory(
  matcher: Pick<Percolator, 'percolate' | 'topic'>,
  story: StoryText,
): { matches: TopicMatch[]; errors: { topic: string; message: string }[] } {
  const { finds, errors } = matcher.percolate(story, { spans: false });
  if (finds.length === 0) return { matches: [], errors };
  const reading = readStory(story);
  const matches: TopicMatch[] = [];
  for (const { topic: slug } of finds.sort((left, right) => left.number - right.number)) {
    try {
      const topic = matcher.topic(slug);
      const match = topic && matchTopic(topic, reading);
      if (match) matches.push(match);
    } catch (error) {
      errors.push({ topic: slug, message: error instanceof Error ? error.message : String(error) });
    }
  }
  return { matches, errors };
}
