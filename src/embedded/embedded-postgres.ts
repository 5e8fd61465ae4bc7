import { randomBytes } from 'node:crypto';
import { chown, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { preparePostgresPrograms, programPath } from './postgres-programs.js';
import { type Account, runProgram } from './run-program.js';
import { findServerAccount } from './server-account.js';
import { prepareServerFolder, reachablePrograms } from './server-folder.js';

export interface EmbeddedPostgres {
  /** With its password: for drivers, not for logs. */
  url: string;
  /** Ends the server; a second call does nothing. */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  dataFolder: string;
  /** Told what takes time or is out of the ordinary, a line each. */
  log: (line: string) => void;
}

const USER = 'wirewatch';
const DATABASE = 'wirewatch';
/** Held by the process that the server belongs to, for as long as it lives: a second one must not stop it under the first. */
const OWNER_LOCK = 7_769_726;

interface Server {
  native: string;
  /** Holds the cluster, its password, its port and its log. */
  folder: string;
  cluster: string;
  account: Account | undefined;
}

/**
 * A PostgreSQL server of our own on 127.0.0.1, its data kept in `dataFolder`. `pg_ctl` starts it in a session of its own, so
 * that Ctrl-C in a terminal reaches it only through us. One that outlived its process is taken over; one in use is refused.
 */
export async function startEmbeddedPostgres({ dataFolder, log }: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const account = await findServerAccount();
  const { folder, moved } = await prepareServerFolder(dataFolder, 'postgres', account);
  if (moved) log(`kept in ${folder}: PostgreSQL does not run as root, and no other account can reach this folder`);
  const native = await reachablePrograms(await preparePostgresPrograms(), account);
  const server: Server = { native, folder, cluster: join(folder, 'data'), account };
  const password = await readPassword(server);
  if (!(await exists(join(server.cluster, 'PG_VERSION')))) {
    log('creating a PostgreSQL cluster (once) …');
    await createCluster(server);
  }
  const port = (await runningPort(server)) ?? (await start(server));
  const url = `postgresql://${USER}:${password}@127.0.0.1:${port}/${DATABASE}`;
  const owner = await takeOwnership(url);
  let stopping: Promise<void> | undefined;
  return { url, stop: () => (stopping ??= stop(server, owner)) };
}

/** Made once, readable by nobody else, and kept beside the cluster that it opens. */
async function readPassword({ folder, account }: Server): Promise<string> {
  const file = join(folder, 'password');
  try {
    await writeFile(file, randomBytes(24).toString('hex'), { flag: 'wx', mode: 0o600 });
    if (account) await chown(file, account.uid, account.gid);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return (await readFile(file, 'utf8')).trim();
}

/** Made aside and moved into place: a start that is broken off leaves no half cluster behind. */
async function createCluster({ native, folder, cluster, account }: Server): Promise<void> {
  const unfinished = join(folder, 'data.new');
  await rm(unfinished, { recursive: true, force: true });
  const args = [
    ['-D', unfinished, '-U', USER, `--pwfile=${join(folder, 'password')}`, '--auth=scram-sha-256'],
    ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'],
  ].flat();
  const { code, output } = await runProgram(programPath(native, 'initdb'), args, account);
  if (code !== 0) throw new Error(`PostgreSQL's initdb failed: ${lastLine(output)}`);
  await rename(unfinished, cluster);
}

/** The port of a server that runs on this cluster already. */
async function runningPort({ native, cluster, account }: Server): Promise<number | undefined> {
  const { code } = await runProgram(programPath(native, 'pg_ctl'), ['status', '-D', cluster], account);
  if (code !== 0) return undefined;
  // Line 4 of postmaster.pid: https://www.postgresql.org/docs/current/storage-file-layout.html
  const lines = (await readFile(join(cluster, 'postmaster.pid'), 'utf8')).split('\n');
  return Number(lines[3]);
}

async function start(server: Server): Promise<number> {
  const remembered = Number(await readFile(join(server.folder, 'port'), 'utf8').catch(() => '0'));
  const first = remembered > 0 && (await isFree(remembered)) ? remembered : await freePort();
  // Another program may take the port between the look and the start.
  const port = (await startOn(server, first)) ? first : await freePort();
  if (port !== first && !(await startOn(server, port))) {
    const log = await readFile(join(server.folder, 'server.log'), 'utf8').catch(() => '');
    throw new Error(`PostgreSQL did not start: ${lastLine(log) || 'its log is empty'}`);
  }
  await writeFile(join(server.folder, 'port'), String(port));
  return port;
}

async function startOn({ native, folder, cluster, account }: Server, port: number): Promise<boolean> {
  const settings = [
    `-p ${port}`,
    '-c listen_addresses=127.0.0.1',
    // No socket file: its path would have to fit into 107 bytes.
    '-c unix_socket_directories=',
    '-c max_connections=100',
  ].join(' ');
  const args = ['start', '-w', '-t', '60', '-s', '-D', cluster, '-l', join(folder, 'server.log'), '-o', settings];
  const { code } = await runProgram(programPath(native, 'pg_ctl'), args, account);
  return code === 0;
}

/** Makes the database if it is missing, and takes the lock that ends with this connection, however the process ends. */
async function takeOwnership(url: string): Promise<pg.Client> {
  const maintenance = new URL(url);
  maintenance.pathname = 'postgres';
  const owner = new pg.Client({ connectionString: maintenance.href });
  // Ends with the server; whoever uses the database hears of it from a connection of their own.
  owner.on('error', () => undefined);
  await owner.connect();
  const { rows } = await owner.query<{ owned: boolean }>('SELECT pg_try_advisory_lock($1) AS owned', [OWNER_LOCK]);
  if (!rows[0]?.owned) {
    await owner.end();
    throw new Error('Another Wirewatch is running on this data folder');
  }
  const found = await owner.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
  if (found.rowCount === 0) await owner.query(`CREATE DATABASE ${DATABASE}`);
  return owner;
}

async function stop({ native, cluster, account }: Server, owner: pg.Client): Promise<void> {
  await owner.end();
  const args = ['stop', '-m', 'fast', '-w', '-t', '30', '-s', '-D', cluster];
  const { code, output } = await runProgram(programPath(native, 'pg_ctl'), args, account);
  if (code !== 0) throw new Error(`PostgreSQL did not stop: ${lastLine(output)}`);
}

function freePort(): Promise<number> {
  return tryPort(0).then((port) => {
    if (port === undefined) throw new Error('No port of 127.0.0.1 is free');
    return port;
  });
}

async function isFree(port: number): Promise<boolean> {
  return (await tryPort(port)) !== undefined;
}

function tryPort(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.on('error', () => resolve(undefined));
    probe.listen(port, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(address && typeof address === 'object' ? address.port : undefined));
    });
  });
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}

function lastLine(output: string): string {
  return output.trim().split('\n').pop() ?? '';
}
