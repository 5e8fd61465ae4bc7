import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type {} from '@fastify/cookie';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { ProblemException } from '../../api/problem.exception.js';
import { SETTINGS, type Settings } from '../../config/settings.js';
import type { Actor } from '../actor.js';
import { CurrentActor, FromOwnSite, NeedsActor, OpenToAll } from '../auth.guard.js';
import { type ActorRequest, IdentityService } from '../identity.service.js';
import { takeGuess } from '../limits/limit-requests.js';
import { REQUEST_LIMITS, type RequestLimits } from '../limits/request-limits.js';
import { roleSchema } from '../role.js';
import { scopeSchema, scopesOf } from '../scope.js';
import { UserStore } from '../user.store.js';
import { PasswordCheckService } from './password-check.service.js';
import { sessionCookieName, sessionCookieOptions } from './session-cookie.js';
import { SessionStore } from './session.store.js';

const signInBody = z.strictObject({ email: z.email(), password: z.string().min(1).max(200) }).meta({ id: 'SignIn' });
const sessionView = z
  .object({
    user: z.object({ id: z.uuid(), email: z.string(), name: z.string(), role: roleSchema }),
    scopes: z.array(scopeSchema),
  })
  .meta({ id: 'Session' });
const optionsView = z
  .object({
    password: z.boolean().describe('Whether an email address and a password are taken'),
    oidc: z.boolean().describe('Whether GET /session/oidc leads to an identity provider'),
  })
  .meta({ id: 'SignInOptions' });

/** One text for a wrong password, an unknown address and a locked account: which of them it is is nobody's business. */
const REFUSAL =
  'The email address or the password is wrong, or there were too many wrong passwords: then wait before you try again';

@ApiTags('session')
@Controller('session')
export class SessionController {
  constructor(
    private readonly sessions: SessionStore,
    private readonly passwords: PasswordCheckService,
    private readonly users: UserStore,
    private readonly identity: IdentityService,
    @Inject(REQUEST_LIMITS) private readonly limits: RequestLimits,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Post()
  @HttpCode(200)
  @OpenToAll()
  @FromOwnSite()
  @ApiOperation({ summary: 'Sign in; sets the session cookie' })
  @ApiOkResponse({ standardSchema: sessionView })
  async signIn(
    @Body({ schema: signInBody }) body: z.infer<typeof signInBody>,
    @Req() request: ActorRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<z.infer<typeof sessionView>> {
    await takeGuess(this.limits, request, reply);
    const proven = await this.passwords.check(body.email, body.password);
    const opened =
      proven &&
      (await this.sessions.open({
        userId: proven.id,
        passwordHash: proven.passwordHash,
        userAgent: request.headers['user-agent'],
      }));
    const user = opened && (await this.users.find(proven.id));
    if (!user) throw new ProblemException('not-signed-in', REFUSAL);
    await this.limits.giveBackGuess(request.ip);
    await this.closeCurrent(request);
    const { PUBLIC_URL } = this.settings;
    void reply.setCookie(sessionCookieName(PUBLIC_URL), opened.token, {
      ...sessionCookieOptions(PUBLIC_URL),
      expires: opened.expiresAt,
    });
    return view(user);
  }

  @Get('options')
  @OpenToAll()
  @ApiOperation({ summary: 'In which ways people can sign in here' })
  @ApiOkResponse({ standardSchema: optionsView })
  options(): z.infer<typeof optionsView> {
    return { password: true, oidc: this.settings.OIDC_ISSUER !== undefined };
  }

  @Get()
  @NeedsActor()
  @ApiOperation({ summary: 'Who is signed in' })
  @ApiOkResponse({ standardSchema: sessionView })
  read(@CurrentActor() actor: Actor): z.infer<typeof sessionView> {
    if (actor.kind !== 'user') throw new ProblemException('not-found', 'An API key has no session');
    return view(actor);
  }

  @Delete()
  @HttpCode(204)
  @OpenToAll()
  @FromOwnSite()
  @ApiOperation({ summary: 'Sign out' })
  @ApiNoContentResponse()
  async signOut(@Req() request: ActorRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.closeCurrent(request);
    const { PUBLIC_URL } = this.settings;
    void reply.clearCookie(sessionCookieName(PUBLIC_URL), sessionCookieOptions(PUBLIC_URL));
  }

  private async closeCurrent(request: ActorRequest): Promise<void> {
    const actor = await this.identity.identify(request);
    if (actor?.kind === 'user') await this.sessions.close(actor.sessionId, actor.id);
  }
}

function view({ id, email, name, role }: Pick<Extract<Actor, { kind: 'user' }>, 'id' | 'email' | 'name' | 'role'>) {
  return { user: { id, email, name, role }, scopes: [...scopesOf(role)] };
}
