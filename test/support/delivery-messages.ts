import {
  type AlertMessage,
  type ConfirmationMessage,
  type DigestEvent,
  type DigestMessage,
  type EditMessage,
  type Message,
  type MessageStory,
  type NoticeMessage,
  type UpdateMessage,
} from '../../src/delivery/message.js';
import { diffWordings } from '../../src/stories/diff-wordings.js';

const title = 'Kim and Putin sign comprehensive partnership treaty in Pyongyang';
const text =
  'PYONGYANG — North Korea and Russia pledged mutual military aid on Wednesday. The treaty replaces those of 1961 and 2000.';

/** Where `words` stand in `within`, as evidence. */
export function spanOf(within: string, words: string): { start: number; end: number } {
  const start = within.indexOf(words);
  if (start < 0) throw new Error(`"${words}" is not in the text`);
  return { start, end: start + words.length };
}

export function alertMessage(
  story: Partial<MessageStory> = {},
  message: Partial<Omit<AlertMessage, 'story'>> = {},
): AlertMessage {
  return {
    kind: 'alert',
    deliveryId: '0195a1b2-0000-7000-8000-000000000001',
    alertId: '0195a1b2-0000-7000-8000-000000000002',
    createdAt: new Date('2024-06-19T07:30:05Z'),
    locale: 'en-GB',
    timeZone: 'Europe/Kyiv',
    topics: [{ slug: 'pact', name: 'Russia–North Korea pact', score: 0.9 }],
    story: {
      id: '0195a1b2-0000-7000-8000-000000000003',
      title,
      text,
      url: 'https://news.example/world/treaty?id=7&lang=en',
      sourceName: 'World Wire',
      sourceKind: 'wire',
      language: 'en',
      publishedAt: new Date('2024-06-19T07:29:00Z'),
      isSample: false,
      titleSpans: story.title === undefined ? [spanOf(title, 'partnership treaty')] : [],
      textSpans: story.text === undefined ? [spanOf(text, 'North Korea'), spanOf(text, 'mutual military aid')] : [],
      ...story,
    },
    why: [
      { topic: 'Russia–North Korea pact', form: 'partnership treaty', entity: 'Strategic partnership', field: 'title' },
      { topic: 'Russia–North Korea pact', form: 'North Korea', entity: 'North Korea', field: 'text' },
    ],
    otherSources: [
      { name: 'Kyiv Post', url: 'https://kyiv.example/a' },
      { name: 'Rodong', url: null },
    ],
    storyPageUrl: 'https://wirewatch.example/stories/0195a1b2-0000-7000-8000-000000000003',
    unsubscribeUrl: 'https://wirewatch.example/subscriptions/unsubscribe?token=signed.unsubscribe',
    preferencesUrl: 'https://wirewatch.example/preferences?token=signed.preferences',
    ...message,
  };
}

export function confirmationMessage(message: Partial<ConfirmationMessage> = {}): ConfirmationMessage {
  return {
    kind: 'confirmation',
    deliveryId: '0195a1b2-0000-7000-8000-000000000009',
    createdAt: new Date('2024-06-19T07:30:05Z'),
    subscriberName: 'Olena',
    targetLabel: 'olena@desk.example',
    confirmUrl: 'https://wirewatch.example/targets/confirm?token=signed.confirm',
    locale: 'en-GB',
    timeZone: 'Europe/Kyiv',
    ...message,
  };
}

const alertDelivery = '0195a1b2-0000-7000-8000-000000000001';
const correctedText = text.replace('mutual military aid', 'mutual aid');

/** A correction, with what it changes, of what {@link alertMessage} tells. */
export function updateMessage(
  message: Partial<Omit<UpdateMessage, 'story'>> = {},
  story: Partial<MessageStory> = {},
): UpdateMessage {
  const later = { text: correctedText, textSpans: [spanOf(correctedText, 'North Korea')], ...story };
  return {
    ...alertMessage(later),
    kind: 'update',
    deliveryId: '0195a1b2-0000-7000-8000-000000000004',
    createdAt: new Date('2024-06-19T09:00:00Z'),
    update: 'correction',
    firstTitle: title,
    earlier: { deliveryId: alertDelivery, reference: null },
    changes: {
      title: diffWordings(title, title, { timeoutMs: 1_000 }),
      text: diffWordings(text, correctedText, { timeoutMs: 1_000 }),
    },
    ...message,
  };
}

