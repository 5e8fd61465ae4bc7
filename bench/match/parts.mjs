// The same queries in one thread and in two, over all stories, handed over as the pool does: from strings to finds in the main thread.
export async function measureWorkers({ queries, entities, sample, stories, rounds }) {
  const { PercolatorPool } = await import('../../dist/matching/percolator/percolator-pool.js');
  const rates = [];
  for (const workers of [1, 2]) {
    const pool = new PercolatorPool({ workers, entities, sample });
    try {
      await pool.put(queries.map(({ slug, query }) => ({ slug, query })));
      await pool.percolate(stories);
      const times = [];
      for (let round = 0; round < rounds; round++) {
        const from = performance.now();
        await pool.percolate(stories);
        times.push(stories.length / ((performance.now() - from) / 1_000));
      }
      rates.push(times.sort((left, right) => left - right)[rounds >> 1]);
    } finally {
      await pool.close();
    }
  }
  return { one: rates[0], two: rates[1] };
}

/** A thousand changed queries beside all the others, until they are live. */
export function measureChange({ matcher, queries, rounds }) {
  const changed = queries.slice(0, 1_000);
  const times = Array.from({ length: rounds }, () => {
    const from = performance.now();
    matcher.put(changed);
    return performance.now() - from;
  });
  return times.sort((left, right) => left - right)[rounds >> 1];
}

/** What a MinHash signature adds to a story, in microseconds. */
export function measureSignature({ matcher, stories, rounds }) {
  const time = (options) => {
    const from = performance.now();
    for (const story of stories) matcher.percolate(story, options);
    return ((performance.now() - from) * 1_000) / stories.length;
  };
  const differences = Array.from({ length: rounds }, () => time({ signature: true }) - time({}));
  return differences.sort((left, right) => left - right)[rounds >> 1];
}
