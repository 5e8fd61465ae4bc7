import type { Role } from './role.js';
import type { Scope } from './scope.js';

/** Who is asking: a signed-in person, or a program by its key. */
export type Actor = { id: string; name: string; scopes: ReadonlySet<Scope> } & (
  { kind: 'user'; email: string; role: Role; sessionId: string } | { kind: 'api-key' }
);
