import {
  type CanActivate,
  createParamDecorator,
  type ExecutionContext,
  Inject,
  Injectable,
  SetMetadata,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type {} from '@fastify/cookie';
import type { FastifyRequest } from 'fastify';
import { ProblemException } from '../api/problem.exception.js';
import { SETTINGS, type Settings } from '../config/settings.js';
import { ApiKeyStore } from './api-key.store.js';
import { type Actor, includesRole, type Role } from './role.js';
import { UserStore } from './user.store.js';

export const SESSION_COOKIE = 'wirewatch_session';

const OPEN = 'wirewatch:open';
const NEEDED_ROLE = 'wirewatch:role';

/** A route that anybody may call: signing in, health, signed links. */
export const OpenToAll = () => SetMetadata(OPEN, true);
/** The least role for a route; without it reading asks for a viewer, and changing for an editor. */
export const NeedsRole = (role: Role) => SetMetadata(NEEDED_ROLE, role);

type ActorRequest = FastifyRequest & { actor?: Actor };

export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { actor } = context.switchToHttp().getRequest<ActorRequest>();
  if (!actor) throw new ProblemException('not-signed-in');
  return actor;
});

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Stands before every route: closed unless a route says otherwise. */
@Injectable()
export class AuthGuard implements CanActivate {
  private readonly ownOrigin: string;

  constructor(
    private readonly reflector: Reflector,
    private readonly users: UserStore,
    private readonly apiKeys: ApiKeyStore,
    @Inject(SETTINGS) settings: Settings,
  ) {
    this.ownOrigin = new URL(settings.PUBLIC_URL).origin;
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const targets = [context.getHandler(), context.getClass()];
    const request = context.switchToHttp().getRequest<ActorRequest>();
    if (this.reflector.getAllAndOverride<boolean | undefined>(OPEN, targets)) return true;
    const actor = await this.identify(request);
    if (!actor) throw new ProblemException('not-signed-in');
    const reading = READING.has(request.method);
    if (actor.kind === 'user' && !reading) this.refuseForeignOrigin(request);
    const needed =
      this.reflector.getAllAndOverride<Role | undefined>(NEEDED_ROLE, targets) ?? (reading ? 'viewer' : 'editor');
    if (!includesRole(actor.role, needed)) {
      throw new ProblemException('not-allowed', `This needs the role ${needed}; yours is ${actor.role}`);
    }
    request.actor = actor;
    return true;
  }

  private async identify(request: ActorRequest): Promise<Actor | undefined> {
    const [scheme, token] = (request.headers.authorization ?? '').split(' ');
    if (scheme?.toLowerCase() === 'bearer' && token) return this.apiKeys.findActor(token);
    const cookie = request.cookies[SESSION_COOKIE];
    return cookie ? this.users.findActorBySession(cookie) : undefined;
  }

  /** The cookie is SameSite=Strict; this also stops a form on a neighbouring host of the same site. */
  private refuseForeignOrigin(request: FastifyRequest): void {
    const { origin, host } = request.headers;
    if (origin === undefined || origin === this.ownOrigin) return;
    if (URL.canParse(origin) && new URL(origin).host === host) return;
    throw new ProblemException('not-allowed', 'The request comes from another site');
  }
}
