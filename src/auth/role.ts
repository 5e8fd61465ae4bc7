import { z } from 'zod';

export const roleSchema = z.enum(['admin', 'editor', 'viewer']).meta({ id: 'Role' });
export type Role = z.infer<typeof roleSchema>;

const rank: Record<Role, number> = { viewer: 0, editor: 1, admin: 2 };

/** Whether one role includes another: an admin may do all that an editor may, and so on. */
export function includesRole(held: Role, needed: Role): boolean {
  return rank[held] >= rank[needed];
}

/** Who is asking: a signed-in person, or a program by its key. */
export type Actor =
  | { kind: 'user'; id: string; email: string; role: Role; sessionId: string }
  | { kind: 'api-key'; id: string; name: string; role: Role };
