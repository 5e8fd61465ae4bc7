import { Body, Controller, Get, HttpCode, Inject, Patch, Put, Req, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ProblemException } from '../../api/problem.exception.js';
import type { Actor } from '../actor.js';
import { CurrentActor, NeedsActor } from '../auth.guard.js';
import { takeGuess } from '../limits/limit-requests.js';
import { REQUEST_LIMITS, type RequestLimits } from '../limits/request-limits.js';
import { isOwnAddress, newPasswordSchema } from '../password-rules.js';
import { roleSchema } from '../role.js';
import { PasswordCheckService } from '../sessions/password-check.service.js';
import { UserStore } from '../user.store.js';

const accountView = z
  .object({ id: z.uuid(), email: z.string(), name: z.string(), role: roleSchema, hasPassword: z.boolean() })
  .meta({ id: 'Account' });
const updateBody = z
  .strictObject({ name: z.string().trim().min(1).max(100) })
  .partial()
  .meta({ id: 'UpdateAccount' });
const passwordBody = z
  .strictObject({ currentPassword: z.string().min(1).max(200), newPassword: newPasswordSchema })
  .meta({ id: 'ChangePassword' });

/** One's own account. */
@ApiTags('session')
@NeedsActor()
@Controller('account')
export class AccountController {
  constructor(
    private readonly users: UserStore,
    private readonly passwords: PasswordCheckService,
    @Inject(REQUEST_LIMITS) private readonly limits: RequestLimits,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Read your own account' })
  @ApiOkResponse({ standardSchema: accountView })
  async read(@CurrentActor() actor: Actor): Promise<z.infer<typeof accountView>> {
    const row = await this.users.find(personOf(actor).id);
    if (!row) throw new ProblemException('not-signed-in');
    const { id, email, name, role, passwordHash } = row;
    return { id, email, name, role, hasPassword: passwordHash !== null };
  }

  @Patch()
  @ApiOperation({ summary: 'Change your own name' })
  @ApiOkResponse({ standardSchema: accountView })
  async update(@Body({ schema: updateBody }) { name }: z.infer<typeof updateBody>, @CurrentActor() actor: Actor) {
    if (name !== undefined) await this.users.rename(personOf(actor).id, name);
    return this.read(actor);
  }

  /** A session alone is not enough: whoever finds a browser open must not keep the account. Wrong tries count as at signing in. */
  @Put('password')
  @HttpCode(204)
  @ApiOperation({ summary: 'Change your own password; you are signed out everywhere else' })
  @ApiNoContentResponse()
  async changePassword(
    @Body({ schema: passwordBody }) { currentPassword, newPassword }: z.infer<typeof passwordBody>,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const { id, email, sessionId } = personOf(actor);
    if (isOwnAddress(newPassword, email)) throw wrongField('newPassword', 'must not be your address');
    await takeGuess(this.limits, request, reply);
    const proven = await this.passwords.check(email, currentPassword);
    const isSet =
      proven &&
      (await this.users.setPassword({ id, from: proven.passwordHash, to: newPassword, keepSession: sessionId }));
    if (!isSet) throw wrongField('currentPassword', 'is wrong, or was tried too often: then wait a while');
    await this.limits.giveBackGuess(request.ip);
  }
}

function personOf(actor: Actor): Extract<Actor, { kind: 'user' }> {
  if (actor.kind !== 'user') throw new ProblemException('not-found', 'An API key has no account');
  return actor;
}

function wrongField(path: string, message: string): ProblemException {
  return new ProblemException('invalid-request', undefined, [{ path, message }]);
}
