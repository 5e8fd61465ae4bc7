import {
  type CanActivate,
  createParamDecorator,
  type ExecutionContext,
  Inject,
  Injectable,
  SetMetadata,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { ProblemException } from '../api/problem.exception.js';
import { SETTINGS, type Settings } from '../config/settings.js';
import type { Actor } from './actor.js';
import { type ActorRequest, IdentityService } from './identity.service.js';
import { refuseForeignSite, refuseForms } from './request-origin.js';
import { type Area, type Scope, scopeIn } from './scope.js';

const OPEN = 'wirewatch:open';
const OWN_SITE = 'wirewatch:own-site';
const AREA = 'wirewatch:area';
const NEEDED_SCOPE = 'wirewatch:scope';
const ANY_ACTOR = 'any actor';

/** A route that anybody may call: signing in, health, signed links. */
export const OpenToAll = () => SetMetadata(OPEN, true);
/** For open routes: that other sites' pages may not post to, since what they do is done for whoever sits at the browser. */
export const FromOwnSite = () => SetMetadata(OWN_SITE, true);
/** What a controller belongs to: its routes need the area's scope to read, or to write. */
export const InArea = (area: Area) => SetMetadata(AREA, area);
/** The scope of a route that its method does not tell: a POST that only reads. */
export const NeedsScope = (scope: Scope) => SetMetadata(NEEDED_SCOPE, scope);
/** Whoever has signed in, or has a key of any scope: who am I, what runs here. */
export const NeedsActor = () => SetMetadata(NEEDED_SCOPE, ANY_ACTOR);

export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { actor } = context.switchToHttp().getRequest<ActorRequest>();
  if (!actor) throw new ProblemException('not-signed-in');
  return actor;
});

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/** A route that says nothing is nobody's: the mistake shows at its first call, and nothing is open by it. */
function neededScope(reflector: Reflector, context: ExecutionContext): Scope | typeof ANY_ACTOR | 'open' {
  const targets = [context.getHandler(), context.getClass()];
  if (reflector.getAllAndOverride<boolean | undefined>(OPEN, targets)) return 'open';
  const scope = reflector.getAllAndOverride<Scope | typeof ANY_ACTOR | undefined>(NEEDED_SCOPE, targets);
  if (scope) return scope;
  const area = reflector.getAllAndOverride<Area | undefined>(AREA, targets);
  const { method } = context.switchToHttp().getRequest<FastifyRequest>();
  const derived = area && scopeIn(area, READING.has(method) ? 'read' : 'write');
  if (!derived) throw new Error(`${context.getClass().name}.${context.getHandler().name} names no scope`);
  return derived;
}

/** Stands before every route: closed unless a route says otherwise. */
@Injectable()
export class AuthGuard implements CanActivate {
  private readonly ownOrigin: string;

  constructor(
    private readonly reflector: Reflector,
    private readonly identity: IdentityService,
    @Inject(SETTINGS) settings: Settings,
  ) {
    this.ownOrigin = new URL(settings.PUBLIC_URL).origin;
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<ActorRequest>();
    const needed = neededScope(this.reflector, context);
    const isReading = READING.has(request.method);
    if (needed === 'open') {
      const targets = [context.getHandler(), context.getClass()];
      if (!isReading && this.reflector.getAllAndOverride<boolean | undefined>(OWN_SITE, targets)) {
        this.refuseForeign(request);
      }
      return true;
    }
    const actor = await this.identity.identify(request);
    if (!actor) throw new ProblemException('not-signed-in');
    if (!isReading) {
      if (actor.kind === 'user') this.refuseForeign(request);
      else refuseForms(request);
    }
    if (needed !== ANY_ACTOR && !actor.scopes.has(needed)) {
      throw new ProblemException(
        'not-allowed',
        `This needs the scope ${needed}; your ${actor.kind === 'user' ? `role ${actor.role}` : 'API key'} does not have it`,
      );
    }
    return true;
  }

  private refuseForeign(request: FastifyRequest): void {
    refuseForeignSite(request, this.ownOrigin);
    refuseForms(request);
  }
}
