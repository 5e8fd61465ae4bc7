import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../config/project-root.js';
import { Percolator } from '../matching/percolator/percolator.js';
import { compileShippedMatcher, FIRST_DESK_TOPICS } from './commands/shipped-matcher.js';
import { evaluateTopics } from './evaluate.js';
import { readLabelledStories } from './read-labelled-stories.js';

describe('evaluateTopics', () => {
  const { matcher } = Percolator.compile({ topics: [{ slug: 'treaty', query: 'treaty' }], entities: [] });
  const story = (id: string, title: string, labels: string[], language = 'en') => ({
    id,
    title,
    text: '',
    labels,
    language,
  });

  it('counts what was right, missed and false, by topic and by language', () => {
    const { micro, byLanguage, errors } = evaluateTopics(
      matcher,
      ['treaty'],
      [
        story('right', 'The treaty', ['treaty']),
        story('missed', 'The accord', ['treaty']),
        story('false', 'A tax treaty', [], 'uk'),
        story('neither', 'Rain', []),
      ],
    );
    expect(micro).toEqual({ right: 1, missed: 1, false: 1, precision: 0.5, recall: 0.5, f1: 0.5 });
    expect(byLanguage.get('uk')).toMatchObject({ false: 1, f1: 0 });
    expect(errors.map(({ kind, story: { id } }) => `${kind} ${id}`)).toEqual(['missed missed', 'false false']);
  });

  const folder = join(projectRoot, 'test/gold');
  it.each([
    ['own.jsonl', 400, FIRST_DESK_TOPICS],
    ['headlines.jsonl', 570, FIRST_DESK_TOPICS],
    ['blind.jsonl', 160, FIRST_DESK_TOPICS],
    ['region.jsonl', 150, ['dprk-arms-transfers', 'allied-response', 'peninsula-tension', 'pact']],
  ])('holds the shipped topics to the labelled stories of %s', (file, least, labelled) => {
    const stories = readLabelledStories(readFileSync(join(folder, file), 'utf8'));
    const { micro, byTopic, byLanguage } = evaluateTopics(compileShippedMatcher().matcher, [...labelled], stories);
    expect(stories.length).toBeGreaterThanOrEqual(least);
    expect(micro.f1).toBeGreaterThanOrEqual(0.95);
    for (const [topic, { f1 }] of byTopic) expect({ topic, good: f1 >= 0.93 }).toEqual({ topic, good: true });
    for (const [language, { f1 }] of byLanguage)
      expect({ language, good: f1 >= 0.85 }).toEqual({ language, good: true });
  });
});
