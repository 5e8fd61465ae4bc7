import type { EntityDefinition } from '../matching/definitions.js';
import { tryQuery, validateQuery } from './draft-query.js';

const entities: EntityDefinition[] = [
  {
    slug: 'north-korea',
    name: 'North Korea',
    kind: 'place',
    forms: { en: [{ text: 'North Korea' }], ko: [{ text: '북한' }] },
  },
];
const slugs = new Set(entities.map(({ slug }) => slug));

describe('validateQuery', () => {
  it('gives a query that can be read in its normal form', () => {
    expect(validateQuery('  (treaty   OR pact)  @north-korea # who', slugs)).toEqual({
      valid: true,
      normalForm: '(treaty OR pact) AND @north-korea',
    });
  });

  it('gives every error of one that cannot, with its place and a suggestion', () => {
    expect(validateQuery('treaty AND\n  @north-kora AND (', slugs)).toMatchObject({
      valid: false,
      errors: expect.arrayContaining([
        expect.objectContaining({ line: 2, column: 3, suggestion: expect.stringContaining('north-korea') }),
        expect.objectContaining({ code: 'unclosed-group' }),
      ]),
    });
  });
});

describe('tryQuery', () => {
  const story = { title: '북한은 조약을 비준했다', text: 'The treaty is in force.' };

  it('shows where a query matches, and by which clause', () => {
    const trial = tryQuery('@north-korea AND treaty', entities, story);
    expect(trial).toMatchObject({ outcome: 'matches' });
    const found =
      trial.outcome === 'matches' ? trial.evidence.map(({ field, start, end }) => story[field].slice(start, end)) : [];
    expect(found).toEqual(expect.arrayContaining(['treaty', expect.stringMatching(/^북한/)]));
  });

  it('shows the first clause that fails', () => {
    expect(tryQuery('@north-korea AND submarine', entities, story)).toMatchObject({
      outcome: 'does-not-match',
      clause: 'submarine',
    });
  });

  it('shows the errors of a query that cannot be read', () => {
    expect(tryQuery('@north-korea AND', entities, story)).toMatchObject({ outcome: 'invalid', errors: [{ line: 1 }] });
  });
});
