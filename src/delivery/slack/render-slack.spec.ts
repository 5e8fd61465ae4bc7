import fc from 'fast-check';
import {
  alertMessage,
  confirmationMessage,
  digestEvent,
  digestMessage,
  editMessage,
  messagesOfEveryKind,
  noticeMessage,
  spanOf,
  updateMessage,
} from '../../../test/support/delivery-messages.js';
import { type AlertMessage, type Message } from '../message.js';
import { renderSlack, type SlackPost } from './render-slack.js';
import { type SlackBlock } from './slack-blocks.js';

type Node = { type?: string; text?: unknown; url?: string; style?: { bold?: boolean } };

/** Every object of the post that has a type, in order. */
function nodesOf(value: unknown): Node[] {
  if (Array.isArray(value)) return value.flatMap(nodesOf);
  if (typeof value !== 'object' || value === null) return [];
  const own = 'type' in value ? [value as Node] : [];
  return [...own, ...Object.values(value).flatMap(nodesOf)];
}

const textsOf = (post: SlackPost) =>
  nodesOf(post.blocks)
    .map(({ text }) => text)
    .filter((text): text is string => typeof text === 'string');
const shapeOf = (post: SlackPost) => nodesOf(post.blocks).map(({ type, url }) => `${type} ${url ?? ''}`);
const typesOf = (blocks: SlackBlock[]) => blocks.map(({ type }) => type);

function filledWith(content: string, url: string | null = 'https://news.example/a'): AlertMessage {
  return alertMessage(
    { title: `T${content}`, text: `x${content}`, sourceName: `S${content}`, url },
    {
      topics: [{ slug: 'a', name: `P${content}`, score: 1 }],
      why: [{ topic: `W${content}`, form: content, entity: `E${content}`, field: 'title' }],
      otherSources: [{ name: `O${content}`, url }],
    },
  );
}

/** Every other kind with `content` wherever somebody else can put words. */
function othersFilledWith(content: string): Message[] {
  const { story, topics, why, otherSources } = filledWith(content);
  const told = { topics, why, otherSources, firstTitle: `F${content}` };
  const change = { outcome: 'compared', parts: [{ kind: 'added', text: `x${content}` }] } as const;
  const changes = { title: { ...change, parts: [...change.parts] }, text: { ...change, parts: [...change.parts] } };
  const update = {
    kind: 'correction',
    title: `U${content}`,
    sourceName: content,
    url: null,
    publishedAt: null,
  } as const;
  const event = digestEvent(story, { why, otherSources, updates: [update] });
  return [
    updateMessage({ ...told, changes }, story),
    updateMessage({ ...told, update: 'retraction', changes: null }, story),
    { ...editMessage(), ...filledWith(content), kind: 'edit' },
    digestMessage({ subscriptionName: `N${content}`, topics: [{ slug: 'a', name: `P${content}`, events: [event] }] }),
    noticeMessage({ subscriberName: `O${content}`, targetLabel: `L${content}`, text: `T${content}` }),
  ];
}

function expectWithinLimits({ blocks, text }: SlackPost): void {
  expect(blocks.length).toBeGreaterThan(0);
  expect(blocks.length).toBeLessThanOrEqual(50);
  expect(JSON.stringify(blocks).length).toBeLessThanOrEqual(12_000);
  expect(text.length).toBeGreaterThan(0);
  expect(text.length).toBeLessThanOrEqual(4_000);
  for (const block of blocks) {
    if (block.type === 'header') expect(block.text.text.length).toBeLessThanOrEqual(150);
    if (block.type === 'section') expect(block.text.text.length).toBeLessThanOrEqual(3_000);
    if (block.type === 'rich_text') {
      const length = nodesOf(block).reduce((sum, node) => sum + String(node.text ?? '').length, 0);
      expect(length).toBeLessThanOrEqual(3_000);
      expect(block.elements.length).toBeGreaterThan(0);
    }
  }
  for (const piece of textsOf({ blocks } as SlackPost)) expect(piece.length).toBeGreaterThan(0);
}

const hostile = [
  '<!channel>',
  '<!here|here> <!everyone>',
  '<@U024BE7LH>',
  '<#C024BE7LR>',
  '<!subteam^S012>',
  '<https://evil.example|our site>',
  '<mailto:a@b.example|write>',
  '@channel @here @everyone',
  '*bold* _italic_ ~struck~ `code` ```block```',
  '> quoted\n>>> more',
  '&lt;!channel&gt; &amp;',
  '"},{"type":"user","user_id":"U1"}',
];

