import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { projectRoot } from '../config/project-root.js';
import { type EmbeddedRedis, findRedisBinary, startEmbeddedRedis } from './embedded-redis.js';
import { redisPid } from './redis-process.js';
import { programOf } from './run-program.js';

const binary = process.env['TEST_REDIS_BINARY'];
const withRedis = binary ? describe : describe.skip;

const ask = async <Answer>(socketPath: string, question: (redis: Redis) => Promise<Answer>): Promise<Answer> => {
  const redis = new Redis({ path: socketPath, retryStrategy: () => null, maxRetriesPerRequest: 0 });
  redis.on('error', () => undefined);
  try {
    return await question(redis);
  } finally {
    redis.disconnect();
  }
};

/** Another process that starts the server in this folder, as built, and says its socket. */
const startElsewhere = async (dataFolder: string): Promise<{ child: ChildProcess; socketPath: string }> => {
  const program = `
    const { startEmbeddedRedis } = await import(process.argv[1]);
    const [, , binary, dataFolder] = process.argv;
    const { socketPath } = await startEmbeddedRedis({ binary, dataFolder, log: () => {} });
    console.log(socketPath);`;
  const built = join(projectRoot, 'dist/embedded/embedded-redis.js');
  const child = spawn(process.execPath, ['--input-type=module', '-e', program, built, binary ?? '', dataFolder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, socketPath: line.toString().trim() };
};

withRedis('the embedded Redis (needs redis-server or valkey-server)', () => {
  let dataFolder: string;
  const said: string[] = [];
  const running: EmbeddedRedis[] = [];
  const start = async (folder = dataFolder): Promise<EmbeddedRedis> => {
    const server = await startEmbeddedRedis({
      binary: binary ?? '',
      dataFolder: folder,
      log: (line) => said.push(line),
    });
    running.push(server);
    return server;
  };

  beforeEach(async () => {
    dataFolder = await mkdtemp(join(tmpdir(), 'wirewatch-embedded-'));
    said.length = 0;
  });
  afterEach(async () => {
    for (const server of running.splice(0)) await server.stop();
    await rm(dataFolder, { recursive: true, force: true });
  });

  it('starts, stops, keeps what it was told, never evicts, and leaves no process behind', async () => {
    const first = await start();
    await ask(first.socketPath, (redis) => redis.set('kept', '42'));
    await Promise.all([first.stop(), first.stop()]);
    await expect(redisPid(join(dataFolder, 'redis'))).resolves.toBeUndefined();
    await expect(ask(first.socketPath, (redis) => redis.ping())).rejects.toThrow();
    const second = await start();
    await expect(ask(second.socketPath, (redis) => redis.get('kept'))).resolves.toBe('42');
    await expect(ask(second.socketPath, (redis) => redis.config('GET', 'maxmemory-policy'))).resolves.toEqual([
      'maxmemory-policy',
      'noeviction',
    ]);
    expect(said).toEqual([]);
  });

  it('takes over the server of a process that was killed, and ends it', async () => {
    const { child, socketPath } = await startElsewhere(dataFolder);
    await ask(socketPath, (redis) => redis.set('kept', '42'));
    const pid = await redisPid(join(dataFolder, 'redis'));
    child.kill('SIGKILL');
    await once(child, 'exit');
    const after = await start();
    expect(said).toHaveLength(1);
    await expect(ask(after.socketPath, (redis) => redis.get('kept'))).resolves.toBe('42');
    await expect(redisPid(join(dataFolder, 'redis'))).resolves.toBe(pid);
    await after.stop();
    await expect(redisPid(join(dataFolder, 'redis'))).resolves.toBeUndefined();
  });

  it('refuses a data folder that another process uses, and leaves that one alone', async () => {
    const { socketPath } = await start();
    await expect(start()).rejects.toThrow(/Another Wirewatch/);
    await expect(ask(socketPath, (redis) => redis.ping())).resolves.toBe('PONG');
  });

  it('never runs two servers on the same files, even when the socket was swept away', async () => {
    const { child, socketPath } = await startElsewhere(dataFolder);
    const pid = await redisPid(join(dataFolder, 'redis'));
    child.kill('SIGKILL');
    await once(child, 'exit');
    await rm(socketPath);
    await start();
    await expect(redisPid(join(dataFolder, 'redis'))).resolves.not.toBe(pid);
    await expect(programOf(pid ?? 0)).resolves.toBeUndefined();
  });

  it('starts over what a crash of the machine leaves: a dead socket and an old pid file', async () => {
    await mkdir(join(dataFolder, 'redis'));
    await writeFile(join(dataFolder, 'redis/redis.sock'), '');
    await writeFile(join(dataFolder, 'redis/redis.pid'), String(process.pid));
    const { socketPath } = await start();
    await expect(ask(socketPath, (redis) => redis.ping())).resolves.toBe('PONG');
  });

  it('finds a short place for its socket where the data folder is deep', async () => {
    const server = await start(join(dataFolder, 'a-folder-of-a-long-name'.repeat(5)));
    expect(server.socketPath.length).toBeLessThan(100);
    await expect(ask(server.socketPath, (redis) => redis.ping())).resolves.toBe('PONG');
  });

  it('says where to look when the server does not start', async () => {
    await expect(startEmbeddedRedis({ binary: '/bin/false', dataFolder, log: () => undefined })).rejects.toThrow(
      /did not start: it ended with code 1; see .*redis\.log/,
    );
  });
});

describe('findRedisBinary', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'wirewatch-path-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('finds nothing where there is nothing', async () => {
    await expect(findRedisBinary('/nowhere:')).resolves.toBeUndefined();
    await expect(findRedisBinary(undefined)).resolves.toBeUndefined();
  });

  it('takes Valkey for Redis, and passes over folders of that name', async () => {
    await mkdir(join(folder, 'redis-server'));
    await writeFile(join(folder, 'valkey-server'), '#!/bin/sh\n');
    await chmod(join(folder, 'valkey-server'), 0o755);
    await expect(findRedisBinary(`/nowhere:${folder}`)).resolves.toBe(join(folder, 'valkey-server'));
  });
});
