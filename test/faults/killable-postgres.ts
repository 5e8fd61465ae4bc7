import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../src/config/project-root.js';
import { migrate } from '../../src/database/migrate.js';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/embedded/embedded-postgres.js';
import { eventually } from '../support/eventually.js';

export interface KillablePostgres {
  url: string;
  /** Ends every session where it stands and writes nothing out: the next start recovers from the log, as after a power cut. */
  crash(): Promise<void>;
  /** Ends every session in order. */
  stop(): Promise<void>;
  /** On the same port, with the same data. */
  start(): Promise<void>;
  close(): Promise<void>;
}

/** A PostgreSQL of its own, migrated. */
export async function startKillablePostgres(): Promise<KillablePostgres> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'wirewatch-postgres-'));
  // PostgreSQL does not run as root: its account must be able to pass.
  await chmod(dataFolder, 0o755);
  let server: EmbeddedPostgres | undefined;
  let port: number | undefined;
  const start = async () => {
    server = await startEmbeddedPostgres({ dataFolder, port, log: () => undefined });
    port = Number(new URL(server.url).port);
  };
  const stop = async () => {
    await server?.stop();
    server = undefined;
  };
  const pidFile = join(dataFolder, 'postgres/data/postmaster.pid');
  const readPid = async () => Number((await readFile(pidFile, 'utf8').catch(() => '')).split('\n')[0]);
  await start();
  const { url } = server as unknown as EmbeddedPostgres;
  await migrate(url, join(projectRoot, 'prisma/migrations'));
  return {
    url,
    // https://www.postgresql.org/docs/current/server-shutdown.html: SIGQUIT is the immediate shutdown.
    crash: async () => {
      const pid = await readPid();
      if (!pid) throw new Error(`PostgreSQL does not run: ${pidFile}`);
      process.kill(pid, 'SIGQUIT');
      await eventually('PostgreSQL to be gone', async () => !(await readPid()));
      await stop();
    },
    stop,
    start,
    close: async () => {
      await stop();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}
