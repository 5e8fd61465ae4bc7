import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApiDocument } from '../../src/api-document.js';
import { AppModule } from '../../src/app.module.js';
import { setPrefix } from '../../src/configure-app.js';
import { parseEnv } from '../../src/config/env.js';

const SECRET_KEY = 'nothing is ever signed with this';

/** The document as the application draws it, without a database, a queue or a socket: nothing is made but the routes' descriptions. */
export async function describeWholeApi() {
  const parsed = parseEnv({ SECRET_KEY });
  if (!parsed.ok) throw new Error(parsed.problems.join('; '));
  const databaseUrl = 'postgresql://127.0.0.1/none';
  const settings = {
    ...parsed.env,
    databaseUrl,
    queue: { backend: 'postgresql', url: databaseUrl } as const,
    secretKey: SECRET_KEY,
    version: '0.0.0',
  };
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(settings), new FastifyAdapter(), {
    preview: true,
    logger: false,
    abortOnError: false,
  });
  setPrefix(app);
  return createApiDocument(app, settings.version);
}
