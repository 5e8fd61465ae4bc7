// PostgreSQL: stored tsquery, candidates through a GIN index on each query's rarest clause, one statement a story.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

export const name = 'PostgreSQL, tsquery + GIN';

export async function build({ queries, rarity }) {
  const { startEmbeddedPostgres } = await import('../../../dist/embedded/embedded-postgres.js');
  const dataFolder = mkdtempSync(join(tmpdir(), 'bench-match-'));
  chmodSync(dataFolder, 0o755);
  const server = await startEmbeddedPostgres({ dataFolder, log: () => undefined });
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  await client.query('CREATE TABLE queries (id int PRIMARY KEY, query tsquery, anchors text[])');
  for (let from = 0; from < queries.length; from += 2_000) {
    const slice = queries.slice(from, from + 2_000);
    await client.query(
      `INSERT INTO queries SELECT id, query::tsquery, string_to_array(anchors, ' ')
       FROM unnest($1::int[], $2::text[], $3::text[]) AS row (id, query, anchors)`,
      [slice.map((_, at) => from + at), slice.map(toTsquery), slice.map((query) => anchorsOf(query, rarity).join(' '))],
    );
  }
  await client.query('CREATE INDEX ON queries USING gin (anchors) WITH (fastupdate = off)');
  await client.query('ANALYZE queries');
  // It knows nothing of how rare an anchor is in a story, and would else read the whole table.
  await client.query('SET enable_seqscan = off');
  const statement = {
    name: 'percolate',
    text: `SELECT id FROM queries, to_tsvector('simple', $1) AS story
           WHERE anchors && tsvector_to_array(story) AND story @@ query`,
  };
  return {
    match: async (story) =>
      (await client.query({ ...statement, values: [`${story.title}\n${story.text}`] })).rows.length,
    close: async () => {
      await client.end();
      await server.stop();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

/** NEAR is taken as AND, and title: as anywhere, which spares it work. */
function toTsquery({ parts }) {
  return clausesOf(parts)
    .map(({ not, leaves }) => `${not ? '!' : ''}(${leaves.flatMap(termsOf).join('|')})`)
    .join('&');
}

function clausesOf(parts) {
  return parts.flatMap(([kind, ...rest]) => {
    if (kind === 'not') return [{ not: true, leaves: [rest[0]] }];
    return kind === 'near' ? [{ leaves: rest[1] }, { leaves: rest[2] }] : [{ leaves: rest }];
  });
}

function termsOf(leaf) {
  const texts = typeof leaf === 'string' ? [leaf.replaceAll('"', '')] : Object.values(leaf.forms).flat().map(({ text }) => text);
  return texts.map((text) => text.split(' ').map((word) => `'${word}'`).join('<->'));
} // prettier-ignore

function anchorsOf({ parts }, rarity) {
  const wordsOf = ({ leaves }) => leaves.flatMap((leaf) => termsOf(leaf).map((term) => term.split('<->')[0].replaceAll("'", '')));
  const cost = (words) => words.reduce((sum, word) => sum + (rarity.get(word) ?? 0), 0);
  return clausesOf(parts).filter(({ not }) => !not).map(wordsOf).sort((left, right) => cost(left) - cost(right))[0];
} // prettier-ignore
