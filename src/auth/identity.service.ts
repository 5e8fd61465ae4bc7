import { Inject, Injectable } from '@nestjs/common';
import type {} from '@fastify/cookie';
import type { FastifyRequest } from 'fastify';
import { SETTINGS, type Settings } from '../config/settings.js';
import { ApiKeyStore } from './api-key.store.js';
import type { Actor } from './actor.js';
import { sessionCookieName } from './sessions/session-cookie.js';
import { SessionStore } from './sessions/session.store.js';

type Credentials = { kind: 'api-key' | 'session'; token: string };
export type ActorRequest = FastifyRequest & { actor?: Actor; identifying?: Promise<Actor | undefined> };

/** Who asks, by their key or their cookie; looked up once a request. A key goes before a cookie, whether it is a good one or not. */
@Injectable()
export class IdentityService {
  private readonly cookieName: string;

  constructor(
    private readonly sessions: SessionStore,
    private readonly apiKeys: ApiKeyStore,
    @Inject(SETTINGS) settings: Settings,
  ) {
    this.cookieName = sessionCookieName(settings.PUBLIC_URL);
  }

  identify(request: ActorRequest): Promise<Actor | undefined> {
    request.identifying ??= this.lookUp(request);
    return request.identifying;
  }

  hasCredentials(request: FastifyRequest): boolean {
    return this.credentialsOf(request) !== undefined;
  }

  /** Whether to identify it asks the database. */
  needsLookUp(request: FastifyRequest): boolean {
    const credentials = this.credentialsOf(request);
    return credentials !== undefined && !this.storeOf(credentials).remembers(credentials.token);
  }

  private async lookUp(request: ActorRequest): Promise<Actor | undefined> {
    const credentials = this.credentialsOf(request);
    const actor = credentials && (await this.storeOf(credentials).findActor(credentials.token));
    if (actor) request.actor = actor;
    return actor;
  }

  private storeOf({ kind }: Credentials): SessionStore | ApiKeyStore {
    return kind === 'session' ? this.sessions : this.apiKeys;
  }

  private credentialsOf({ headers, cookies }: FastifyRequest): Credentials | undefined {
    const [scheme, key] = (headers.authorization ?? '').split(' ');
    if (scheme?.toLowerCase() === 'bearer' && key) return { kind: 'api-key', token: key };
    // Where no cookies are read at all (a part of the application on its own), there is no session.
    const session = (cookies as FastifyRequest['cookies'] | undefined)?.[this.cookieName];
    return session ? { kind: 'session', token: session } : undefined;
  }
}
