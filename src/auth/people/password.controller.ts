import { Body, Controller, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ProblemException } from '../../api/problem.exception.js';
import { FromOwnSite, OpenToAll } from '../auth.guard.js';
import { takeGuess } from '../limits/limit-requests.js';
import { REQUEST_LIMITS, type RequestLimits } from '../limits/request-limits.js';
import { newPasswordSchema } from '../password-rules.js';
import { PasswordLinkService, type Redeemed } from './password-link.service.js';

const resetBody = z.strictObject({ email: z.email().max(254) }).meta({ id: 'RequestPasswordReset' });
const passwordBody = z
  .strictObject({ token: z.string().min(1).max(500), password: newPasswordSchema })
  .meta({ id: 'SetPassword' });

const refusals: Record<Exclude<Redeemed['kind'], 'set'>, { path: string; message: string }> = {
  expired: { path: 'token', message: 'has expired; ask for a new link' },
  void: { path: 'token', message: 'is not valid, or was used already; ask for a new link' },
  'own-address': { path: 'password', message: 'must not be your address' },
};

/** Choosing a password by a link that was mailed. */
@ApiTags('session')
@OpenToAll()
@FromOwnSite()
@Controller()
export class PasswordController {
  constructor(
    private readonly links: PasswordLinkService,
    @Inject(REQUEST_LIMITS) private readonly limits: RequestLimits,
  ) {}

  @Post('password-resets')
  @HttpCode(202)
  @ApiOperation({
    summary: 'Ask for a link to choose a new password; the answer is the same whether anybody has this address',
  })
  @ApiAcceptedResponse()
  async requestReset(
    @Body({ schema: resetBody }) { email }: z.infer<typeof resetBody>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await takeGuess(this.limits, request, reply);
    this.links.requestReset(email);
  }

  @Post('passwords')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Choose a password by the token of a link; it works once, and ends every session of the person',
  })
  @ApiNoContentResponse()
  async set(
    @Body({ schema: passwordBody }) { token, password }: z.infer<typeof passwordBody>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await takeGuess(this.limits, request, reply);
    const outcome = await this.links.redeem(token, password);
    if (outcome.kind !== 'set') throw new ProblemException('invalid-request', undefined, [refusals[outcome.kind]]);
    await this.limits.giveBackGuess(request.ip);
  }
}
