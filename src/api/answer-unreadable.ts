import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { failureOfServer, toProblem } from './to-problem.js';

/** For the server's `frameworkErrors`: an address that the router cannot read comes by no filter. */
export function answerUnreadable(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const problem = toProblem(failureOfServer(error) ?? { kind: 'invalid-request' }, request.id);
  void reply
    .status(problem.status)
    .headers({ 'x-request-id': request.id, 'x-content-type-options': 'nosniff' })
    .type('application/problem+json')
    .send(problem);
}
