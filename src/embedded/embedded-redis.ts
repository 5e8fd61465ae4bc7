import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { access, mkdir, realpath, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Redis } from 'ioredis';
import { connectToRedis, startRedis, stopRedis } from './redis-process.js';

export interface EmbeddedRedis {
  socketPath: string;
  /** Ends the server, its data written; a second call waits for the first. */
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
const OWNER = 'wirewatch-owner';
/** A killed process's connections are closed a moment after its end. */
const OWNER_PATIENCE_MS = 2_000;
const POLL_MS = 20;

/** The first Redis or Valkey server program on the search path. */
export async function findRedisBinary(searchPath: string | undefined): Promise<string | undefined> {
  for (const folder of (searchPath ?? '').split(delimiter).filter(Boolean)) {
    for (const program of PROGRAMS) {
      const file = join(folder, program);
      if (await isProgram(file)) return file;
    }
  }
  return undefined;
}

async function isProgram(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}

/**
 * A Redis of our own behind a socket file, every write kept in an append-only file and nothing ever evicted. One that outlived
 * its process is taken over; one that another living process uses is refused.
 */
export async function startEmbeddedRedis({ binary, dataFolder, log }: EmbeddedRedisOptions): Promise<EmbeddedRedis> {
  await mkdir(join(dataFolder, 'redis'), { recursive: true, mode: 0o700 });
  const folder = await realpath(join(dataFolder, 'redis'));
  const socket = await placeSocket(folder);
  let owner = await connectToRedis(socket.path);
  if (owner) {
    await takeOwnership(owner);
    log('taking over the Redis that an earlier process left behind');
  } else {
    // One that does not answer, its socket swept away or itself on its way out, must not write to the same files as the next.
    await stopRedis(folder);
    owner = await startRedis(binary, { folder, socketPath: socket.path });
    await takeOwnership(owner);
  }
  const connection = owner;
  const stop = async () => {
    connection.disconnect();
    await stopRedis(folder);
    await socket.remove();
  };
  let stopping: Promise<void> | undefined;
  return { socketPath: socket.path, stop: () => (stopping ??= stop()) };
}

async function placeSocket(folder: string): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = join(folder, 'redis.sock');
  if (Buffer.byteLength(path) <= MAX_SOCKET_PATH) return { path, remove: () => rm(path, { force: true }) };
  // The same for the same data, so that a later start finds the server that this one may leave behind.
  const short = join(tmpdir(), `wirewatch-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`);
  await mkdir(short, { recursive: true, mode: 0o700 });
  const { uid, mode } = await stat(short);
  // Anybody may make folders there, this one too.
  if (uid !== (process.getuid?.() ?? uid) || mode & 0o077) throw new Error(`${short} is not private to this account`);
  return { path: join(short, 'redis.sock'), remove: () => rm(short, { recursive: true, force: true }) };
}

/**
 * The owner is whoever connected first under the name, and it stays so for as long as that connection lives: a second process
 * must not stop the server under the first.
 */
async function takeOwnership(redis: Redis): Promise<void> {
  const deadline = Date.now() + OWNER_PATIENCE_MS;
  const me = await redis.client('ID');
  await redis.client('SETNAME', OWNER);
  while ((await firstOwner(redis)) !== me) {
    if (Date.now() > deadline) {
      redis.disconnect();
      throw new Error('Another Wirewatch is running on this data folder');
    }
    await pause(POLL_MS);
  }
}

async function firstOwner(redis: Redis): Promise<number> {
  const list = String(await redis.client('LIST'));
  const owners = list.split('\n').filter((line) => line.includes(` name=${OWNER} `));
  return Math.min(...owners.map((line) => Number(/^id=(\d+)/.exec(line)?.[1])));
}
