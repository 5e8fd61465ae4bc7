import type { Env } from './env.js';

/** Injection token of {@link Settings}. */
export const SETTINGS = Symbol('settings');

export type QueueConnection =
  { backend: 'redis'; url: string } | { backend: 'redis'; socketPath: string } | { backend: 'postgresql'; url: string };

/** The environment, and what start-up made of it: with every address and key known. */
export interface Settings extends Env {
  databaseUrl: string;
  queue: QueueConnection;
  secretKey: string;
  version: string;
}
