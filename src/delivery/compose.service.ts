import { Inject, Injectable } from '@nestjs/common';
import { LINK_SIGNER, type LinkSigner } from '../auth/signed-link.js';
import { CLOCK, type Clock } from '../config/clock.js';
import { SETTINGS, type Settings } from '../config/settings.js';
import { fromStoredSourceKind } from '../feeds/feed-view.js';
import type { Evidence } from '../matching/definitions.js';
import { confirmUrl, unsubscribeUrl } from '../subscriptions/self-service-links.js';
import { DeliveryStore, type ReadableDelivery } from './delivery.store.js';
import type { AlertMessage, Message } from './message.js';

type ReadableAlert = NonNullable<ReadableDelivery['alert']>;

const MAX_REASONS = 6;
const MAX_OTHER_SOURCES = 10;

/** Gathers what a message says; how it looks is its channel's. The same delivery makes the same message, however often it is tried. */
@Injectable()
export class ComposeService {
  constructor(
    private readonly deliveries: DeliveryStore,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(LINK_SIGNER) private readonly signer: LinkSigner,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async compose(delivery: ReadableDelivery): Promise<Message> {
    return delivery.alert ? this.composeAlert(delivery, delivery.alert) : this.composeConfirmation(delivery);
  }

  private composeConfirmation({ id, createdAt, target }: ReadableDelivery): Message {
    return {
      kind: 'confirmation',
      deliveryId: id,
      createdAt,
      subscriberName: target.subscriber.name,
      targetLabel: target.label,
      confirmUrl: confirmUrl(this.settings.PUBLIC_URL, this.signer, target.id, this.clock.now()),
      locale: target.subscriber.locale,
      timeZone: target.subscriber.timeZone,
    };
  }

  private async composeAlert(delivery: ReadableDelivery, alert: ReadableAlert): Promise<AlertMessage> {
    const { story, subscription } = alert;
    const wanted = new Set(subscription.topics.map(({ topicId }) => topicId));
    const matches = story.matches
      .filter(({ topicId }) => wanted.has(topicId))
      .map((match) => ({ ...match, evidence: match.evidence as unknown as Evidence[] }));
    const evidence = matches.flatMap((match) => match.evidence);
    const [others, entities] = await Promise.all([
      this.deliveries.otherSources(alert.eventId, story.id, MAX_OTHER_SOURCES),
      this.deliveries.entityNames([...new Set(evidence.flatMap(({ entity }) => entity ?? []))]),
    ]);
    const nameOf = new Map(entities.map(({ slug, name }) => [slug, name]));
    const link = { subscriptionId: subscription.id, targetId: delivery.targetId };
    return {
      kind: 'alert',
      deliveryId: delivery.id,
      alertId: alert.id,
      createdAt: delivery.createdAt,
      locale: delivery.target.subscriber.locale,
      timeZone: delivery.target.subscriber.timeZone,
      topics: matches
        .sort((a, b) => b.score - a.score)
        .map(({ topic, score }) => ({ slug: topic.slug, name: topic.name, score })),
      story: {
        id: story.id,
        title: story.title,
        text: story.text,
        url: story.url,
        sourceName: story.feed.title,
        sourceKind: fromStoredSourceKind(story.feed.sourceKind),
        language: story.language,
        publishedAt: story.publishedAt,
        isSample: story.feed.isSample,
        titleSpans: spansIn('title', evidence),
        textSpans: spansIn('text', evidence),
      },
      why: matches.flatMap((match) =>
        match.evidence.slice(0, MAX_REASONS).map(({ entity, field, start, end }) => ({
          topic: match.topic.name,
          // As the story has it: a form may be a stem that nobody writes.
          form: story[field].slice(start, end),
          ...(entity === undefined ? {} : { entity: nameOf.get(entity) ?? entity }),
          field,
        })),
      ),
      otherSources: others.map(({ url, feed }) => ({ name: feed.title, url })),
      storyPageUrl: `${this.settings.PUBLIC_URL}/stories/${story.id}`,
      unsubscribeUrl: unsubscribeUrl(this.settings.PUBLIC_URL, this.signer, link, delivery.createdAt),
    };
  }
}

/** Sorted, and merged where two topics point at the same words. */
function spansIn(field: Evidence['field'], evidence: readonly Evidence[]): { start: number; end: number }[] {
  const spans = evidence
    .filter((item) => item.field === field)
    .map(({ start, end }) => ({ start, end }))
    .sort((a, b) => a.start - b.start || a.end - b.end);
  const merged: { start: number; end: number }[] = [];
  for (const span of spans) {
    const last = merged[merged.length - 1];
    if (last && span.start <= last.end) last.end = Math.max(last.end, span.end);
    else merged.push(span);
  }
  return merged;
}
