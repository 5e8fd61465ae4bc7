import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../config/project-root.js';
import { matchStory } from '../matching/match-story.js';
import { Percolator } from '../matching/percolator/percolator.js';
import { validateQuery } from './draft-query.js';
import { loadPresets } from './presets.js';

const page = readFileSync(join(projectRoot, 'docs/query-language.md'), 'utf8');
const { entities } = loadPresets(join(projectRoot, 'prisma/seed'));
const slugs = new Set(entities.map(({ slug }) => slug));

const blocks = [...page.matchAll(/```\n([\s\S]*?)```/g)].map(([, block]) => block ?? '');
const queries = blocks.flatMap((block) => (block.startsWith('#') ? [block] : block.trim().split('\n')));

const finds = (query: string, title: string) => {
  const { matcher, errors } = Percolator.compile({ topics: [{ slug: 'example', query }], entities });
  expect(errors).toEqual([]);
  return matchStory(matcher, { title, text: '' }).matches.length > 0;
};

describe('docs/query-language.md', () => {
  it.each(queries)('shows a query that can be read: %s', (query) => {
    expect(validateQuery(query, slugs)).toMatchObject({ valid: true });
  });

  it.each([
    ['treaty', "the treaties' text", true],
    ['договор', 'текст договором', true],
    ['"defence pact"', 'a defence pact', true],
    ['"defence pact"', 'a pact on defence', false],
    ['sanction*', 'they were sanctioned', true],
    ['=Pact', 'the Pact', true],
    ['=Pact', 'a pact', false],
    ['pact', 'the impact', false],
    ['북한', '북한은 밝혔다', true],
    ['A NEAR/5 B', 'b one two three a', true],
    ['A ONEAR/5 B', 'b one two three a', false],
    ['treaty NOT NEAR/3 Iran', 'treaty with Iran', false],
    ['treaty NOT NEAR/3 Iran', 'treaty with Iran, and many words on, another treaty', true],
    ['@north-korea', '朝鲜', true],
    ['@leave-to-strike', 'разрешил', true],
    ['title:treaty', 'treaty', true],
    ['body:treaty', 'treaty', false],
  ])('says rightly of %s on “%s”: %s', (query, title, expected) => {
    expect(finds(query, title)).toBe(expected);
  });
});
