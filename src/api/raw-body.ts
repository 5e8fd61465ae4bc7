import { type Readable } from 'node:stream';
import { type FastifyInstance } from 'fastify';

/** For `@RouteConfig`: the route's body is not parsed, whatever its type or without one; `request.body` is the stream. */
export const RAW_BODY = { rawBody: true } as const;

const RAW_TYPE = 'application/vnd.wirewatch.raw';

/**
 * Lets the routes marked with {@link RAW_BODY} read their bodies themselves: a signature is over the bytes as they came, and a
 * caller is known before anything of what it sends is kept. Such routes set their own limit. The type that was declared is in
 * `request.raw.headers`.
 */
export function keepRawBodies(fastify: FastifyInstance): void {
  fastify.addContentTypeParser(RAW_TYPE, (_request, body, done) => done(null, body));
  fastify.addHook('onRequest', (request, _reply, done) => {
    const { rawBody } = request.routeOptions.config as { rawBody?: boolean };
    // The type chooses the parser, and every type has to choose this one.
    if (rawBody) request.headers = { 'content-type': RAW_TYPE };
    done();
  });
}

/**
 * Hands such a body on as it comes, to its end or to `maxBytes`. What is beyond is let run out unread: whoever sends it hears the
 * answer, and the connection is not left hanging.
 */
export function takeRawBody(
  body: Readable | undefined,
  maxBytes: number,
  take: (chunk: Buffer) => void,
): Promise<'whole' | 'too-large' | 'broken-off'> {
  if (!body) return Promise.resolve('whole');
  return new Promise((resolve) => {
    let size = 0;
    body.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBytes) resolve('too-large');
      else take(chunk);
    });
    body.on('end', () => resolve('whole'));
    body.on('error', () => resolve('broken-off'));
    body.on('close', () => resolve('broken-off'));
  });
}
