import { readFileSync } from 'node:fs';
import { Webhook } from 'standardwebhooks';
import { Agent } from 'undici';
import {
  alertMessage,
  confirmationMessage,
  digestEvent,
  digestMessage,
  messagesOfEveryKind,
  noticeMessage,
  updateMessage,
} from '../../../test/support/delivery-messages.js';
import { type HttpSink, startHttpSink } from '../../../test/support/http-sink.js';
import { renderWebhook } from './render-webhook.js';
import { isSigningSecret, signWebhook } from './sign-webhook.js';
import { type WordingDiff } from '../../stories/diff-wordings.js';
import { type NewMessage } from '../message.js';
import { webhookPayloadSchema } from './webhook-payload.js';
import { createWebhookChannel } from './webhook-channel.js';

const key = Buffer.from('a signing key of thirty-two byte');
const secret = `whsec_${key.toString('base64')}`;
const agent = new Agent();
let now = new Date('2026-03-01T12:00:00.900Z');
let sink: HttpSink;
beforeAll(async () => {
  sink = await startHttpSink();
});
afterAll(async () => {
  await agent.destroy();
  await sink.close();
});
beforeEach(() => {
  sink.requests.length = 0;
});

const channel = createWebhookChannel({ agent, userAgent: 'Wirewatch/test', timeoutMs: 20_000, now: () => now });

/** As a receiver does it, whose clock shows the time of ours. */
function isGenuine({ headers, body }: HttpSink['requests'][number]): boolean {
  const clock = jest.spyOn(Date, 'now').mockReturnValue(now.getTime());
  try {
    new Webhook(secret).verify(body, headers as Record<string, string>);
    return true;
  } catch {
    // Its one way to say no.
    return false;
  } finally {
    clock.mockRestore();
  }
}

const newMessages = messagesOfEveryKind().filter((message): message is NewMessage => message.kind !== 'edit');

