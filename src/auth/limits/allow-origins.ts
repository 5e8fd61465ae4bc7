import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];
const SENT = ['Authorization', 'Content-Type', 'If-Match', 'If-None-Match', 'Idempotency-Key', 'Last-Event-ID'];
const READ = [
  ...['ETag', 'Location', 'Retry-After', 'RateLimit-Limit', 'RateLimit-Remaining', 'RateLimit-Reset'],
  ...['Idempotency-Replayed', 'Content-Disposition', 'Link'],
];
const PREFLIGHT_S = 600;

/** Pages of these origins may call what is below `prefix`, by keys alone: no cookie goes with a request from elsewhere. None: no CORS at all. */
export async function allowOrigins(fastify: FastifyInstance, prefix: string, origins: string[]): Promise<void> {
  if (origins.length === 0) return;
  await fastify.register(cors, {
    delegator: (request, done) =>
      done(
        null,
        request.url?.startsWith(`/${prefix}`)
          ? {
              origin: origins,
              credentials: false,
              methods: METHODS,
              allowedHeaders: SENT,
              exposedHeaders: READ,
              maxAge: PREFLIGHT_S,
            }
          : { origin: false },
      ),
  });
}
