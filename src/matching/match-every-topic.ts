import { type CompiledTopic } from './compile-query.js';
import { type StoryText, type TopicMatch } from './definitions.js';
import { readStory } from './evaluate.js';
import { matchTopic } from './match-topic.js';

/** What matching means, four lines long: every query evaluated on the story. The percolator is held to it. */
export function matchEveryTopic(topics: readonly CompiledTopic[], story: StoryText): TopicMatch[] {
  const reading = readStory(story);
  return topics.flatMap((topic) => matchTopic(topic, reading) ?? []);
}
