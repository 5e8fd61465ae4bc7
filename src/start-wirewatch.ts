import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { StarterService } from './admin/starter.service.js';
import { answerUnreadable } from './api/answer-unreadable.js';
import { AppModule } from './app.module.js';
import { type Env, searchPath } from './config/env.js';
import { LineLogger } from './config/line-logger.js';
import { projectRoot } from './config/project-root.js';
import type { QueueConnection, Settings } from './config/settings.js';
import { configureApp } from './configure-app.js';
import { migrate } from './database/migrate.js';
import { startEmbeddedPostgres } from './embedded/embedded-postgres.js';
import { findRedisBinary, startEmbeddedRedis } from './embedded/embedded-redis.js';
import { PipelineStart } from './pipeline/pipeline.module.js';

export interface Wirewatch {
  app: NestFastifyApplication;
  settings: Settings;
  /** Ends everything that was started, in the reverse order; a second call waits for the first. */
  stop(): Promise<void>;
}

/** Says why Wirewatch cannot start, in one line for the person who started it. */
export class StartRefused extends Error {}

type Say = (label: string, text: string) => void;
type Stop = () => Promise<void>;

/** Brings up what the environment does not name (PostgreSQL, Redis), then the application. */
export async function startWirewatch(env: Env, say: Say): Promise<Wirewatch> {
  const stops: Stop[] = [];
  let stopping: Promise<void> | undefined;
  const stop = () => (stopping ??= stopAll(stops));
  try {
    const settings = await prepare(env, say, stops);
    const app = await startApplication(settings, say, stops);
    return { app, settings, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function stopAll(stops: Stop[]): Promise<void> {
  for (const stop of stops.reverse()) await stop();
}

async function prepare(env: Env, say: Say, stops: Stop[]): Promise<Settings> {
  const dataFolder = resolve(projectRoot, env.DATA_FOLDER);
  const secretKey = env.SECRET_KEY ?? (await ownSecretKey(dataFolder));
  const databaseUrl = await openDatabase(env, dataFolder, say, stops);
  const queue = await openQueue(env, dataFolder, databaseUrl, say, stops);
  say(
    'Email',
    env.SMTP_URL ? `through ${new URL(env.SMTP_URL).host}` : 'no SMTP_URL: messages are kept in the mailbox',
  );
  return { ...env, databaseUrl, queue, secretKey, version: await readVersion() };
}

async function openDatabase(env: Env, dataFolder: string, say: Say, stops: Stop[]): Promise<string> {
  let url = env.DATABASE_URL;
  if (url) {
    say('Database', `PostgreSQL at ${new URL(url).host}`);
  } else {
    const server = await startEmbeddedPostgres({ dataFolder, log: (line) => say('Database', line) }).catch(
      (error: unknown) => {
        throw new StartRefused(`No PostgreSQL of our own can run here: ${describe(error)}`, { cause: error });
      },
    );
    stops.push(() => server.stop());
    url = server.url;
    say('Database', `own PostgreSQL on port ${new URL(url).port}, data in ${shortPath(dataFolder)}`);
  }
  const outcome = await migrate(url, join(projectRoot, 'prisma/migrations')).catch((error: unknown) => {
    throw new StartRefused(`The database cannot be prepared: ${describe(error)}`, { cause: error });
  });
  if (outcome.kind === 'refused') {
    const why =
      outcome.reason === 'newer-database'
        ? 'the database belongs to a newer version'
        : 'migrations were altered after they were applied';
    throw new StartRefused(`The database is left untouched: ${why} (${outcome.names.join(', ')})`);
  }
  return url;
}

async function openQueue(
  env: Env,
  dataFolder: string,
  databaseUrl: string,
  say: Say,
  stops: Stop[],
): Promise<QueueConnection> {
  if (env.REDIS_URL) {
    const { host, pathname } = new URL(env.REDIS_URL);
    say('Queue', `Redis at ${host || pathname}`);
    return { backend: 'redis', url: env.REDIS_URL };
  }
  const binary = await findOwnRedis(env);
  if (!binary) {
    say(
      'Queue',
      env.QUEUE_BACKEND === 'postgresql' ? 'in PostgreSQL' : 'in PostgreSQL (no REDIS_URL, and no redis-server here)',
    );
    return { backend: 'postgresql', url: databaseUrl };
  }
  const server = await startEmbeddedRedis({ binary, dataFolder, log: (line) => say('Queue', line) }).catch(
    (error: unknown) => {
      throw new StartRefused(`No Redis of our own can run here: ${describe(error)}`, { cause: error });
    },
  );
  stops.push(() => server.stop());
  say('Queue', `own Redis (${binary})`);
  return { backend: 'redis', socketPath: server.socketPath };
}

/** A private Redis serves one process; several that share a database must share a queue too. */
async function findOwnRedis(env: Env): Promise<string | undefined> {
  if (env.QUEUE_BACKEND === 'postgresql') return undefined;
  const binary = env.ROLE === 'all' ? await findRedisBinary(searchPath()) : undefined;
  if (!binary && env.QUEUE_BACKEND === 'redis') {
    throw new StartRefused(
      'QUEUE_BACKEND is redis, but there is neither REDIS_URL nor a redis-server or valkey-server program',
    );
  }
  return binary;
}

async function startApplication(settings: Settings, say: Say, stops: Stop[]): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.with(settings),
    new FastifyAdapter({
      // Then the client's address is what the nearest proxy that is not ours was called from.
      trustProxy: settings.TRUSTED_PROXIES.length > 0 && settings.TRUSTED_PROXIES,
      bodyLimit: 1024 * 1024,
      frameworkErrors: answerUnreadable,
    }),
    { logger: new LineLogger(settings.LOG_LEVEL), abortOnError: false },
  );
  stops.push(() => app.close());
  await configureApp(app, settings);
  await app.init();
  if (settings.ROLE !== 'worker') {
    const report = await app.get(StarterService).apply();
    if (report.topics + report.entities + report.feeds > 0) {
      say('Starter', `added ${report.topics} topics, ${report.entities} entities, ${report.feeds} feeds and a mailbox`);
    }
    await listen(app, settings);
    say('Ready', `${settings.PUBLIC_URL}  (API: ${settings.PUBLIC_URL}/docs)`);
    if (report.firstAdmin) {
      const { email, password } = report.firstAdmin;
      say('Sign in', password ? `${email}  ${password}  (shown only now)` : `${email}  with ADMIN_PASSWORD`);
    }
  }
  if (settings.ROLE !== 'api') {
    const pipeline = app.get(PipelineStart);
    // Before the application closes what the work under way still needs.
    stops.push(() => pipeline.stop());
    await pipeline.start();
  }
  if (settings.ROLE === 'worker') say('Ready', 'working');
  return app;
}

async function listen(app: NestFastifyApplication, settings: Settings): Promise<void> {
  try {
    await app.listen(settings.PORT, settings.HOST);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new StartRefused(
      `Port ${settings.PORT} is in use. Stop what uses it, or choose another: PORT=3001 npm start`,
      { cause: error },
    );
  }
}

/** Kept beside the data that it seals; whoever copies one must copy the other. */
async function ownSecretKey(dataFolder: string): Promise<string> {
  const file = join(dataFolder, 'secret-key');
  try {
    await mkdir(dataFolder, { recursive: true });
    await writeFile(file, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
      throw new StartRefused(`The data folder ${dataFolder} cannot be written: ${describe(error)}`, { cause: error });
    }
  }
  return (await readFile(file, 'utf8')).trim();
}

async function readVersion(): Promise<string> {
  const { version } = JSON.parse(await readFile(join(projectRoot, 'package.json'), 'utf8')) as { version: string };
  return version;
}

/** As a person in the project's folder would write it. */
function shortPath(path: string): string {
  const short = relative(projectRoot, path);
  return short === '' || short.startsWith('..') ? path : short;
}

/** The innermost cause says what happened; drivers wrap it in words of their own. */
function describe(error: unknown): string {
  let cause = error;
  while (cause instanceof Error && cause.cause instanceof Error) cause = cause.cause;
  if (cause instanceof AggregateError) cause = cause.errors[0];
  return cause instanceof Error ? cause.message : String(cause);
}
