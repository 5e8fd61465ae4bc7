import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { eventually } from '../support/eventually.js';
import { freePort } from '../support/free-port.js';

export interface KillableRedis {
  url: string;
  port: number;
  flush(): Promise<void>;
  /** SIGKILL: it keeps nothing. */
  kill(): Promise<void>;
  /** On the same port, empty. */
  start(): Promise<void>;
  close(): Promise<void>;
}

/** A Redis that writes nothing to disk, so that whatever it held is gone with it. */
export async function startKillableRedis(binary: string): Promise<KillableRedis> {
  const folder = await mkdtemp(join(tmpdir(), 'wirewatch-redis-'));
  const port = await freePort();
  let server: ChildProcess | undefined;
  const ask = async (question: (redis: Redis) => Promise<unknown>): Promise<boolean> => {
    const redis = new Redis(port, '127.0.0.1', { retryStrategy: () => null, maxRetriesPerRequest: 0 });
    redis.on('error', () => undefined);
    try {
      await question(redis);
      return true;
    } catch {
      return false;
    } finally {
      redis.disconnect();
    }
  };
  const kill = async () => {
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, 'exit');
    server.kill('SIGKILL');
    await ended;
  };
  const start = async () => {
    const settings = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
    server = spawn(binary, [...settings, '--maxmemory-policy', 'noeviction', '--dir', folder], { stdio: 'ignore' });
    await eventually('Redis to answer', () => ask((redis) => redis.ping()));
  };
  await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    flush: async () => {
      if (!(await ask((redis) => redis.flushall()))) throw new Error('Redis was not flushed');
    },
    kill,
    start,
    close: async () => {
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
