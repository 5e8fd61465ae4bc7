import fc from 'fast-check';
import type * as built from '../src/matching/percolator/percolator-pool.js';
import { printQuery } from '../src/matching/print-query.js';
import { Percolator } from '../src/matching/percolator/percolator.js';
import { ENTITIES, query, story } from './support/arbitrary-queries.js';

let PercolatorPool: (typeof built)['PercolatorPool'];

beforeAll(async () => {
  // A thread loads its file itself, without Jest: the built one.
  ({ PercolatorPool } = (await import('../dist/matching/percolator/percolator-pool.js' as string)) as typeof built);
});

describe('a pool of percolators', () => {
  it('says what one percolator says, story by story, after every change', async () => {
    const pool = new PercolatorPool({ workers: 2, entities: ENTITIES, sample: [] });
    const single = new Percolator(ENTITIES);
    try {
      const [nodes] = fc.sample(fc.array(query.any, { minLength: 150, maxLength: 150 }), { numRuns: 1, seed: 1 });
      const stories = fc.sample(story, { numRuns: 500, seed: 2 });
      const topics = (nodes ?? []).map((node, at) => ({ slug: `q${at}`, query: printQuery(node) }));
      expect(await pool.put([...topics, { slug: 'bad', query: '(' }])).toMatchObject([{ topic: 'bad' }]);
      single.put(topics);
      expect(await pool.percolate(stories)).toEqual(stories.map((one) => single.percolate(one)));
      const slugs = topics.slice(50).map(({ slug }) => slug);
      await pool.remove(slugs);
      single.remove(slugs);
      expect(await pool.percolate(stories)).toEqual(stories.map((one) => single.percolate(one)));
    } finally {
      await pool.close();
    }
  });

  it('rejects what is asked of a thread that has ended', async () => {
    const pool = new PercolatorPool({ workers: 1, entities: [], sample: [] });
    const asked = pool.percolate([{ title: 'a', text: '' }]);
    await Promise.all([expect(asked).rejects.toThrow('ended'), pool.close()]);
    await expect(pool.put([])).rejects.toThrow('ended');
  });
});
