import type { Scope } from '../../auth/scope.js';

export const LIVE_KINDS = ['story', 'alert', 'delivery'] as const;
export type LiveKind = (typeof LIVE_KINDS)[number];

/** What a stream needs is what the list of the same noun needs. */
export const scopeOfKind: Record<LiveKind, Scope> = {
  story: 'stories:read',
  alert: 'alerts:read',
  delivery: 'deliveries:read',
};