export function editMessage(message: Partial<EditMessage> = {}): EditMessage {
  return {
    ...alertMessage(),
    kind: 'edit',
    deliveryId: '0195a1b2-0000-7000-8000-000000000005',
    earlier: { deliveryId: alertDelivery, reference: 'C0123456789/1718782205.000100' },
    ...message,
  };
}

export function digestEvent(story: Partial<MessageStory> = {}, event: Partial<DigestEvent> = {}): DigestEvent {
  const told = alertMessage(story);
  return {
    isNew: true,
    story: told.story,
    why: told.why,
    otherSources: told.otherSources,
    updates: [],
    storyPageUrl: told.storyPageUrl,
    ...event,
  };
}

/** Two topics, one event each: one that is new, and one that was told before and has news. */
export function digestMessage(message: Partial<DigestMessage> = {}): DigestMessage {
  return {
    kind: 'digest',
    deliveryId: '0195a1b2-0000-7000-8000-000000000006',
    digestId: '0195a1b2-0000-7000-8000-000000000007',
    createdAt: new Date('2024-06-20T05:00:10Z'),
    locale: 'en-GB',
    timeZone: 'Europe/Kyiv',
    subscriptionName: 'Morning desk',
    dueAt: new Date('2024-06-20T05:00:00Z'),
    topics: [
      { slug: 'pact', name: 'Russia–North Korea pact', events: [digestEvent()] },
      {
        slug: 'china',
        name: 'China’s stance',
        events: [
          digestEvent(
            {
              id: '0195a1b2-0000-7000-8000-000000000008',
              title: '中方回应俄朝签署条约',
              text: '外交部发言人说，这是两个主权国家之间的事。',
              language: 'zh',
              sourceName: 'Xinhua',
              sourceKind: 'state-media',
              url: 'https://news.example/zh/1',
            },
            {
              isNew: false,
              otherSources: [],
              updates: [
                {
                  kind: 'development',
                  title: 'Beijing says ties are a matter of the two countries',
                  sourceName: 'World Wire',
                  url: 'https://news.example/china',
                  publishedAt: new Date('2024-06-19T14:10:00Z'),
                },
              ],
              storyPageUrl: 'https://wirewatch.example/stories/0195a1b2-0000-7000-8000-000000000008',
            },
          ),
        ],
      },
    ],
    leftOut: 0,
    unsubscribeUrl: 'https://wirewatch.example/subscriptions/unsubscribe?token=signed.unsubscribe',
    preferencesUrl: 'https://wirewatch.example/preferences?token=signed.preferences',
    ...message,
  };
}

export function noticeMessage(message: Partial<NoticeMessage> = {}): NoticeMessage {
  return {
    kind: 'notice',
    deliveryId: '0195a1b2-0000-7000-8000-00000000000a',
    createdAt: new Date('2024-06-24T07:30:05Z'),
    locale: 'en-GB',
    timeZone: 'Europe/Kyiv',
    subscriberName: 'Olena',
    targetLabel: 'Webhook at receiver.example (#0a1b2c)',
    text: 'Nothing has got through for five days, so it gets nothing more. The last answer was HTTP status 503.',
    targetPageUrl: 'https://wirewatch.example/targets/0195a1b2-0000-7000-8000-00000000000b',
    ...message,
  };
}

/** One of every kind. */
export function messagesOfEveryKind(): Message[] {
  return [
    alertMessage(),
    updateMessage(),
    updateMessage({ update: 'development', changes: null }),
    updateMessage({ update: 'retraction' }),
    editMessage(),
    digestMessage(),
    confirmationMessage(),
    noticeMessage(),
  ];
}
