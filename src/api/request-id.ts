import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';

/** What can stand in a log line and a header as it is. */
const SANE = /^[\w.-]{8,64}$/;

/**
 * Each request has an id, which is in its answer (`X-Request-Id`), in problem details and in the log. A caller may bring its own, to
 * find its request again; what is no plain token is replaced.
 */
export function giveRequestIds(fastify: FastifyInstance): void {
  fastify.setGenReqId(({ headers }) => {
    const given = headers['x-request-id'];
    return typeof given === 'string' && SANE.test(given) ? given : randomUUID();
  });
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    done();
  });
}
