import type { DiffPart, WordingDiff } from '../../stories/diff-wordings.js';
import { cutAt, toLanguageTag, toWebLink } from '../display-text.js';
import type {
  AlertMessage,
  DigestMessage,
  HighlightSpan,
  MatchReason,
  MessageStory,
  NewMessage,
  OtherSource,
  UpdateMessage,
} from '../message.js';
import type { WebhookPayload } from './webhook-payload.js';

type Data<Type extends WebhookPayload['type']> = Extract<WebhookPayload, { type: Type }>['data'];

/** UTF-16 units: receivers are told to expect small bodies, and a story may be long. */
const MAX_TEXT_LENGTH = 10_000;
const MAX_DIGEST_TEXT_LENGTH = 2_000;
const MAX_DIFF_LENGTH = 20_000;
const MAX_TITLE_LENGTH = 1_000;
const MAX_NAME_LENGTH = 300;

/**
 * Pure. Title and text are as the feed wrote them, for machines to read: offsets hold in them. Half characters become U+FFFD, of
 * the same length, since many parsers refuse a body that has them.
 */
export function renderWebhook(message: NewMessage): WebhookPayload {
  const timestamp = message.createdAt.toISOString();
  switch (message.kind) {
    case 'alert':
      return { type: 'alert.created', timestamp, data: alertData(message) };
    case 'update':
      return { type: 'alert.updated', timestamp, data: updateData(message) };
    case 'digest':
      return { type: 'digest.created', timestamp, data: digestData(message) };
    case 'confirmation': {
      const { deliveryId, subscriberName, targetLabel } = message;
      return { type: 'target.confirmation', timestamp, data: { deliveryId, subscriberName, targetLabel } };
    }
    case 'notice': {
      const { deliveryId, subscriberName, targetLabel, text, targetPageUrl } = message;
      return {
        type: 'target.notice',
        timestamp,
        data: { deliveryId, subscriberName, targetLabel, text, targetPageUrl },
      };
    }
  }
}

function alertData(message: AlertMessage | UpdateMessage): Data<'alert.created'> {
  const { deliveryId, alertId, topics } = message;
  return {
    deliveryId,
    alertId,
    topics: topics.map(({ slug, name, score }) => ({ slug, name: toName(name), score })),
    ...toldData(message, MAX_TEXT_LENGTH),
  };
}

function updateData(message: UpdateMessage): Data<'alert.updated'> {
  const { update, firstTitle, earlier, changes } = message;
  return {
    ...alertData(message),
    update,
    firstTitle: toPayloadText(firstTitle, MAX_TITLE_LENGTH),
    earlierDeliveryId: earlier?.deliveryId ?? null,
    changes: changes && { title: diffData(changes.title), text: diffData(changes.text) },
  };
}

function digestData(message: DigestMessage): Data<'digest.created'> {
  const { deliveryId, digestId, subscriptionName, dueAt, topics, leftOut } = message;
  return {
    deliveryId,
    digestId,
    subscriptionName,
    dueAt: dueAt.toISOString(),
    topics: topics.map(({ slug, name, events }) => ({
      slug,
      name: toName(name),
      events: events.map((event) => ({
        isNew: event.isNew,
        ...toldData(event, MAX_DIGEST_TEXT_LENGTH),
        updates: event.updates.map(({ kind, title, sourceName, url, publishedAt }) => ({
          kind,
          title: toPayloadText(title, MAX_TITLE_LENGTH),
          sourceName: toName(sourceName),
          url: toWebLink(url) ?? null,
          publishedAt: publishedAt?.toISOString() ?? null,
        })),
      })),
    })),
    leftOut,
  };
}

interface Told {
  story: MessageStory;
  why: MatchReason[];
  otherSources: OtherSource[];
  storyPageUrl: string;
}

function toldData({ story, why, otherSources, storyPageUrl }: Told, maxTextLength: number) {
  const title = toPayloadText(story.title, MAX_TITLE_LENGTH);
  const text = toPayloadText(story.text, maxTextLength);
  return {
    story: {
      id: story.id,
      title,
      titleSpans: within(story.titleSpans, title.length),
      text,
      textSpans: within(story.textSpans, text.length),
      isTextCut: text.length < story.text.length,
      url: toWebLink(story.url) ?? null,
      source: { name: toName(story.sourceName), kind: story.sourceKind },
      language: toLanguageTag(story.language),
      publishedAt: story.publishedAt?.toISOString() ?? null,
      isSample: story.isSample,
    },
    why: why.map(({ topic, form, entity, field }) => ({
      topic: toName(topic),
      form: toName(form),
      entity: entity === undefined ? null : toName(entity),
      field,
    })),
    otherSources: otherSources.map(({ name, url }) => ({ name: toName(name), url: toWebLink(url) ?? null })),
    storyPageUrl,
  };
}

/** In full up to a length, beyond which what is left is counted. */
function diffData(diff: WordingDiff): DiffPart[] | null {
  if (diff.outcome === 'too-long') return null;
  const parts: DiffPart[] = [];
  let left = MAX_DIFF_LENGTH;
  for (const part of diff.parts) {
    if (part.kind === 'elided') {
      parts.push(part);
      continue;
    }
    const text = toPayloadText(part.text, left);
    if (text !== '') parts.push({ kind: part.kind, text });
    if (text.length < part.text.length) parts.push({ kind: 'elided', characters: part.text.length - text.length });
    left -= text.length;
  }
  return parts;
}

function toPayloadText(text: string, maxLength: number): string {
  return cutAt(text, Math.min(text.length, maxLength)).replace(/\p{Cs}/gu, '\uFFFD');
}

function toName(name: string): string {
  return toPayloadText(name, MAX_NAME_LENGTH);
}

function within(spans: readonly HighlightSpan[], length: number): HighlightSpan[] {
  return spans.filter(({ end }) => end <= length).map(({ start, end }) => ({ start, end }));
}
