import { createPostgresBackend, createRedisBackend, runMigrations, withBackend, type WorkerOptions } from 'bullmq';
import { Redis, type RedisOptions } from 'ioredis';
import type { QueueConnection } from '../config/settings.js';
import { openPool } from '../database/open-pool.js';
import type { JobPayload, QueueName } from './queues.js';

export interface BulkJob {
  name: string;
  data: JobPayload;
  opts: { jobId: string; delay?: number; attempts: number; backoff?: { type: 'exponential'; delay: number } };
}

/** What the house uses of BullMQ's Queue. */
export interface JobQueue {
  addBulk(jobs: BulkJob[]): Promise<unknown>;
  getJobCounts(): Promise<Record<string, number>>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  close(): Promise<void>;
}

/** What the house uses of BullMQ's Worker. */
export interface JobWorker {
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'failed', listener: (job: { attemptsMade: number } | undefined, error: Error) => void): unknown;
  waitUntilReady(): Promise<unknown>;
  close(force?: boolean): Promise<void>;
}

export type JobHandler = (job: { data: JobPayload }, token?: string, signal?: AbortSignal) => Promise<void>;
export type JobWorkerOptions = Pick<
  WorkerOptions,
  'concurrency' | 'lockDuration' | 'stalledInterval' | 'maxStalledCount' | 'removeOnComplete' | 'removeOnFail'
>;

/** BullMQ over one of its two stores; the rest of the house does not know which. */
export interface QueueBackend {
  createQueue(name: QueueName): JobQueue;
  createWorker(name: QueueName, handler: JobHandler, options: JobWorkerOptions): JobWorker;
  /** Whether the store has forgotten what it held since this was last asked, by whatever process. */
  hasForgotten(): Promise<boolean>;
  /** Closes the connections, after the queues and workers. */
  close(): Promise<void>;
}

export interface QueueBackendOptions {
  connection: QueueConnection;
  /** Prefix of the keys in Redis, so that several installations can share one server. */
  prefix: string;
  onConnectionError: (error: Error) => void;
}

export function openQueueBackend(options: QueueBackendOptions): Promise<QueueBackend> {
  return options.connection.backend === 'redis'
    ? openRedis(options, options.connection)
    : openPostgres(options, options.connection.url);
}

async function openRedis(
  options: QueueBackendOptions,
  connection: Extract<QueueConnection, { backend: 'redis' }>,
): Promise<QueueBackend> {
  const { Queue, Worker } = withBackend(createRedisBackend);
  // A hash tag, so that all keys of a queue share one slot of a Redis Cluster.
  const prefix = `{${options.prefix}}`;
  const open: Redis[] = [];
  const connect = (redisOptions: RedisOptions) => {
    const redis =
      'url' in connection
        ? new Redis(connection.url, redisOptions)
        : new Redis({ ...redisOptions, path: connection.socketPath });
    redis.on('error', options.onConnectionError);
    open.push(redis);
    return redis;
  };
  // Adding a job must fail fast while Redis is away: the story is stored, and the sweep adds the job again.
  const producer = connect({ maxRetriesPerRequest: 1, commandTimeout: 5_000 });
  return {
    createQueue: (name) => new Queue(name, { connection: producer, prefix }),
    createWorker: (name, handler, workerOptions) =>
      new Worker(name, handler, { ...workerOptions, connection: connect({ maxRetriesPerRequest: null }), prefix }),
    // A key that is gone went with the jobs: by a flush, or a restart without what was on disk.
    hasForgotten: async () => (await producer.set(`${prefix}:remembers`, '1', 'NX')) === 'OK',
    close: async () => {
      for (const redis of open) redis.disconnect();
    },
  };
}

/** BullMQ's own name for its schema: given a pool, it takes no other. */
const POSTGRES_SCHEMA = 'bullmq';
/** Connections that queries share, beside the one that each worker holds for LISTEN. */
const POOL_SIZE = 16;

async function openPostgres(options: QueueBackendOptions, connectionString: string): Promise<QueueBackend> {
  const { Queue, Worker } = withBackend(createPostgresBackend);
  // One pool for all queues and workers; given only an address, each of them would open a pool of its own.
  const pool = openPool(
    { connectionString, max: POOL_SIZE, options: `-c search_path=${POSTGRES_SCHEMA}`, keepAlive: true },
    options.onConnectionError,
  );
  pool.setMaxListeners(50);
  const client = await pool.connect();
  try {
    await runMigrations(client, POSTGRES_SCHEMA);
  } finally {
    client.release();
  }
  return {
    createQueue: (name) => new Queue(name, { connection: pool }),
    createWorker: (name, handler, workerOptions) => new Worker(name, handler, { ...workerOptions, connection: pool }),
    hasForgotten: async () => false,
    close: () => pool.end(),
  };
}
