import { join } from 'node:path';
import { projectRoot } from '../../config/project-root.js';
import { loadSampleStories } from '../../feeds/sample-wire/sample-wire.js';
import { matchStory } from '../../matching/match-story.js';
import { compileShippedMatcher } from './shipped-matcher.js';

const { matcher } = compileShippedMatcher();
const samples = loadSampleStories(join(projectRoot, 'prisma/seed/sample-wire.yaml'));

describe('the shipped topics', () => {
  it.each(samples.map((story) => [story.id, story] as const))(
    'find in the sample story %s what it tells of',
    (_, story) => {
      const { matches, errors } = matchStory(matcher, { title: story.title, text: story.text });
      expect(errors).toEqual([]);
      expect(matches.map(({ topic }) => topic).sort()).toEqual([...story.topics].sort());
    },
  );
});
