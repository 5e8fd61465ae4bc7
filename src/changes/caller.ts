import type { FastifyRequest } from 'fastify';
import type { Actor } from '../auth/actor.js';

/** Who asked for a change, as the audit log names them. */
export interface Caller {
  kind: 'user' | 'api-key' | 'link' | 'anyone';
  id: string | null;
  name: string;
}

type ActorRequest = FastifyRequest & { actor?: Actor };

/** Where nobody has signed in: whom a signed link is about, if one was used; its route has checked it before anything changes. */
export function callerOf(request: ActorRequest): Caller {
  const { actor } = request;
  if (actor) return { kind: actor.kind, id: actor.id, name: actor.kind === 'user' ? actor.email : actor.name };
  const { token } = { ...(request.query as object), ...(request.params as object) } as { token?: unknown };
  const subject = typeof token === 'string' ? token.split('.')[1] : undefined;
  if (subject) return { kind: 'link', id: subject, name: 'the holder of a signed link' };
  return { kind: 'anyone', id: null, name: 'not signed in' };
}
