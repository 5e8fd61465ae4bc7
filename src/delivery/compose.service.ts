import { Inject, Injectable } from '@nestjs/common';
import { LINK_SIGNER, type LinkSigner } from '../auth/signed-link.js';
import { CLOCK, type Clock } from '../config/clock.js';
import { SETTINGS, type Settings } from '../config/settings.js';
import { diffWordings, type WordingDiff } from '../stories/diff-wordings.js';
import { confirmUrl, preferencesUrl, unsubscribeUrl } from '../subscriptions/self-service-links.js';
import type { DigestMessage, Message } from './message.js';
import { keepRecent } from './recent-values.js';
import { type SendableDelivery, type ToldSnapshot } from './sendable-delivery.js';
import { tellStory } from './told-story.js';

const DIFF_TIMEOUT_MS = 200;
const DIFFS_KEPT = 100;

type Changes = { title: WordingDiff; text: WordingDiff };

/** Gathers what a message says; how it looks is its channel's. The same delivery makes the same message, however often it is tried. */
@Injectable()
export class ComposeService {
  private readonly diffs = keepRecent<Changes>(DIFFS_KEPT);

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(LINK_SIGNER) private readonly signer: LinkSigner,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Null where there is nothing to say: an edit of what was never sent. */
  compose(delivery: SendableDelivery): Message | null {
    switch (delivery.kind) {
      case 'alert':
        return { kind: 'alert', ...this.tell(delivery, delivery.snapshot) };
      case 'edit':
        return (
          delivery.earlier && { kind: 'edit', ...this.tell(delivery, delivery.snapshot), earlier: delivery.earlier }
        );
      case 'update': {
        const { kind: update, snapshot, corrected } = delivery.update;
        return {
          kind: 'update',
          update,
          ...this.tell(delivery, snapshot),
          firstTitle: delivery.snapshot.content.story.title,
          earlier: delivery.earlier,
          changes: corrected && this.compare(corrected, snapshot),
        };
      }
      case 'digest':
        return this.composeDigest(delivery);
      case 'confirmation':
        return {
          kind: 'confirmation',
          ...envelope(delivery),
          subscriberName: delivery.target.subscriber.name,
          targetLabel: delivery.target.label,
          confirmUrl: confirmUrl(this.settings.PUBLIC_URL, this.signer, delivery.target.id, this.clock.now()),
        };
      case 'notice': {
        const { text, targetId, targetLabel, subscriberName } = delivery.notice;
        return {
          kind: 'notice',
          ...envelope(delivery),
          subscriberName,
          targetLabel,
          text,
          targetPageUrl: `${this.settings.PUBLIC_URL}/targets/${targetId}`,
        };
      }
    }
  }

  private tell(delivery: Extract<SendableDelivery, { alertId: string }>, { content, storyId }: ToldSnapshot) {
    return {
      ...envelope(delivery),
      alertId: delivery.alertId,
      ...tellStory(content, storyId, new Set(delivery.subscription.topicIds)),
      otherSources: delivery.otherSources,
      storyPageUrl: this.storyPage(storyId),
      ...this.readerLinks(delivery),
    };
  }

  private composeDigest(delivery: Extract<SendableDelivery, { kind: 'digest' }>): DigestMessage {
    const { id, dueAt, content } = delivery.digest;
    return {
      kind: 'digest',
      ...envelope(delivery),
      digestId: id,
      subscriptionName: delivery.subscription.name,
      dueAt,
      topics: content.topics.map(({ slug, name, events }) => ({
        slug,
        name,
        events: events.map(({ isNew, storyId, snapshot, otherSources, updates }) => {
          const { story, why } = tellStory(snapshot, storyId, null);
          return {
            isNew,
            story,
            why,
            otherSources,
            updates: updates.map((update) => ({
              ...update,
              publishedAt: update.publishedAt === null ? null : new Date(update.publishedAt),
            })),
            storyPageUrl: this.storyPage(storyId),
          };
        }),
      })),
      leftOut: content.leftOut,
      ...this.readerLinks(delivery),
    };
  }

  /** Thousands of deliveries tell of one correction. */
  private compare(before: ToldSnapshot, after: ToldSnapshot): Changes {
    const key = `${before.id} ${after.id}`;
    const known = this.diffs.get(key);
    if (known) return known;
    const options = { timeoutMs: DIFF_TIMEOUT_MS };
    const changes = {
      title: diffWordings(before.content.story.title, after.content.story.title, options),
      text: diffWordings(before.content.story.text, after.content.story.text, options),
    };
    this.diffs.set(key, changes);
    return changes;
  }

  /** A story that was deleted since has no page of its own. */
  private storyPage(storyId: string | null): string {
    return storyId === null ? this.settings.PUBLIC_URL : `${this.settings.PUBLIC_URL}/stories/${storyId}`;
  }

  private readerLinks({ createdAt, target, subscription }: Extract<SendableDelivery, { subscription: unknown }>) {
    const link = { subscriptionId: subscription.id, targetId: target.id };
    return {
      unsubscribeUrl: unsubscribeUrl(this.settings.PUBLIC_URL, this.signer, link, createdAt),
      preferencesUrl: preferencesUrl(this.settings.PUBLIC_URL, this.signer, target.id, createdAt),
    };
  }
}

function envelope({ id, createdAt, target }: SendableDelivery) {
  const { locale, timeZone } = target.subscriber;
  return { deliveryId: id, createdAt, locale, timeZone };
}