describe('renderSlack', () => {
  it.each(hostile)('shows %j as text: no mention, no link, no formatting', (content) => {
    const post = renderSlack(filledWith(content));
    expect(shapeOf(post)).toEqual(shapeOf(renderSlack(filledWith('harmless'))));
    // rich_text and plain_text are not parsed; the fallback is, and must hold no bracket.
    expect(new Set(nodesOf(post).map(({ type }) => type))).not.toContain('mrkdwn');
    expect(post.text).not.toMatch(/[<>]/);
    expect(JSON.stringify(post)).not.toMatch(/<[!@#]|@(channel|here|everyone)\b/);
  });

  it('makes no element out of content, whatever the content', () => {
    const plain = shapeOf(renderSlack(filledWith('harmless')));
    const words = fc.oneof(
      fc.constantFrom(...hostile, '<', '>', '&', '!', '@'),
      fc.string({ unit: 'binary', maxLength: 9 }),
    );
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 6 }), (parts) => {
        const post = renderSlack(filledWith(parts.join('')));
        expect(shapeOf(post)).toEqual(plain);
        expect(JSON.stringify(post)).not.toMatch(/<[!@#]/);
        expect(JSON.stringify(post)).not.toMatch(/\\ud[89a-f]/);
      }),
      { numRuns: 300 },
    );
  });

  it('escapes the fallback as Slack asks, and no more', () => {
    const { text } = renderSlack(alertMessage({ title: 'Fish & <b>chips</b> "now"' }));
    expect(text).toBe('[Russia–North Korea pact] Fish &amp; &lt;b&gt;chips&lt;/b&gt; "now"');
  });

  it('has topic, linked title, source and time, excerpt, reasons, other sources and a button', () => {
    const post = renderSlack(alertMessage());
    expect(typesOf(post.blocks)).toEqual(['header', 'rich_text', 'rich_text', 'actions']);
    const nodes = nodesOf(post.blocks);
    expect(nodes).toContainEqual({
      type: 'link',
      url: 'https://news.example/world/treaty?id=7&lang=en',
      text: 'Kim and Putin sign comprehensive partnership treaty in Pyongyang',
      style: { bold: true },
    });
    expect(nodes).toContainEqual({ type: 'link', url: 'https://kyiv.example/a', text: 'Kyiv Post' });
    expect(nodes).toContainEqual(
      expect.objectContaining({
        type: 'button',
        url: 'https://wirewatch.example/stories/0195a1b2-0000-7000-8000-000000000003',
      }),
    );
    const shown = textsOf(post).join('');
    expect(shown).toContain('World Wire · Wed, 19 Jun 2024, 10:29 EEST');
    expect(shown).toContain('“North Korea” in the text');
    expect(post).toMatchObject({ unfurl_links: false, unfurl_media: false });
  });

  it('sets evidence bold, inside a word too', () => {
    const text = '朝鲜与俄罗斯签署条约';
    const quote = nodesOf(renderSlack(alertMessage({ text, textSpans: [spanOf(text, '俄罗斯')] }))).find(
      ({ type }) => type === 'rich_text_quote',
    );
    expect(quote).toEqual({
      type: 'rich_text_quote',
      elements: [
        { type: 'text', text: '朝鲜与' },
        { type: 'text', text: '俄罗斯', style: { bold: true } },
        { type: 'text', text: '签署条约' },
      ],
    });
  });

  it('says of a sample, and only of a sample, that it is no news', () => {
    expect(JSON.stringify(renderSlack(alertMessage({ isSample: true })))).toContain('Sample story, not real news');
    expect(JSON.stringify(renderSlack(alertMessage()))).not.toMatch(/sample/i);
  });

  it.each<[string, Message]>([
    ['10,000 characters everywhere', filledWith('long '.repeat(2_000))],
    ['10,000 characters without spaces', filledWith('字'.repeat(10_000))],
    ['nothing but brackets', filledWith('<!'.repeat(5_000))],
    [
      'a hundred of everything',
      alertMessage(
        {},
        {
          topics: Array.from({ length: 100 }, (_, i) => ({ slug: `t${i}`, name: `Topic ${i}`, score: 1 })),
          why: Array.from({ length: 100 }, (_, i) => ({ topic: `Topic ${i}`, form: 'word', field: 'text' as const })),
          otherSources: Array.from({ length: 100 }, (_, i) => ({ name: `Source ${i}`, url: null })),
        },
      ),
    ],
    [
      'nothing',
      alertMessage({ title: '', text: '', sourceName: '', url: null }, { topics: [], why: [], otherSources: [] }),
    ],
    ['a confirmation', confirmationMessage({ subscriberName: '<!channel>'.repeat(1_000) })],
  ])('keeps within the limits of Block Kit with %s', (_, message) => {
    expectWithinLimits(renderSlack(message));
  });

  it('tells a channel that it was chosen, without the link that proves a mailbox', () => {
    const post = renderSlack(confirmationMessage());
    expect(post.text).toContain('Alerts for Olena will come to this channel');
    expect(JSON.stringify(post)).not.toContain('signed.confirm');
  });

  it.each(hostile)('shows %j as text in every other kind of message', (content) => {
    const plain = othersFilledWith('harmless').map((message) => shapeOf(renderSlack(message)));
    othersFilledWith(content).forEach((message, place) => {
      const post = renderSlack(message);
      expect(shapeOf(post)).toEqual(plain[place]);
      expect(JSON.stringify(post)).not.toMatch(/mrkdwn|<[!@#]|@(channel|here|everyone)\b/);
      expect(post.text).not.toMatch(/[<>]/);
    });
  });

  it('keeps within the limits of Block Kit whatever the length of what it is given', () => {
    const words = fc.string({ unit: fc.constantFrom('字', 'word ', '😀', '"', '\\', '<!', '\n'), maxLength: 2_000 });
    const many = fc.integer({ min: 1, max: 60 });
    fc.assert(
      fc.property(words, many, many, fc.constantFrom('same', 'added', 'removed'), (text, events, updates, kind) => {
        const spans = Array.from({ length: text.length / 2 }, (_, i) => ({ start: i * 2, end: i * 2 + 1 }));
        const story = { title: text, text, sourceName: text, titleSpans: spans, textSpans: spans };
        const otherSources = Array.from({ length: 30 }, () => ({
          name: text,
          url: `https://n.example/${'x'.repeat(1_900)}`,
        }));
        const why = Array.from({ length: 60 }, (_, i) => ({
          topic: `${i % 9}${text}`,
          form: `${i}${text}`,
          field: 'text' as const,
        }));
        const topics = Array.from({ length: 20 }, (_, i) => ({ slug: `t${i}`, name: `${i}${text}`, score: 1 }));
        const parts = [...text].map((part, i) => ({ kind: i % 2 ? ('added' as const) : kind, text: part }) as const);
        const diff = { outcome: 'compared' as const, parts: [...parts] };
        const update = { kind: 'correction', title: text, sourceName: text, url: null, publishedAt: null } as const;
        const event = digestEvent(story, { why, otherSources, updates: Array.from({ length: updates }, () => update) });
        const told = { why, otherSources, topics };
        const posts = [
          alertMessage(story, told),
          updateMessage({ ...told, firstTitle: text, changes: { title: diff, text: diff } }, story),
          digestMessage({
            subscriptionName: text || 'x',
            topics: topics.map((topic) => ({ ...topic, events: Array.from({ length: events }, () => event) })),
          }),
          noticeMessage({ subscriberName: text, targetLabel: text, text }),
        ];
        for (const message of posts) expectWithinLimits(renderSlack(message));
      }),
      { numRuns: 60 },
    );
  });

  it('counts in a digest what it was too long for', () => {
    const events = Array.from({ length: 30 }, (_, i) => digestEvent({ title: `Story ${i}` }));
    const { blocks } = renderSlack(digestMessage({ topics: [{ slug: 'a', name: 'Pact', events }], leftOut: 5 }));
    const shown = textsOf({ blocks } as SlackPost).filter((text) => /^Story \d+$/.test(text)).length;
    expect(shown).toBeGreaterThan(5);
    expect(textsOf({ blocks } as SlackPost).at(-1)).toBe(`${30 - shown + 5} more in Wirewatch.`);
  });

  it.each([
    ['development', 'New development: Russia–North Korea pact', undefined],
    ['correction', 'Correction: Russia–North Korea pact', 'Correction of a story that you were told of.'],
    ['retraction', 'Withdrawn: Russia–North Korea pact', 'Withdrawn: do not rely on the story that you were told of.'],
  ] as const)('says first that it is a %s', (update, title, warning) => {
    const { blocks } = renderSlack(updateMessage({ update }));
    const texts = textsOf({ blocks } as SlackPost);
    expect(texts[0]).toBe(title);
    if (warning !== undefined) expect(texts[1]).toBe(warning);
    expect(texts.join('')).toContain('First told as Kim and Putin');
  });

  it('strikes through what a correction took out', () => {
    expect(nodesOf(renderSlack(updateMessage()))).toContainEqual({
      type: 'text',
      text: 'military ',
      style: { strike: true },
    });
  });

  it('looks the same edited as sent', () => {
    expect(renderSlack(editMessage()).blocks).toEqual(renderSlack(alertMessage()).blocks);
  });

  it('says the same for the same message', () => {
    for (const message of messagesOfEveryKind()) expect(renderSlack(message)).toEqual(renderSlack(message));
  });
});
