import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from './embedded-postgres.js';

const query = async (url: string, sql: string): Promise<unknown[]> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
};

describe('the embedded PostgreSQL', () => {
  let dataFolder: string;
  const said: string[] = [];
  const start = () => startEmbeddedPostgres({ dataFolder, log: (line) => said.push(line) });

  beforeAll(async () => {
    dataFolder = await mkdtemp(join(tmpdir(), 'wirewatch-embedded-'));
    // PostgreSQL does not run as root: its account must be able to pass.
    await chmod(dataFolder, 0o755);
  });
  afterAll(() => rm(dataFolder, { recursive: true, force: true }));

  it('starts, stops, and keeps its data and its port', async () => {
    const first = await start();
    expect(said).toEqual(['creating a PostgreSQL cluster (once) …']);
    await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await Promise.all([first.stop(), first.stop()]);
    await expect(query(first.url, 'SELECT 1')).rejects.toThrow(/ECONNREFUSED/);
    const second = await start();
    expect(second.url).toBe(first.url);
    await expect(query(second.url, 'SELECT answer FROM kept')).resolves.toEqual([{ answer: 42 }]);
    expect(said).toHaveLength(1);
    await second.stop();
  }, 60_000);

  it('refuses a data folder that another process uses, and leaves that one alone', async () => {
    const first = await start();
    await expect(start()).rejects.toThrow(/Another Wirewatch/);
    await expect(query(first.url, 'SELECT 1 AS one')).resolves.toEqual([{ one: 1 }]);
    await first.stop();
  }, 60_000);

  it('takes over a server whose process died without a word', async () => {
    const before = await start();
    const [server] = await query(before.url, 'SELECT pg_postmaster_start_time()::text AS started');
    // What the system does when a process is killed: its connections end, and the server stays.
    await query(before.url, `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'`);
    const after = await start();
    await expect(query(after.url, 'SELECT pg_postmaster_start_time()::text AS started')).resolves.toEqual([server]);
    await after.stop();
    await expect(query(after.url, 'SELECT 1')).rejects.toThrow(/ECONNREFUSED/);
  }, 60_000);
});
