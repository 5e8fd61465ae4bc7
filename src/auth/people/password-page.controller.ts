import { Body, Controller, Get, Header, HttpCode, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { html } from '../../api/html.js';
import { renderAccountPage } from '../account-page.js';
import { OpenToAll } from '../auth.guard.js';
import { takeGuess } from '../limits/limit-requests.js';
import { REQUEST_LIMITS, type RequestLimits } from '../limits/request-limits.js';
import { newPasswordSchema } from '../password-rules.js';
import { type LinkState, PasswordLinkService } from './password-link.service.js';
import { PASSWORD_PATH } from './password-link.js';

const tokenQuery = z.object({ token: z.string().max(500).default('') });
type TokenQuery = z.infer<typeof tokenQuery>;
const form = z
  .object({ password: z.string().max(1_000).default(''), again: z.string().max(1_000).default('') })
  .default({
    password: '',
    again: '',
  });

const unusable: Record<Exclude<LinkState['kind'], 'usable'>, string> = {
  expired: renderAccountPage({
    title: 'This link has expired',
    text: 'Ask for a new one where you sign in, or ask an admin of your desk.',
  }),
  void: renderAccountPage({
    title: 'This link does not work',
    text: 'It was used already, or is not complete. Ask for a new one where you sign in, or ask an admin of your desk.',
  }),
};

/** Where the links of invitations and resets lead. GET shows a form, and changes nothing: mail scanners open links. POST acts. */
@ApiExcludeController()
@OpenToAll()
@Controller(PASSWORD_PATH)
export class PasswordPageController {
  constructor(
    private readonly links: PasswordLinkService,
    @Inject(REQUEST_LIMITS) private readonly limits: RequestLimits,
  ) {}

  @Get()
  @Header('Content-Type', 'text/html; charset=utf-8')
  @Header('Cache-Control', 'no-store')
  async show(@Query({ schema: tokenQuery }) { token }: TokenQuery): Promise<string> {
    const state = await this.links.look(token);
    return state.kind === 'usable' ? formPage(state) : unusable[state.kind];
  }

  @Post()
  @HttpCode(200)
  @Header('Content-Type', 'text/html; charset=utf-8')
  @Header('Cache-Control', 'no-store')
  async set(
    @Query({ schema: tokenQuery }) { token }: TokenQuery,
    @Body({ schema: form }) { password, again }: z.infer<typeof form>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    await takeGuess(this.limits, request, reply);
    const state = await this.links.look(token);
    if (state.kind !== 'usable') return unusable[state.kind];
    const checked = newPasswordSchema.safeParse(password);
    if (!checked.success) return formPage(state, `A password needs ${checked.error.issues[0]?.message ?? 'more'}.`);
    if (password !== again) return formPage(state, 'The two are not the same.');
    const outcome = await this.links.redeem(token, password);
    if (outcome.kind === 'own-address') return formPage(state, 'Your address is no password.');
    if (outcome.kind !== 'set') return unusable[outcome.kind];
    await this.limits.giveBackGuess(request.ip);
    return renderAccountPage({
      title: 'Your password is set',
      text: 'You can sign in with it now. Wherever you were signed in, you are no longer.',
      content: html`<p><a href="/">Sign in</a></p>`,
    });
  }
}

function formPage({ email, purpose }: Extract<LinkState, { kind: 'usable' }>, wrong?: string): string {
  return renderAccountPage({
    title: purpose === 'invitation' ? 'Welcome to Wirewatch' : 'Choose a new password',
    text: wrong ?? `Choose a password for ${email}: twelve characters or more, such as a few words.`,
    content: html`<form method="post">
      <input type="hidden" autocomplete="username" value="${email}" />
      <label>Password <input type="password" name="password" autocomplete="new-password" required minlength="12" /></label>
      <label>Once more <input type="password" name="again" autocomplete="new-password" required minlength="12" /></label>
      <div class="buttons"><button type="submit">Set this password</button></div>
    </form>`,
  });
}
