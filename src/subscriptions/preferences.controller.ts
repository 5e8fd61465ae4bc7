import { Body, Controller, Get, Header, HttpCode, Inject, Post, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { OpenToAll } from '../auth/auth.guard.js';
import { LINK_SIGNER, type LinkSigner } from '../auth/signed-link.js';
import { CLOCK, type Clock } from '../config/clock.js';
import { badLinkPage } from './bad-link-page.js';
import { type PreferencesAction, readPreferencesForm } from './preferences-form.js';
import { renderPreferencesPage } from './preferences-page.js';
import { PreferencesStore, type ReaderPreferences } from './preferences.store.js';
import { PREFERENCES_PATH } from './self-service-links.js';
import { renderSelfServicePage } from './self-service-page.js';
import { SubscriberStore } from './subscriber.store.js';
import { SubscriptionStore } from './subscription.store.js';

const tokenQuery = z.object({ token: z.string().max(500).default('') });
type TokenQuery = z.infer<typeof tokenQuery>;
type Finding = { ok: true; reader: ReaderPreferences } | { ok: false; page: string };

const gone = renderSelfServicePage({ title: 'Nothing to do', text: 'This address is no longer registered here.' });

/**
 * Where whoever reads a target's messages changes, pauses or ends them by the link in each. The token in the address is all that
 * allows it, so a foreign page has nothing to forge a request with; and it reaches no further than what comes to that target.
 */
@ApiExcludeController()
@OpenToAll()
@Controller()
export class PreferencesController {
  constructor(
    private readonly preferences: PreferencesStore,
    private readonly subscribers: SubscriberStore,
    private readonly subscriptions: SubscriptionStore,
    @Inject(LINK_SIGNER) private readonly signer: LinkSigner,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get(PREFERENCES_PATH)
  @Header('Content-Type', 'text/html; charset=utf-8')
  async show(@Query({ schema: tokenQuery }) { token }: TokenQuery): Promise<string> {
    const found = await this.find(token);
    return found.ok ? renderPreferencesPage(found.reader, {}, this.clock.now()) : found.page;
  }

  @Post(PREFERENCES_PATH)
  @HttpCode(200)
  @Header('Content-Type', 'text/html; charset=utf-8')
  async change(
    @Query({ schema: tokenQuery }) { token }: TokenQuery,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const found = await this.find(token);
    if (!found.ok) return found.page;
    const { reader } = found;
    const now = this.clock.now();
    const reading = readPreferencesForm(body, reader.subscriber.timeZone, now);
    if (!reading.ok) {
      void reply.status(400);
      return renderPreferencesPage(reader, reading, now);
    }
    const { action } = reading;
    if ('subscriptionId' in action && !reader.subscriptions.some(({ id }) => id === action.subscriptionId)) {
      void reply.status(404);
      const errors = { form: 'This subscription has ended, or does not come here; nothing was changed.' };
      return renderPreferencesPage(reader, { errors }, now);
    }
    const said = await this.act(action, reader);
    const changed = await this.preferences.find(reader.id);
    return changed ? renderPreferencesPage(changed, { said }, now) : gone;
  }

  private async find(token: string): Promise<Finding> {
    const check = this.signer.check(token, 'preferences', this.clock.now());
    if (!check.ok) return { ok: false, page: badLinkPage(check) };
    const reader = await this.preferences.find(check.claim.subject);
    return reader ? { ok: true, reader } : { ok: false, page: gone };
  }

  /** Answers what was done, in a sentence. */
  private async act(action: PreferencesAction, reader: ReaderPreferences): Promise<string> {
    switch (action.kind) {
      case 'save':
        await this.subscriptions.update(action.subscriptionId, action.fields, {});
        return 'Saved.';
      case 'pause':
        await this.subscriptions.update(action.subscriptionId, { mutedUntil: action.until }, {});
        return 'Paused. Nothing of it will be sent until then.';
      case 'resume':
        await this.subscriptions.update(action.subscriptionId, { mutedUntil: null }, {});
        return 'Resumed.';
      case 'stop':
        await this.subscriptions.unsubscribe(action.subscriptionId, reader.id);
        return 'Stopped. You will get no more of these alerts here.';
      case 'reader':
        await this.subscribers.update(reader.subscriber.id, action.fields);
        return 'Saved.';
      case 'stop-all':
        for (const { id } of reader.subscriptions) await this.subscriptions.unsubscribe(id, reader.id);
        return 'Stopped. Nothing more will be sent here.';
    }
  }
}
