import { type FastifyRequest } from 'fastify';
import { idParameter } from '../api/page.js';

/** Answers a thing as GET shows it; throws a `not-found` problem. */
export type Reader = (id: string) => Promise<unknown>;

export interface ChangedThing {
  /** From the controller's name: FeedController changes a feed. */
  noun: string;
  /** Null where it is being made, or is no thing with an id. */
  id: string | null;
  /** Present where the thing that the route changes can be read. */
  read?: Reader;
  /** Reads what the route makes. */
  readMade?: Reader;
}

interface Route {
  controller: object & { constructor: { name: string } };
  /** Of the handler, below its controller's: ':id', ':id/fetch', ''. */
  path: string;
  /** Of the controller's method `read`, if it has one. */
  readPath: string | undefined;
}

/** What a request changes: told from where its route stands, so that a new route is in the audit log without a word of its own. */
export function changedThing({ controller, path, readPath }: Route, request: FastifyRequest): ChangedThing {
  const noun = controller.constructor.name
    .replace(/Controller$/, '')
    .replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => `-${letter}`)
    .toLowerCase();
  const { id } = request.params as { id?: unknown };
  const known = idParameter.safeParse(id);
  const read = readPath === ':id' ? readerOf(controller) : undefined;
  const standsOnId = path === ':id' || path.startsWith(':id/');
  return {
    noun,
    id: known.success ? known.data : null,
    ...(read && standsOnId ? { read } : {}),
    ...(read && !standsOnId ? { readMade: read } : {}),
  };
}

function readerOf(controller: object): Reader | undefined {
  const { read } = controller as { read?: Reader };
  return read && ((id) => read.call(controller, id));
}
