// From the build, not from the sources: Jest loads this file without its module mapping.
import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { migrate } from '../../dist/database/migrate.js';
import { startEmbeddedPostgres } from '../../dist/embedded/embedded-postgres.js';
import { findRedisBinary } from '../../dist/embedded/embedded-redis.js';

/** One real PostgreSQL for the whole run; each test file takes a database of its own from the migrated template. */
export default async function globalSetup() {
  const dataFolder = await mkdtemp(join(tmpdir(), 'wirewatch-test-'));
  // PostgreSQL does not run as root: its account must be able to pass.
  await chmod(dataFolder, 0o755);
  const server = await startEmbeddedPostgres({ dataFolder, log: () => undefined });
  globalThis.testPostgres = { dataFolder, server };
  process.env.TEST_POSTGRES_URL = server.url;
  process.env.TEST_REDIS_BINARY = (await findRedisBinary(process.env.PATH)) ?? '';
  await makeTemplate(server.url);
}

async function makeTemplate(serverUrl) {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  await client.query('CREATE DATABASE wirewatch_template');
  await client.end();
  const url = new URL(serverUrl);
  url.pathname = 'wirewatch_template';
  await migrate(url.href, join(import.meta.dirname, '../../prisma/migrations'));
}
