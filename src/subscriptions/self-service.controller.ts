import { Controller, Get, Header, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { z } from 'zod';
import { OpenToAll } from '../auth/auth.guard.js';
import { LINK_SIGNER, type LinkSigner } from '../auth/signed-link.js';
import { CLOCK, type Clock } from '../config/clock.js';
import { badLinkPage } from './bad-link-page.js';
import { CONFIRM_PATH, parseUnsubscribeSubject, UNSUBSCRIBE_PATH } from './self-service-links.js';
import { renderSelfServicePage } from './self-service-page.js';
import { SubscriptionStore } from './subscription.store.js';
import { TargetStore } from './target.store.js';

const tokenQuery = z.object({ token: z.string().max(500).default('') });
type TokenQuery = z.infer<typeof tokenQuery>;

const gone = renderSelfServicePage({
  title: 'Nothing to do',
  text: 'This subscription has ended already. You will get no more of its messages.',
});

/** What a subscriber does by a signed link. GET shows, POST acts; mail programs post to the unsubscribe link directly (RFC 8058). */
@ApiExcludeController()
@OpenToAll()
@Controller()
export class SelfServiceController {
  constructor(
    private readonly targets: TargetStore,
    private readonly subscriptions: SubscriptionStore,
    @Inject(LINK_SIGNER) private readonly signer: LinkSigner,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get(CONFIRM_PATH)
  @Header('Content-Type', 'text/html; charset=utf-8')
  async showConfirmation(@Query({ schema: tokenQuery }) { token }: TokenQuery): Promise<string> {
    const check = this.signer.check(token, 'confirm-target', this.clock.now());
    if (!check.ok) return badLinkPage(check);
    const target = await this.targets.find(check.claim.subject);
    if (!target)
      return renderSelfServicePage({ title: 'Nothing to do', text: 'This address is no longer registered here.' });
    return renderSelfServicePage({
      title: 'Confirm this address',
      text: `Alerts from Wirewatch will be sent to ${target.label} once you confirm.`,
      button: 'Yes, send alerts here',
    });
  }

  @Post(CONFIRM_PATH)
  @HttpCode(200)
  @Header('Content-Type', 'text/html; charset=utf-8')
  async confirm(@Query({ schema: tokenQuery }) { token }: TokenQuery): Promise<string> {
    const check = this.signer.check(token, 'confirm-target', this.clock.now());
    if (!check.ok) return badLinkPage(check);
    return (await this.targets.markVerified(check.claim.subject))
      ? renderSelfServicePage({
          title: 'Confirmed',
          text: 'Alerts will be sent here from now on. Every message has a link to stop them.',
        })
      : renderSelfServicePage({
          title: 'Nothing to do',
          text: 'This address is no longer registered here, or was switched off by the desk.',
        });
  }

  @Get(UNSUBSCRIBE_PATH)
  @Header('Content-Type', 'text/html; charset=utf-8')
  async showUnsubscription(@Query({ schema: tokenQuery }) { token }: TokenQuery): Promise<string> {
    const check = this.signer.check(token, 'unsubscribe', this.clock.now());
    if (!check.ok) return badLinkPage(check);
    const subject = parseUnsubscribeSubject(check.claim.subject);
    const link = subject && (await this.subscriptions.findTargetLink(subject.subscriptionId, subject.targetId));
    if (!link) return gone;
    const topics = link.subscription.topics
      .map(({ topic }) => (topic.ownerId === null ? topic.name : 'your own query'))
      .join(', ');
    return renderSelfServicePage({
      title: `Stop “${link.subscription.name}”?`,
      text: `No more alerts on ${topics} will be sent to ${link.target.label}.`,
      button: 'Stop these alerts',
    });
  }

  @Post(UNSUBSCRIBE_PATH)
  @HttpCode(200)
  @Header('Content-Type', 'text/html; charset=utf-8')
  async unsubscribe(@Query({ schema: tokenQuery }) { token }: TokenQuery): Promise<string> {
    const check = this.signer.check(token, 'unsubscribe', this.clock.now());
    if (!check.ok) return badLinkPage(check);
    const subject = parseUnsubscribeSubject(check.claim.subject);
    if (!subject) return gone;
    await this.subscriptions.unsubscribe(subject.subscriptionId, subject.targetId);
    return renderSelfServicePage({ title: 'Stopped', text: 'You will get no more of these alerts here.' });
  }
}
