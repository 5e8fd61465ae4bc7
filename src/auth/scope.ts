import { z } from 'zod';
import type { Role } from './role.js';

/** What the API is divided into for its keys; people's roles are bundles of the same. */
export const AREAS = ['feeds', 'stories', 'topics', 'subscriptions', 'alerts', 'deliveries', 'admin'] as const;
export type Area = (typeof AREAS)[number];

/** What comes in by itself (stories, alerts) is read only. */
export const SCOPES = [
  'feeds:read',
  'feeds:write',
  'stories:read',
  'topics:read',
  'topics:write',
  'subscriptions:read',
  'subscriptions:write',
  'alerts:read',
  'deliveries:read',
  'deliveries:write',
  'admin:read',
  'admin:write',
] as const satisfies readonly `${Area}:${'read' | 'write'}`[];
export type Scope = (typeof SCOPES)[number];

export const scopeSchema = z.enum(SCOPES).meta({ id: 'Scope', description: 'What an API key may do' });

/** Undefined where nothing can be written. */
export function scopeIn(area: Area, doing: 'read' | 'write'): Scope | undefined {
  return SCOPES.find((scope) => scope === `${area}:${doing}`);
}

const isAdminsOnly = (scope: Scope) => scope.startsWith('admin:');
const isReading = (scope: Scope) => scope.endsWith(':read');

const bundles: Record<Role, ReadonlySet<Scope>> = {
  viewer: new Set(SCOPES.filter((scope) => isReading(scope) && !isAdminsOnly(scope))),
  editor: new Set(SCOPES.filter((scope) => !isAdminsOnly(scope))),
  admin: new Set(SCOPES),
};

/** A viewer reads, an editor also changes, an admin also sees to people, keys and the audit log. */
export function scopesOf(role: Role): ReadonlySet<Scope> {
  return bundles[role];
}
