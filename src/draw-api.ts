import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApiDocument } from './api-document.js';
import type { ApiDocument } from './api/openapi/document.js';
import { AppModule } from './app.module.js';
import { parseEnv } from './config/env.js';
import { setPrefix } from './configure-app.js';

const SECRET_KEY = 'nothing is ever signed with this';

/** The API's document without a database, a queue or a socket: nothing of the application is made but its routes' descriptions. */
export async function drawApi(): Promise<ApiDocument> {
  const parsed = parseEnv({ SECRET_KEY });
  if (!parsed.ok) throw new Error(parsed.problems.join('; '));
  const databaseUrl = 'postgresql://127.0.0.1/none';
  const settings = {
    ...parsed.env,
    databaseUrl,
    queue: { backend: 'postgresql', url: databaseUrl } as const,
    secretKey: SECRET_KEY,
    version: '1',
  };
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(settings), new FastifyAdapter(), {
    preview: true,
    logger: false,
    abortOnError: false,
  });
  setPrefix(app);
  return createApiDocument(app, settings.version);
}
