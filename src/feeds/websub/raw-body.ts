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

/** Reads such a body to its end, or to `maxBytes`. One that is too large is left open: to destroy it would cut off the answer. */
export async function readRawBody(
  body: Readable | undefined,
  maxBytes: number,
): Promise<Buffer | 'too-large' | 'broken-off'> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of (body?.iterator({ destroyOnReturn: false }) ?? []) as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > maxBytes) return 'too-large';
      chunks.push(chunk);
    }
  } catch {
    return 'broken-off';
  }
  return Buffer.concat(chunks);
}
