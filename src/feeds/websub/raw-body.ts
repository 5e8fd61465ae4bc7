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
