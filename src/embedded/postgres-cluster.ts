import { randomBytes } from 'node:crypto';
import { chown, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findFreePort } from './free-port.js';
import { programPath } from './postgres-programs.js';
import { type Account, programOf, runProgram } from './run-program.js';

/** One PostgreSQL cluster on disk, and the programs that run it. */
export interface Cluster {
  native: string;
  /** Holds the cluster, its password, its port and its log. */
  folder: string;
  data: string;
  account: Account | undefined;
}

export const USER = 'wirewatch';
const UNFINISHED = 'data.new-';

/** Made once, readable by nobody else, and kept beside the cluster that it opens. */
export async function readPassword({ folder, account }: Cluster): Promise<string> {
  const file = join(folder, 'password');
  try {
    await writeFile(file, randomBytes(24).toString('hex'), { flag: 'wx', mode: 0o600 });
    if (account) await chown(file, account.uid, account.gid);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const password = (await readFile(file, 'utf8')).trim();
  if (password === '') throw new Error(`${file} is empty, so the database beside it cannot be opened`);
  return password;
}

export async function clusterExists({ data }: Cluster): Promise<boolean> {
  return (await stat(join(data, 'PG_VERSION')).catch(() => undefined)) !== undefined;
}

/** Made aside and moved into place: a start that is broken off leaves no half cluster behind. */
export async function createCluster({ native, folder, data, account }: Cluster): Promise<void> {
  for (const name of await readdir(folder)) {
    if (name.startsWith(UNFINISHED)) await rm(join(folder, name), { recursive: true, force: true });
  }
  // A name of its own: an initdb that outlived its process may still be writing to an earlier one.
  const unfinished = join(folder, UNFINISHED + randomBytes(4).toString('hex'));
  const args = [
    ['-D', unfinished, '-U', USER, `--pwfile=${join(folder, 'password')}`, '--auth=scram-sha-256'],
    ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'],
  ].flat();
  const { code, output } = await runProgram(programPath(native, 'initdb'), args, account);
  if (code !== 0) throw new Error(`PostgreSQL's initdb failed: ${lastLine(output) || `it ended with ${code}`}`);
  await rename(unfinished, data);
}

/**
 * The port of a server that runs on this cluster already, though it may not answer yet, or no longer.
 * Line 1 of postmaster.pid is the process, line 4 the port: https://www.postgresql.org/docs/current/storage-file-layout.html
 */
export async function runningPort({ native, data, account }: Cluster): Promise<number | undefined> {
  const file = join(data, 'postmaster.pid');
  const [pid, , , port] = (await readFile(file, 'utf8').catch(() => '')).split('\n');
  if (!pid || !port) return undefined;
  const program = await programOf(Number(pid));
  // After a crash of the machine the number may be another program's; PostgreSQL would take that one for itself and refuse.
  if (program !== undefined && !program.startsWith('postgres')) {
    await rm(file, { force: true });
    return undefined;
  }
  const { code } = await runProgram(programPath(native, 'pg_ctl'), ['status', '-D', data], account);
  return code === 0 ? Number(port) : undefined;
}

/** Resolves to the port once connections are taken, or to undefined where the server did not come up. */
export async function startServer(cluster: Cluster, wishedPort: number | undefined): Promise<number | undefined> {
  const remembered = await readFile(join(cluster.folder, 'port'), 'utf8').then(Number, () => undefined);
  const port = await findFreePort([wishedPort, remembered || undefined]);
  const settings = [
    `-p ${port}`,
    '-c listen_addresses=127.0.0.1',
    // No socket file: its path would have to fit into 107 bytes.
    '-c unix_socket_directories=',
    '-c max_connections=100',
    '-c shared_buffers=128MB',
    // A new desk's tables grow from nothing within a minute: until they are counted, plans are made as if they were empty.
    '-c autovacuum_naptime=2s',
    // Routine at info level; the log is for what goes wrong.
    '-c log_checkpoints=off',
  ].join(' ');
  // pg_ctl puts the server in a session of its own, out of reach of the terminal's Ctrl-C and hang-up.
  const args = ['start', '-w', '-t', '60', '-s', '-D', cluster.data, '-l', logFile(cluster), '-o', settings];
  const { code } = await runProgram(programPath(cluster.native, 'pg_ctl'), args, cluster.account);
  if (code !== 0) return undefined;
  await writeFile(join(cluster.folder, 'port'), String(port));
  return port;
}

/** Fast: sessions are ended and data is written out. Should that take too long, at once: the next start recovers from the log. */
export async function stopServer(cluster: Cluster): Promise<void> {
  let output = '';
  for (const mode of ['fast', 'immediate']) {
    if ((await runningPort(cluster)) === undefined) return;
    const args = ['stop', '-m', mode, '-w', '-t', '30', '-s', '-D', cluster.data];
    const result = await runProgram(programPath(cluster.native, 'pg_ctl'), args, cluster.account);
    if (result.code === 0) return;
    output = result.output;
  }
  throw new Error(`PostgreSQL did not stop: ${lastLine(output)}`);
}

/** What the server said last, for a start that failed. */
export async function lastLogLine(cluster: Cluster): Promise<string> {
  const log = await readFile(logFile(cluster), 'utf8').catch(() => '');
  const fatal = log.split('\n').filter((line) => /\b(FATAL|PANIC|HINT|could not)\b/.test(line));
  return (fatal.pop() ?? lastLine(log)) || 'its log is empty';
}

function logFile({ folder }: Cluster): string {
  return join(folder, 'server.log');
}

function lastLine(output: string): string {
  return output.trim().split('\n').pop() ?? '';
}
