import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type {} from '@fastify/cookie';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { ProblemException } from '../api/problem.exception.js';
import { SETTINGS, type Settings } from '../config/settings.js';
import { CurrentActor, NeedsActor, OpenToAll, SESSION_COOKIE } from './auth.guard.js';
import { verifyPassword } from './password.js';
import type { Actor } from './actor.js';
import { roleSchema } from './role.js';
import { UserStore } from './user.store.js';

const signInBody = z.strictObject({ email: z.email(), password: z.string().min(1).max(200) }).meta({ id: 'SignIn' });
const sessionView = z
  .object({ user: z.object({ id: z.uuid(), email: z.string(), role: roleSchema }) })
  .meta({ id: 'Session' });

@ApiTags('session')
@Controller('session')
export class SessionController {
  constructor(
    private readonly users: UserStore,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Post()
  @HttpCode(200)
  @OpenToAll()
  @ApiOperation({ summary: 'Sign in; sets the session cookie' })
  @ApiOkResponse({ standardSchema: sessionView })
  async signIn(
    @Body({ schema: signInBody }) body: z.infer<typeof signInBody>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<z.infer<typeof sessionView>> {
    const user = await this.users.findByEmail(body.email);
    if (!(await verifyPassword(user?.passwordHash ?? undefined, body.password)) || !user) {
      throw new ProblemException('not-signed-in', 'The email address or the password is wrong');
    }
    const { token, expiresAt } = await this.users.openSession(user.id);
    void reply.setCookie(SESSION_COOKIE, token, { ...this.cookieOptions(), expires: expiresAt });
    return { user: { id: user.id, email: user.email, role: user.role } };
  }

  @Get()
  @NeedsActor()
  @ApiOperation({ summary: 'Who is signed in' })
  @ApiOkResponse({ standardSchema: sessionView })
  read(@CurrentActor() actor: Actor): z.infer<typeof sessionView> {
    if (actor.kind !== 'user') throw new ProblemException('not-found', 'An API key has no session');
    return { user: { id: actor.id, email: actor.email, role: actor.role } };
  }

  @Delete()
  @HttpCode(204)
  @OpenToAll()
  @ApiOperation({ summary: 'Sign out' })
  @ApiNoContentResponse()
  async signOut(@Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    const token = reply.request.cookies[SESSION_COOKIE];
    const actor = token ? await this.users.findActorBySession(token) : undefined;
    if (actor?.kind === 'user') await this.users.closeSession(actor.sessionId);
    void reply.clearCookie(SESSION_COOKIE, this.cookieOptions());
  }

  private cookieOptions() {
    return {
      path: '/',
      httpOnly: true,
      sameSite: 'strict' as const,
      secure: this.settings.PUBLIC_URL.startsWith('https:'),
    };
  }
}
