import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../config/project-root.js';
import { Percolator } from '../matching/percolator/percolator.js';
import { loadPresets } from './presets.js';

const shipped = loadPresets(join(projectRoot, 'prisma/seed'));

describe('the shipped entities', () => {
  it('compile into the shipped topics, every @slug among them', () => {
    expect(Percolator.compile(shipped).errors).toEqual([]);
    expect(shipped.topics.map(({ slug }) => slug)).toEqual(
      expect.arrayContaining(['pact', 'china-stance', 'ukraine-missile-policy']),
    );
  });

  const languages = ['en', 'ru', 'uk', 'ko', 'zh-Hans', 'zh-Hant', 'ja', 'de', 'fr', 'es'];
  it.each(shipped.entities.map((entity) => [entity.slug, entity] as const))(
    '%s has forms in the languages of the desk, unless its name is the same in all',
    (_, { forms }) => {
      expect(languages.filter((language) => !forms[language] && !forms.any)).toEqual([]);
    },
  );

  it.each(shipped.entities.map((entity) => [entity.slug, entity] as const))(
    '%s lists no form twice',
    (_, { forms }) => {
      for (const list of Object.values(forms)) {
        const texts = list.map(({ text, exactCase }) => `${exactCase ? '=' : ''}${text}`);
        expect(texts.filter((text, at) => texts.indexOf(text) !== at)).toEqual([]);
      }
    },
  );
});

describe('loadPresets', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'presets-'));
    mkdirSync(join(folder, 'entities'));
    mkdirSync(join(folder, 'topics'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('reads a form as a query would: = keeps the case, * lets it go on', () => {
    writeFileSync(
      join(folder, 'entities/a.yaml'),
      '- { slug: usa, name: USA, kind: place, forms: { en: [=US, America*, { text: Uncle Sam, inflect: false }] } }',
    );
    expect(loadPresets(folder).entities[0]?.forms.en).toEqual([
      { text: 'US', exactCase: true },
      { text: 'America', prefix: true },
      { text: 'Uncle Sam', inflect: false },
    ]);
  });

  it.each([
    ['entities/a.yaml', '- slug: [', /^entities\/a\.yaml: line 1/],
    ['entities/a.yaml', 'slug: a', /^entities\/a\.yaml: /],
    ['entities/a.yaml', '- { slug: usa, name: USA, kind: country, forms: {} }', /^entities\/a\.yaml, usa: kind/],
    ['entities/a.yaml', '- { name: USA, kind: place, forms: {} }', /^entities\/a\.yaml, entry 1: slug/],
    ['entities/a.yaml', '- { slug: A b, name: USA, kind: place, forms: {} }', /^entities\/a\.yaml, A b: slug/],
    ['entities/a.yaml', '- { slug: a, name: A, kind: place, forms: { en: [] } }', /^entities\/a\.yaml, a: forms\.en/],
    [
      'entities/a.yaml',
      '[{ slug: a, name: A, kind: place, forms: {} }, { slug: a, name: A, kind: place, forms: {} }]',
      /^entity a is defined twice/,
    ],
    ['topics/t.yaml', '{ slug: t, name: T, description: D }', /^topics\/t\.yaml: query/],
    ['topics/t.yaml', '{ slug: t, name: T, description: D, query: a, querry: b }', /^topics\/t\.yaml: .*querry/],
  ])('refuses %s with %s', (file, content, message) => {
    writeFileSync(join(folder, file), content);
    expect(() => loadPresets(folder)).toThrow(message);
  });
});