describe('the webhook channel', () => {
  it('signs what it sends, anew for each attempt under the same id', async () => {
    const address = { url: `${sink.url}/hook`, secret };
    const signal = new AbortController().signal;
    await channel.send(alertMessage(), address, signal);
    now = new Date('2026-03-01T12:00:06Z');
    await channel.send(alertMessage(), address, signal);
    const [first, second] = sink.requests;
    expect(sink.requests.map(isGenuine)).toEqual([true, true]);
    expect(first?.headers['webhook-id']).toBe('0195a1b2-0000-7000-8000-000000000001');
    expect(first?.headers['webhook-timestamp']).toBe('1772366400');
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
    expect(second?.headers['webhook-timestamp']).toBe('1772366406');
    expect(second?.body).toBe(first?.body);
  });

  it.each(newMessages.map((message) => [message.kind, message] as const))(
    'sends a %s that the receiver’s library takes for ours, and no other',
    async (_, message) => {
      await channel.send(message, { url: `${sink.url}/hook`, secret }, new AbortController().signal);
      const [request] = sink.requests;
      if (!request) throw new Error('nothing came');
      expect(isGenuine(request)).toBe(true);
      expect(isGenuine({ ...request, body: request.body.replace('"type"', '"tYpe"') })).toBe(false);
      expect(isGenuine({ ...request, headers: { ...request.headers, 'webhook-id': 'other' } })).toBe(false);
    },
  );

  it('signs as the example of the specification', () => {
    const headers = signWebhook(
      'msg_p5jXN8AQM9LWM0D4loKWxJek',
      new Date(1_614_265_330_000),
      '{"test": 2432232314}',
      'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    );
    expect(headers).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  it.each([
    [secret, true],
    [`whsec_${Buffer.alloc(24, 1).toString('base64')}`, true],
    [`whsec_${Buffer.alloc(64, 1).toString('base64')}`, true],
    [`whsec_${Buffer.alloc(23, 1).toString('base64')}`, false],
    [`whsec_${Buffer.alloc(65, 1).toString('base64')}`, false],
    [key.toString('base64'), false],
    ['whsec_', false],
    ['whsec_!!!! not base64 but long enough to be a key !!!!', false],
  ])('knows whether %j is a signing secret', (text, expected) => {
    expect(isSigningSecret(text)).toBe(expected);
  });

  it.each([
    ['http://receiver.example/hook', true],
    ['https://receiver.example:8443/hook?key=1', true],
    ['ftp://receiver.example/', false],
    ['https://user:password@receiver.example/', false],
    ['receiver.example/hook', false],
    [`https://receiver.example/${'x'.repeat(2_000)}`, false],
  ])('takes the address %s: %s', (url, expected) => {
    expect(channel.addressSchema.safeParse({ url, secret }).success).toBe(expected);
  });
});

describe('renderWebhook', () => {
  it('tells all that a program needs', () => {
    expect(renderWebhook(alertMessage())).toEqual({
      type: 'alert.created',
      timestamp: '2024-06-19T07:30:05.000Z',
      data: {
        deliveryId: '0195a1b2-0000-7000-8000-000000000001',
        alertId: '0195a1b2-0000-7000-8000-000000000002',
        topics: [{ slug: 'pact', name: 'Russia–North Korea pact', score: 0.9 }],
        story: {
          id: '0195a1b2-0000-7000-8000-000000000003',
          title: 'Kim and Putin sign comprehensive partnership treaty in Pyongyang',
          titleSpans: [{ start: 33, end: 51 }],
          text: expect.stringMatching(/^PYONGYANG — North Korea/),
          textSpans: [
            { start: 12, end: 23 },
            { start: 43, end: 62 },
          ],
          isTextCut: false,
          url: 'https://news.example/world/treaty?id=7&lang=en',
          source: { name: 'World Wire', kind: 'wire' },
          language: 'en',
          publishedAt: '2024-06-19T07:29:00.000Z',
          isSample: false,
        },
        why: [
          {
            topic: 'Russia–North Korea pact',
            form: 'partnership treaty',
            entity: 'Strategic partnership',
            field: 'title',
          },
          { topic: 'Russia–North Korea pact', form: 'North Korea', entity: 'North Korea', field: 'text' },
        ],
        otherSources: [
          { name: 'Kyiv Post', url: 'https://kyiv.example/a' },
          { name: 'Rodong', url: null },
        ],
        storyPageUrl: 'https://wirewatch.example/stories/0195a1b2-0000-7000-8000-000000000003',
      },
    });
  });

  it('cuts a long text, drops the spans that are gone, and says so', () => {
    const text = 'x'.repeat(9_999) + '😀' + 'y'.repeat(5_000);
    const spans = [
      { start: 5, end: 9 },
      { start: 12_000, end: 12_009 },
    ];
    const { story } = renderWebhook(alertMessage({ text, textSpans: spans })).data as {
      story: Record<string, unknown>;
    };
    expect(story).toMatchObject({ text: 'x'.repeat(9_999), isTextCut: true, textSpans: [{ start: 5, end: 9 }] });
  });

  it('keeps every offset where it was when half characters are replaced', () => {
    const { story } = renderWebhook(alertMessage({ title: 'a\uD800b😀c' })).data as { story: { title: string } };
    expect(story.title).toBe('a\uFFFDb😀c');
  });

  it('gives no link that is no web address', () => {
    const payload = renderWebhook(
      alertMessage({ url: 'javascript:alert(1)' }, { otherSources: [{ name: 'a', url: 'data:text/html,x' }] }),
    );
    expect(payload.data).toMatchObject({ story: { url: null }, otherSources: [{ name: 'a', url: null }] });
  });

  it('confirms a target without the secrets of its owner', () => {
    const payload = renderWebhook(confirmationMessage());
    expect(payload).toMatchObject({ type: 'target.confirmation', data: { subscriberName: 'Olena' } });
    expect(JSON.stringify(payload)).not.toContain('signed.confirm');
  });

  it.each(newMessages.map((message) => [message.kind, message] as const))(
    'keeps to the schema with a %s',
    (_, message) => {
      const payload = renderWebhook(message);
      expect(webhookPayloadSchema.parse(JSON.parse(JSON.stringify(payload)))).toEqual(payload);
    },
  );

  it('keeps to the schema with what feeds may write, and its body small', () => {
    const long = '\uD800\u0000<b>'.repeat(100_000);
    const story = {
      title: long,
      text: long,
      sourceName: long,
      url: 'javascript:alert(1)',
      language: long.slice(0, 9),
      publishedAt: null,
    };
    const title: WordingDiff = { outcome: 'compared', parts: [{ kind: 'added', text: long }] };
    const changes = { title, text: { outcome: 'too-long' } as const };
    const update = { kind: 'correction', title: long, sourceName: 'x', url: 'data:x', publishedAt: null } as const;
    const why = [{ topic: long, form: long, entity: long, field: 'text' as const }];
    const otherSources = [{ name: long, url: null }];
    const topics = [{ slug: 'a', name: long, events: [digestEvent(story, { updates: [update], why, otherSources })] }];
    const messages = [
      updateMessage({ firstTitle: long, changes, why, otherSources }, story),
      digestMessage({ topics }),
    ];
    for (const message of messages) {
      const body = JSON.stringify(renderWebhook(message));
      webhookPayloadSchema.parse(JSON.parse(body));
      expect(body.length).toBeLessThan(300_000);
      expect(body).not.toMatch(/javascript:|data:x|\\ud800/);
    }
  });

  it('tells of a correction what changed', () => {
    expect(renderWebhook(updateMessage())).toMatchObject({
      type: 'alert.updated',
      data: {
        update: 'correction',
        earlierDeliveryId: '0195a1b2-0000-7000-8000-000000000001',
        changes: { text: expect.arrayContaining([{ kind: 'removed', text: 'military ' }]) },
      },
    });
  });

  it('is told of in README.md as it is', () => {
    const text = readFileSync('src/delivery/webhook/README.md', 'utf8');
    const examples = [...text.matchAll(/```json\n(.*?)```/gs)].map(([, json = '']) => JSON.parse(json) as unknown);
    expect(examples).toEqual(
      [
        alertMessage(),
        updateMessage(),
        digestMessage(),
        confirmationMessage({ targetLabel: 'Webhook at receiver.example (#0a1b2c)' }),
        noticeMessage({ targetLabel: 'olena@desk.example' }),
      ].map(renderWebhook),
    );
  });
});
