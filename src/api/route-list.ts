import type { FastifyInstance } from 'fastify';
import { ProblemException } from './problem.exception.js';

export interface Route {
  method: string;
  /** As the router knows it: `/api/v1/feeds/:id`. */
  url: string;
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Every route that was added since {@link listRoutes}. */
    routeList: readonly Route[];
  }
}

/** Keeps a list of every route that is added from now on. */
export function listRoutes(fastify: FastifyInstance): void {
  const routes: Route[] = [];
  fastify.decorate('routeList', routes);
  fastify.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) routes.push({ method: one, url });
  });
}

/**
 * Where an address exists, another method is answered by 405 with `Allow` (RFC 9110, section 15.5.6), and OPTIONS by `Allow` alone:
 * "not found" would send whoever asks to look for a misprint in the address.
 */
export function answerOtherMethods(fastify: FastifyInstance): void {
  let patterns: { method: string; pattern: RegExp }[] | undefined;
  fastify.addHook('onRequest', async (request, reply) => {
    if (!request.is404) return;
    const path = request.url.split('?')[0] ?? '';
    patterns ??= fastify.routeList.map(({ method, url }) => ({ method, pattern: toPattern(url) }));
    const methods = new Set(patterns.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method));
    if (methods.size === 0) return;
    methods.add('OPTIONS');
    void reply.header('allow', [...methods].sort().join(', '));
    if (request.method === 'OPTIONS') return reply.status(204).send();
    throw new ProblemException('method-not-allowed');
  });
}

function toPattern(url: string): RegExp {
  const parts = url.split('/').map((part) => {
    if (part.startsWith(':')) return '[^/]+';
    if (part === '*') return '.*';
    return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  });
  return new RegExp(`^${parts.join('/')}/?$`);
}
