import { join } from 'node:path';
import cookie from '@fastify/cookie';
import fastifyStatic from '@fastify/static';
import { type INestApplication, RequestMethod } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { serveDocs } from './api-document.js';
import { createJsonParser } from './api/json-body.js';
import { answerOtherMethods, listRoutes } from './api/route-list.js';
import { giveRequestIds } from './api/request-id.js';
import { ProblemFilter } from './api/problem.filter.js';
import { IdentityService } from './auth/identity.service.js';
import { allowOrigins } from './auth/limits/allow-origins.js';
import { limitRequests } from './auth/limits/limit-requests.js';
import { REQUEST_LIMITS } from './auth/limits/request-limits.js';
import { PASSWORD_PATH } from './auth/people/password-link.js';
import { SchemaValidationPipe } from './api/schema-validation.pipe.js';
import { projectRoot } from './config/project-root.js';
import type { Settings } from './config/settings.js';
import { keepRawBodies } from './api/raw-body.js';
import { CALLBACK_PATH } from './feeds/websub/websub.service.js';
import { CONFIRM_PATH, PREFERENCES_PATH, UNSUBSCRIBE_PATH } from './subscriptions/self-service-links.js';

export const API_PREFIX = 'api/v1';

/** Pages that people reach by a link, outside the API. */
const PAGES = [PASSWORD_PATH, CONFIRM_PATH, UNSUBSCRIBE_PATH, PREFERENCES_PATH];
/** Where hubs push. */
const HUB_CALLBACK = `${CALLBACK_PATH}/:feedId/:token`;
const SAMPLE_PAGES = ['sample-wire.xml', 'sample-wire/:id'];

/** No script but our own files, and nothing from another host. Styles may be inline: messages are shown as they were sent. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "font-src 'self'",
  "frame-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Everything that is the same for the running application and for tests of it. */
export async function configureApp(app: NestFastifyApplication, settings: Settings): Promise<void> {
  setPrefix(app);
  app.useGlobalPipes(new SchemaValidationPipe());
  app.useGlobalFilters(new ProblemFilter());
  await app.register(cookie);
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  const { bodyLimit } = fastify.initialConfig;
  app.useBodyParser('application/json', { ...(bodyLimit && { bodyLimit }) }, createJsonParser(fastify));
  giveRequestIds(fastify);
  listRoutes(fastify);
  addSecurityHeaders(fastify);
  // Before the limit: a page that may read our answers may read that it asks too often.
  await allowOrigins(fastify, API_PREFIX, settings.CORS_ORIGINS);
  limitRequests(fastify, API_PREFIX, app.get(REQUEST_LIMITS), app.get(IdentityService));
  answerOtherMethods(fastify);
  acceptOneClickForms(fastify);
  keepRawBodies(fastify);
  await serveDashboard(fastify);
  serveDocs(app, settings.version);
}

export function setPrefix(app: INestApplication): void {
  app.setGlobalPrefix(API_PREFIX, {
    exclude: [
      ...PAGES.flatMap((path) => [
        { path, method: RequestMethod.GET },
        { path, method: RequestMethod.POST },
      ]),
      { path: HUB_CALLBACK, method: RequestMethod.ALL },
      ...SAMPLE_PAGES.map((path) => ({ path, method: RequestMethod.GET })),
    ],
  });
}

function addSecurityHeaders(fastify: FastifyInstance): void {
  fastify.addHook('onSend', async (_request, reply) => {
    reply.header('content-security-policy', CONTENT_SECURITY_POLICY);
    reply.header('x-content-type-options', 'nosniff');
    reply.header('referrer-policy', 'no-referrer');
    reply.header('cross-origin-opener-policy', 'same-origin');
  });
}

/** RFC 8058 lets a mail program post its one click as multipart/form-data; what matters is in the address, so the body is drained. */
function acceptOneClickForms(fastify: FastifyInstance): void {
  fastify.addContentTypeParser('multipart/form-data', (_request, body, done) => {
    body.resume();
    body.on('end', () => done(null, undefined));
    body.on('error', done);
  });
}

async function serveDashboard(fastify: FastifyInstance): Promise<void> {
  await fastify.register(fastifyStatic, { root: join(projectRoot, 'dashboard'), wildcard: false, cacheControl: false });
  // The address that messages link to; the dashboard finds the story in it.
  fastify.get('/stories/:id', (_request, reply) => reply.sendFile('index.html'));
}
