import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import {
  type Cluster,
  clusterExists,
  createCluster,
  lastLogLine,
  readPassword,
  runningPort,
  startServer,
  stopServer,
  USER,
} from './postgres-cluster.js';
import { preparePostgresPrograms } from './postgres-programs.js';
import { findServerAccount } from './server-account.js';
import { prepareServerFolder, reachablePrograms } from './server-folder.js';

export interface EmbeddedPostgres {
  /** With its password: for drivers, not for logs. */
  url: string;
  /** Ends the server; a second call waits for the first. */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  dataFolder: string;
  /** Told what takes time or is out of the ordinary, a line each. */
  log: (line: string) => void;
  /** Taken if it is free; else the one of last time, else any. */
  port?: number;
}

const DATABASE = 'wirewatch';
/** Held by the process that the server belongs to, for as long as it lives: a second one must not stop it under the first. */
const OWNER_LOCK = 7_769_726;
/** A server found starting, recovering or ending gets this long to come to an end of it. */
const PATIENCE_MS = 60_000;
/** The system closes a killed process's connections, and the server frees their locks, a moment after its end. */
const OWNER_PATIENCE_MS = 2_000;
const START_ATTEMPTS = 3;
const POLL_MS = 50;

/** SQLSTATE of "the database system is starting up", and of its shutting down. */
const CANNOT_CONNECT_NOW = '57P03';

/**
 * A PostgreSQL server of our own on 127.0.0.1, its data kept in `dataFolder`. One that outlived its process is taken over; one
 * that another living process uses is refused. Errors are one line for the person who started it.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const cluster = await openCluster(options);
  const password = await readPassword(cluster);
  if (!(await clusterExists(cluster))) {
    options.log('creating a PostgreSQL cluster (once) …');
    await createCluster(cluster);
  }
  const { owner, url } = await connectToRunning(cluster, password, options.port);
  await takeOwnership(owner);
  await createDatabase(owner);
  let stopping: Promise<void> | undefined;
  return { url, stop: () => (stopping ??= stop(cluster, owner)) };
}

async function openCluster({ dataFolder, log }: EmbeddedPostgresOptions): Promise<Cluster> {
  const account = await findServerAccount(join(dataFolder, 'postgres'));
  const { folder, moved } = await prepareServerFolder(dataFolder, 'postgres', account);
  if (moved) log(`kept in ${folder}: PostgreSQL does not run as root, and no other account can enter this folder`);
  const native = await reachablePrograms(await preparePostgresPrograms(), account);
  return { native, folder, data: join(folder, 'data'), account };
}

/** Starts the server unless it runs, and waits for one that is on its way up or down. */
async function connectToRunning(
  cluster: Cluster,
  password: string,
  wishedPort: number | undefined,
): Promise<{ owner: pg.Client; url: string }> {
  const deadline = Date.now() + PATIENCE_MS;
  let failures = 0;
  for (;;) {
    const port = (await runningPort(cluster)) ?? (await startServer(cluster, wishedPort));
    if (port === undefined) {
      // Another program took the port meanwhile, or remains of a crashed server still hold its memory.
      if (++failures >= START_ATTEMPTS) throw new Error(`PostgreSQL did not start: ${await lastLogLine(cluster)}`);
      await pause(failures * 10 * POLL_MS);
      continue;
    }
    const url = (database: string) => `postgresql://${USER}:${password}@127.0.0.1:${port}/${database}`;
    const owner = await connect(url('postgres'));
    if (owner) return { owner, url: url(DATABASE) };
    if (Date.now() > deadline) throw new Error(`PostgreSQL on port ${port} does not answer`);
    await pause(POLL_MS);
  }
}

/** Undefined where nobody takes connections now, which may change. */
async function connect(url: string): Promise<pg.Client | undefined> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  // Ends with the server; whoever uses the database hears of it from a connection of their own.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === CANNOT_CONNECT_NOW || code === 'ECONNREFUSED' || code === 'ECONNRESET') return undefined;
    throw error;
  }
}

async function takeOwnership(owner: pg.Client): Promise<void> {
  const deadline = Date.now() + OWNER_PATIENCE_MS;
  for (;;) {
    const { rows } = await owner.query<{ owned: boolean }>('SELECT pg_try_advisory_lock($1) AS owned', [OWNER_LOCK]);
    if (rows[0]?.owned) return;
    if (Date.now() > deadline) {
      await owner.end();
      throw new Error('Another Wirewatch is running on this data folder');
    }
    await pause(POLL_MS);
  }
}

async function createDatabase(owner: pg.Client): Promise<void> {
  const found = await owner.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
  if (found.rowCount === 0) await owner.query(`CREATE DATABASE ${DATABASE}`);
}

async function stop(cluster: Cluster, owner: pg.Client): Promise<void> {
  // It may have ended before us.
  await owner.end().catch(() => undefined);
  await stopServer(cluster);
}
