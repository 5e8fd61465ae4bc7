import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ProblemException } from '../../api/problem.exception.js';
import type { IdentityService } from '../identity.service.js';
import type { Allowance, RequestLimits } from './request-limits.js';

/**
 * Counts every request below `prefix` by who asks, before anything else is done for it; each answer says what is left
 * (draft-ietf-httpapi-ratelimit-headers, in the form of its version 5), were it that there is no such route.
 */
export function limitRequests(
  fastify: FastifyInstance,
  prefix: string,
  limits: RequestLimits,
  identity: IdentityService,
): void {
  fastify.addHook('onRequest', async (request, reply) => {
    // The route, where there is one: the address may be written in other ways that lead to it.
    if (!(request.routeOptions.url ?? request.url).startsWith(`/${prefix}`)) return;
    if (identity.needsLookUp(request)) {
      const spent = await limits.hasSpentUnknown(request.ip);
      if (spent) refuse(reply, spent);
    }
    const actor = await identity.identify(request);
    if (!actor && identity.hasCredentials(request)) await limits.takeUnknown(request.ip);
    const allowance = await limits.takeRequest(actor ? { caller: `${actor.kind} ${actor.id}` } : { ip: request.ip });
    if (!allowance) return;
    void reply.headers({
      'ratelimit-limit': allowance.limit,
      'ratelimit-remaining': allowance.remaining,
      'ratelimit-reset': allowance.resetSeconds,
    });
    if (allowance.isExceeded) refuse(reply, allowance);
  });
}

function refuse(reply: FastifyReply, { resetSeconds }: Allowance): never {
  void reply.header('retry-after', resetSeconds);
  throw new ProblemException('too-many-requests', `Try again in ${resetSeconds} seconds`);
}

/** For routes at which something can be guessed: throws a `too-many-requests` problem, the same whatever was guessed. */
export async function takeGuess(limits: RequestLimits, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const allowance = await limits.takeGuess(request.ip);
  if (allowance?.isExceeded) refuse(reply, allowance);
}
