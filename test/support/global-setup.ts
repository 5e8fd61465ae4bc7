import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../../src/embedded/embedded-postgres.js';
import { findRedisBinary } from '../../src/embedded/embedded-redis.js';
import { prepareTemplate } from './database.js';

/** One real PostgreSQL for the whole run; each test file takes a database of its own from the migrated template. */
export default async function globalSetup(): Promise<void> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'wirewatch-test-'));
  const server = await startEmbeddedPostgres({ dataFolder, log: () => undefined });
  process.env['TEST_POSTGRES_URL'] = server.url;
  process.env['TEST_REDIS_BINARY'] = (await findRedisBinary(process.env['PATH'])) ?? '';
  globalThis.testPostgres = { dataFolder, stop: () => server.stop() };
  await prepareTemplate(server.url);
}

declare global {
  var testPostgres: { dataFolder: string; stop(): Promise<void> } | undefined;
}
