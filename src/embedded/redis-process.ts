import { spawn } from 'node:child_process';
import { readFile, readlink, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { programOf } from './run-program.js';

/** Where a Redis server lives, and how it is reached. */
export interface RedisPlace {
  folder: string;
  socketPath: string;
}

/** Reading back a large append-only file takes time. */
const START_MS = 60_000;
const STOP_MS = 30_000;
const POLL_MS = 20;

/** Starts a server and resolves once it has read its data and answers. */
export async function startRedis(binary: string, { folder, socketPath }: RedisPlace): Promise<Redis> {
  await rm(socketPath, { force: true });
  const log = join(folder, 'redis.log');
  const settings = [
    ['--port', '0', '--unixsocket', socketPath, '--unixsocketperm', '700', '--dir', folder],
    ['--appendonly', 'yes', '--save', '', '--maxmemory-policy', 'noeviction'],
    ['--pidfile', pidFile(folder), '--logfile', log],
  ].flat();
  // In a process group of its own, out of reach of the terminal's Ctrl-C.
  const child = spawn(binary, settings, { cwd: folder, detached: true, stdio: 'ignore' });
  child.unref();
  let ended: string | undefined;
  child.on('error', (error) => (ended = error.message));
  child.on('exit', (code) => (ended = `it ended with code ${code}; see ${log}`));
  const deadline = Date.now() + START_MS;
  for (;;) {
    const redis = await connectToRedis(socketPath);
    if (redis) return redis;
    if (ended !== undefined) throw new Error(`${binary} did not start: ${ended}`);
    if (Date.now() > deadline) throw new Error(`${binary} did not answer within ${START_MS} ms; see ${log}`);
    await pause(POLL_MS);
  }
}

/** A connection to a server that answers here; undefined where none does. */
export async function connectToRedis(socketPath: string): Promise<Redis | undefined> {
  const redis = new Redis({ path: socketPath, lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0 });
  // Ends with the server; whoever uses it hears of that from a connection of their own.
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    return redis;
  } catch {
    redis.disconnect();
    return undefined;
  }
}

/** The server that lives in this folder, whether it answers or not. */
export async function redisPid(folder: string): Promise<number | undefined> {
  const pid = Number(await readFile(pidFile(folder), 'utf8').catch(() => ''));
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  return /^(redis|valkey)/.test((await programOf(pid)) ?? '') && (await worksIn(pid, folder)) ? pid : undefined;
}

/** The number may be another Redis's by now; each works in its data's folder. Only Linux tells. */
async function worksIn(pid: number, folder: string): Promise<boolean> {
  const cwd = await readlink(`/proc/${pid}/cwd`).catch(() => undefined);
  return cwd === undefined || cwd === (await realpath(folder));
}

/** SIGTERM makes the server write its append-only file out and end. */
export async function stopRedis(folder: string): Promise<void> {
  const deadline = Date.now() + STOP_MS;
  for (let pid = await redisPid(folder); pid !== undefined; pid = await redisPid(folder)) {
    if (Date.now() > deadline) throw new Error(`Redis (process ${pid}) did not end within ${STOP_MS} ms`);
    askToEnd(pid);
    await pause(POLL_MS);
  }
}

function askToEnd(pid: number): void {
  try {
    process.kill(pid, 'SIGTERM');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function pidFile(folder: string): string {
  return join(folder, 'redis.pid');
}
