import { type AlertMessage, type ConfirmationMessage, type MessageStory } from '../../src/delivery/message.js';

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
