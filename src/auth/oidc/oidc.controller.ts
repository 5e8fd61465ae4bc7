import { Controller, Get, Header, Inject, Logger, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type {} from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { html } from '../../api/html.js';
import { ProblemException } from '../../api/problem.exception.js';
import { CLOCK, type Clock } from '../../config/clock.js';
import { SETTINGS, type Settings } from '../../config/settings.js';
import { renderAccountPage } from '../account-page.js';
import { OpenToAll } from '../auth.guard.js';
import { takeGuess } from '../limits/limit-requests.js';
import { REQUEST_LIMITS, type RequestLimits } from '../limits/request-limits.js';
import { SECRET_BOX, type SecretBox } from '../secret-box.js';
import { isSecure, sessionCookieName, sessionCookieOptions } from '../sessions/session-cookie.js';
import { SessionStore } from '../sessions/session.store.js';
import { IDENTITY_PROVIDER, type IdentityProvider, type PendingSignIn } from './identity-provider.js';
import { type IdentityRefusal, IdentityStore } from './identity.store.js';

/** Time to find one's second factor. */
const PENDING_MS = 10 * 60_000;
const pendingSchema = z.strictObject({
  purpose: z.literal('oidc sign-in'),
  state: z.string(),
  nonce: z.string(),
  codeVerifier: z.string(),
  until: z.number(),
});

type Failure = IdentityRefusal | 'declined' | 'failed' | 'unreachable' | 'lost';
const words: Record<Failure, { status: number; text: string }> = {
  'not-invited': { status: 403, text: 'You are not among the people of this desk. Ask an admin of it to invite you.' },
  disabled: { status: 403, text: 'Your account here is disabled. Ask an admin of your desk.' },
  'unverified-email': {
    status: 403,
    text: 'The identity provider does not vouch for your address. Confirm it there, then try again.',
  },
  'bound-to-another': {
    status: 403,
    text: 'Your address belongs to another account of the identity provider. Ask an admin of your desk.',
  },
  declined: { status: 403, text: 'The identity provider did not let you through.' },
  failed: { status: 400, text: 'What the identity provider sent does not fit. Try again.' },
  unreachable: { status: 503, text: 'The identity provider cannot be reached right now. Try again in a while.' },
  lost: { status: 400, text: 'This took too long, or was begun in another browser. Try again.' },
};

/** Signing in through an identity provider. The browser goes there and comes back, so that answers are redirects and pages. */
@ApiExcludeController()
@OpenToAll()
@Controller('session/oidc')
export class OidcController {
  private readonly logger = new Logger('Sign-in');

  constructor(
    private readonly identities: IdentityStore,
    private readonly sessions: SessionStore,
    @Inject(IDENTITY_PROVIDER) private readonly provider: IdentityProvider | null,
    @Inject(SECRET_BOX) private readonly box: SecretBox,
    @Inject(REQUEST_LIMITS) private readonly limits: RequestLimits,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  async begin(@Res() reply: FastifyReply): Promise<void> {
    const begun = await this.required().begin();
    if (begun.kind === 'failed') {
      this.logger.warn(`The identity provider cannot be used: ${begun.reason}`);
      return this.refuse(reply, 'unreachable');
    }
    const until = this.clock.now().getTime() + PENDING_MS;
    const sealed = this.box.seal(JSON.stringify({ purpose: 'oidc sign-in', ...begun.pending, until }));
    void reply.setCookie(this.cookieName(), sealed, { ...this.cookieOptions(), maxAge: PENDING_MS / 1_000 });
    await reply.redirect(begun.url, 303);
  }

  @Get('callback')
  @Header('Cache-Control', 'no-store')
  async finish(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const provider = this.required();
    await takeGuess(this.limits, request, reply);
    const pending = this.readPending(request.cookies[this.cookieName()]);
    void reply.clearCookie(this.cookieName(), this.cookieOptions());
    if (!pending) return this.refuse(reply, 'lost');
    const outcome = await provider.finish(request.url.split('?')[1] ?? '', pending);
    if (outcome.kind === 'failed')
      this.logger.warn(`A sign-in through the identity provider failed: ${outcome.reason}`);
    if (outcome.kind !== 'identified') return this.refuse(reply, outcome.kind);
    const { OIDC_NEW_USER_ROLE: role, PUBLIC_URL } = this.settings;
    const settled = await this.identities.settle(outcome.identity, role === 'none' ? null : role);
    if (settled.kind === 'refused') return this.refuse(reply, settled.reason);
    const opened = await this.sessions.open({ userId: settled.userId, userAgent: request.headers['user-agent'] });
    if (!opened) return this.refuse(reply, 'disabled');
    await this.limits.giveBackGuess(request.ip);
    void reply.setCookie(sessionCookieName(PUBLIC_URL), opened.token, {
      ...sessionCookieOptions(PUBLIC_URL),
      expires: opened.expiresAt,
    });
    // No redirect: the chain began on the provider's site, and would arrive without the SameSite=Strict cookie.
    await this.sendPage(reply, 200, {
      title: 'You are signed in',
      text: 'The desk opens in a moment.',
      content: html`<p><a href="/">Open the desk</a></p>`,
      goOn: '/',
    });
  }

  private required(): IdentityProvider {
    if (!this.provider) throw new ProblemException('not-found', 'No identity provider is set up here');
    return this.provider;
  }

  private refuse(reply: FastifyReply, failure: Failure): Promise<void> {
    const { status, text } = words[failure];
    return this.sendPage(reply, status, {
      title: 'You are not signed in',
      text,
      content: html`<p><a href="/">Back</a></p>`,
    });
  }

  private async sendPage(
    reply: FastifyReply,
    status: number,
    page: Parameters<typeof renderAccountPage>[0],
  ): Promise<void> {
    await reply.status(status).type('text/html; charset=utf-8').send(renderAccountPage(page));
  }

  /** Only the browser that went there can come back: nobody can sign another person in as themselves. */
  private readPending(sealed: string | undefined): PendingSignIn | undefined {
    if (!sealed) return undefined;
    let opened: unknown;
    try {
      opened = JSON.parse(this.box.open(sealed));
    } catch {
      return undefined;
    }
    const { data } = pendingSchema.safeParse(opened);
    return data && data.until > this.clock.now().getTime() ? data : undefined;
  }

  private cookieName(): string {
    return isSecure(this.settings.PUBLIC_URL) ? '__Host-wirewatch_oidc' : 'wirewatch_oidc';
  }

  /** Lax: the provider's redirect back must take it along. */
  private cookieOptions() {
    return { ...sessionCookieOptions(this.settings.PUBLIC_URL), sameSite: 'lax' as const };
  }
}
