import { cutAt, toWebLink } from '../display-text.js';
import type { AlertMessage, HighlightSpan, Message } from '../message.js';

export interface WebhookPayload {
  type: 'alert.created' | 'target.confirmation';
  /** When the thing happened, not when it was sent. */
  timestamp: string;
  data: Record<string, unknown>;
}

/** UTF-16 units: receivers are told to expect small bodies, and a story may be long. */
const MAX_TEXT_LENGTH = 10_000;
const MAX_TITLE_LENGTH = 1_000;

/**
 * Pure. Title and text are as the feed wrote them, for machines to read: offsets hold in them. Half characters become U+FFFD, of
 * the same length, since many parsers refuse a body that has them.
 */
export function renderWebhook(message: Message): WebhookPayload {
  const timestamp = message.createdAt.toISOString();
  if (message.kind === 'alert') return { type: 'alert.created', timestamp, data: alertData(message) };
  const { deliveryId, subscriberName, targetLabel } = message;
  return { type: 'target.confirmation', timestamp, data: { deliveryId, subscriberName, targetLabel } };
}

function alertData({ deliveryId, alertId, topics, story, why, otherSources, storyPageUrl }: AlertMessage) {
  const title = toPayloadText(story.title, MAX_TITLE_LENGTH);
  const text = toPayloadText(story.text, MAX_TEXT_LENGTH);
  return {
    deliveryId,
    alertId,
    topics,
    story: {
      id: story.id,
      title,
      titleSpans: within(story.titleSpans, title.length),
      text,
      textSpans: within(story.textSpans, text.length),
      isTextCut: text.length < story.text.length,
      url: toWebLink(story.url) ?? null,
      source: { name: story.sourceName, kind: story.sourceKind },
      language: story.language,
      publishedAt: story.publishedAt?.toISOString() ?? null,
      isSample: story.isSample,
    },
    why: why.map(({ topic, form, entity, field }) => ({ topic, form, entity: entity ?? null, field })),
    otherSources: otherSources.map(({ name, url }) => ({ name, url: toWebLink(url) ?? null })),
    storyPageUrl,
  };
}

function toPayloadText(text: string, maxLength: number): string {
  return cutAt(text, Math.min(text.length, maxLength)).replace(/\p{Cs}/gu, '\uFFFD');
}

function within(spans: readonly HighlightSpan[], length: number): HighlightSpan[] {
  return spans.filter(({ end }) => end <= length).map(({ start, end }) => ({ start, end }));
}
