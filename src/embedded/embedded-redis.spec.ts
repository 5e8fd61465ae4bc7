import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { findRedisBinary, startEmbeddedRedis } from './embedded-redis.js';

const binary = process.env['TEST_REDIS_BINARY'];
const withRedis = binary ? describe : describe.skip;

const ask = async <Answer>(socketPath: string, question: (redis: Redis) => Promise<Answer>): Promise<Answer> => {
  const redis = new Redis({ path: socketPath });
  try {
    return await question(redis);
  } finally {
    redis.disconnect();
  }
};

withRedis('the embedded Redis (needs redis-server or valkey-server)', () => {
  let dataFolder: string;
  const said: string[] = [];
  const start = (folder = dataFolder) =>
    startEmbeddedRedis({ binary: binary ?? '', dataFolder: folder, log: (line) => said.push(line) });

  beforeEach(async () => {
    dataFolder = await mkdtemp(join(tmpdir(), 'wirewatch-embedded-'));
    said.length = 0;
  });
  afterEach(() => rm(dataFolder, { recursive: true, force: true }));

  it('starts, stops, keeps what it was told, and never evicts', async () => {
    const first = await start();
    await ask(first.socketPath, (redis) => redis.set('kept', '42'));
    await Promise.all([first.stop(), first.stop()]);
    const second = await start();
    await expect(ask(second.socketPath, (redis) => redis.get('kept'))).resolves.toBe('42');
    await expect(ask(second.socketPath, (redis) => redis.config('GET', 'maxmemory-policy'))).resolves.toEqual([
      'maxmemory-policy',
      'noeviction',
    ]);
    await second.stop();
    expect(said).toEqual([]);
  });

  it('takes over a server that an earlier process left behind', async () => {
    const before = await start();
    await ask(before.socketPath, (redis) => redis.set('kept', '42'));
    const after = await start();
    expect(said).toHaveLength(1);
    await expect(ask(after.socketPath, (redis) => redis.get('kept'))).resolves.toBe('42');
    await after.stop();
  });

  it('finds a short place for its socket where the data folder is deep', async () => {
    const deep = join(dataFolder, 'a-folder-of-a-long-name'.repeat(5));
    const server = await start(deep);
    expect(server.socketPath.length).toBeLessThan(100);
    await expect(ask(server.socketPath, (redis) => redis.ping())).resolves.toBe('PONG');
    await server.stop();
  });
});

describe('findRedisBinary', () => {
  it('finds nothing where there is nothing', async () => {
    await expect(findRedisBinary('/nowhere:')).resolves.toBeUndefined();
    await expect(findRedisBinary(undefined)).resolves.toBeUndefined();
  });
});
