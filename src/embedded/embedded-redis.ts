import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { access, constants, mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';

export interface EmbeddedRedis {
  socketPath: string;
  /** Ends the server, its data written; a second call does nothing. */
  stop(): Promise<void>;
}

export interface EmbeddedRedisOptions {
  binary: string;
  dataFolder: string;
  /** Told what is out of the ordinary, a line each. */
  log: (line: string) => void;
}

const PROGRAMS = ['redis-server', 'valkey-server'];
/** sun_path holds 108 bytes on Linux and 104 on macOS, the closing zero included. */
const MAX_SOCKET_PATH = 100;
const START_MS = 10_000;
const POLL_MS = 20;

/** The first Redis or Valkey server program on the search path. */
export async function findRedisBinary(searchPath: string | undefined): Promise<string | undefined> {
  for (const folder of (searchPath ?? '').split(delimiter).filter(Boolean)) {
    for (const program of PROGRAMS) {
      const file = join(folder, program);
      if (
        await access(file, constants.X_OK).then(
          () => true,
          () => false,
        )
      )
        return file;
    }
  }
  return undefined;
}

/**
 * A Redis of our own behind a socket file, every write kept in an append-only file and nothing ever evicted. It has a process
 * group of its own, so that Ctrl-C in a terminal reaches it only through us; one that outlived its process is taken over.
 */
export async function startEmbeddedRedis({ binary, dataFolder, log }: EmbeddedRedisOptions): Promise<EmbeddedRedis> {
  const folder = join(dataFolder, 'redis');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const socket = await placeSocket(folder);
  let pid = await answeringPid(socket.path);
  if (pid === undefined) {
    await rm(socket.path, { force: true });
    pid = await start(binary, folder, socket.path);
  } else {
    log('taking over the Redis that an earlier process left behind');
  }
  const server = pid;
  let stopping: Promise<void> | undefined;
  return {
    socketPath: socket.path,
    stop: () =>
      (stopping ??= (async () => {
        await stop(server);
        await socket.remove();
      })()),
  };
}

async function placeSocket(folder: string): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = join(folder, 'redis.sock');
  if (Buffer.byteLength(path) <= MAX_SOCKET_PATH) return { path, remove: () => rm(path, { force: true }) };
  // The same for the same data, so that a later start finds the server that this one may leave behind.
  const short = join(tmpdir(), `wirewatch-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`);
  await mkdir(short, { recursive: true, mode: 0o700 });
  return { path: join(short, 'redis.sock'), remove: () => rm(short, { recursive: true, force: true }) };
}

async function start(binary: string, folder: string, socketPath: string): Promise<number> {
  const settings = [
    ['--port', '0', '--unixsocket', socketPath, '--unixsocketperm', '700', '--dir', folder],
    ['--appendonly', 'yes', '--save', '', '--maxmemory-policy', 'noeviction', '--logfile', join(folder, 'redis.log')],
  ].flat();
  const child = spawn(binary, settings, { detached: true, stdio: 'ignore' });
  child.unref();
  const failed = new Promise<never>((_, reject) => {
    child.on('error', reject);
    child.on('exit', (code) =>
      reject(new Error(`${binary} ended with code ${code}; see ${join(folder, 'redis.log')}`)),
    );
  });
  failed.catch(() => undefined);
  return Promise.race([waitUntilAnswering(socketPath), failed]);
}

async function waitUntilAnswering(socketPath: string): Promise<number> {
  const deadline = Date.now() + START_MS;
  for (;;) {
    const pid = await answeringPid(socketPath);
    if (pid !== undefined) return pid;
    if (Date.now() > deadline) throw new Error(`Redis did not answer within ${START_MS} ms`);
    await pause(POLL_MS);
  }
}

/** The process id of a server that answers here, and has read its data; undefined where none does. */
async function answeringPid(socketPath: string): Promise<number | undefined> {
  const redis = new Redis({ path: socketPath, lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0 });
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    return Number(/process_id:(\d+)/.exec(await redis.info('server'))?.[1]);
  } catch {
    return undefined;
  } finally {
    redis.disconnect();
  }
}

/** SIGTERM makes Redis write its append-only file out and end. */
async function stop(pid: number): Promise<void> {
  if (!signal(pid, 'SIGTERM')) return;
  while (signal(pid, 0)) await pause(POLL_MS);
}

function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}
