import { Agent } from 'undici';
import { alertMessage, digestMessage, editMessage, updateMessage } from '../../../test/support/delivery-messages.js';
import { type HttpSink, startHttpSink } from '../../../test/support/http-sink.js';
import { type Message } from '../message.js';
import { createSlackChannel } from './slack-channel.js';

let sink: HttpSink;
const agent = new Agent();
beforeAll(async () => {
  sink = await startHttpSink();
});
afterAll(async () => {
  await agent.destroy();
  await sink.close();
});

const client = { agent, userAgent: 'Wirewatch/test', timeoutMs: 20_000, now: () => new Date('2024-06-19T07:30:05Z') };
const channel = createSlackChannel({ ...client, apiUrl: 'http://127.0.0.1:1/api' });
const send = () => {
  const address = { webhookUrl: `${sink.url}/services/T0/B0/secret` };
  return channel.send(alertMessage(), address, new AbortController().signal);
};

describe('the Slack channel', () => {
  it('posts blocks with a fallback', async () => {
    sink.respond([{ body: 'ok' }]);
    expect(await send()).toEqual({ kind: 'sent' });
    const body = JSON.parse(sink.requests[0]?.body ?? '{}') as Record<string, unknown>;
    expect(body).toMatchObject({ text: expect.stringContaining('Kim and Putin'), blocks: expect.any(Array) });
  });

  it.each([
    [404, 'no_service', { kind: 'rejected', reason: 'gone', disableTarget: true }],
    [404, 'channel_not_found', { kind: 'rejected', reason: 'http-status' }],
    [403, 'action_prohibited', { kind: 'rejected', reason: 'http-status' }],
    [410, 'channel_is_archived', { kind: 'rejected', reason: 'gone', disableTarget: true }],
    [400, 'invalid_payload', { kind: 'rejected', reason: 'http-status' }],
    [429, 'rate_limited', { kind: 'retry', reason: 'rate-limited' }],
    [500, 'rollup_error', { kind: 'retry', reason: 'server-error' }],
    [503, 'no_service', { kind: 'retry', reason: 'server-error' }],
  ])('reads %i %s', async (status, body, expected) => {
    sink.respond([{ status, body }]);
    const outcome = await send();
    expect(outcome).toMatchObject(expected);
    expect('disableTarget' in outcome).toBe('disableTarget' in expected);
  });

  it('tells two webhooks of one workspace apart by what it shows', () => {
    const [a, b] = ['one', 'two'].map((key) =>
      channel.describe({ webhookUrl: `https://hooks.slack.com/services/T/B/${key}` }),
    );
    expect(a).toMatch(/^Slack webhook at hooks\.slack\.com \(#[0-9a-f]{6}\)$/);
    expect(a).not.toBe(b);
  });
});

describe('the Slack channel by bot', () => {
  const token = 'xoxb-0123456789-a-secret';
  const bot = { token, channel: '#alerts' };
  const taken = '{"ok":true,"channel":"C0123456789","ts":"1718782205.000100"}';
  const refused = (error: string) => JSON.stringify({ ok: false, error });
  const reference = 'C0123456789/1718782205.000100';
  const sendByBot = (message: Message) => {
    const channelOfSink = createSlackChannel({ ...client, apiUrl: `${sink.url}/api` });
    return channelOfSink.send(message, bot, new AbortController().signal);
  };
  const posted = () =>
    sink.requests.map(({ path, body }) => ({ path, body: JSON.parse(body) as Record<string, unknown> }));
  beforeEach(() => {
    sink.requests.length = 0;
    sink.respond(() => ({ body: taken }));
  });

  it('posts as the bot, and keeps where the message stands', async () => {
    expect(await sendByBot(alertMessage())).toEqual({ kind: 'sent', reference });
    expect(sink.requests[0]?.headers.authorization).toBe(`Bearer ${token}`);
    const [post] = posted();
    expect(post).toMatchObject({
      path: '/api/chat.postMessage',
      body: {
        channel: '#alerts',
        text: expect.stringContaining('Kim and Putin'),
        metadata: { event_payload: { delivery_id: '0195a1b2-0000-7000-8000-000000000001' } },
      },
    });
    expect(post?.body).not.toHaveProperty('thread_ts');
    expect(sink.requests[0]?.body).not.toContain(token);
  });

  it.each([
    ['development', undefined],
    ['correction', true],
    ['retraction', true],
  ] as const)('answers in the thread with a %s; in the channel too: %s', async (update, isLoud) => {
    await sendByBot(updateMessage({ update, earlier: { deliveryId: 'a', reference } }));
    expect(posted()).toMatchObject([
      { path: '/api/chat.postMessage', body: { channel: 'C0123456789', thread_ts: '1718782205.000100' } },
    ]);
    expect(posted()[0]?.body['reply_broadcast']).toBe(isLoud);
  });

  it.each([
    ['that the target never got', null],
    ['whose place is not known', { deliveryId: 'a', reference: null }],
    ['that a webhook posted', { deliveryId: 'a', reference: 'no place' }],
  ])('posts anew what updates a message %s', async (_, earlier) => {
    expect(await sendByBot(updateMessage({ earlier }))).toMatchObject({ kind: 'sent' });
    expect(posted()).toMatchObject([{ path: '/api/chat.postMessage', body: { channel: '#alerts' } }]);
    expect(posted()[0]?.body).not.toHaveProperty('thread_ts');
  });

  it('posts anew what has lost its thread', async () => {
    sink.respond([{ body: refused('thread_not_found') }, { body: taken }]);
    const outcome = await sendByBot(updateMessage({ earlier: { deliveryId: 'a', reference } }));
    expect(outcome).toEqual({ kind: 'sent', reference });
    expect(posted().map(({ body }) => body['thread_ts'])).toEqual(['1718782205.000100', undefined]);
  });

  it('changes the message where it stands', async () => {
    expect(await sendByBot(editMessage())).toEqual({ kind: 'sent', reference });
    expect(posted()).toMatchObject([
      {
        path: '/api/chat.update',
        body: { channel: 'C0123456789', ts: '1718782205.000100', blocks: expect.any(Array) },
      },
    ]);
  });

  it('changes nothing without knowing where', async () => {
    expect(await sendByBot(editMessage({ earlier: { deliveryId: 'a', reference: null } }))).toMatchObject({
      kind: 'rejected',
      reason: 'invalid-target',
    });
    expect(sink.requests).toEqual([]);
  });

  it.each([
    [200, 'not_in_channel', { kind: 'rejected', reason: 'invalid-target' }],
    [200, 'channel_not_found', { kind: 'rejected', reason: 'invalid-target' }],
    [200, 'is_archived', { kind: 'rejected', reason: 'gone', disableTarget: true }],
    [200, 'account_inactive', { kind: 'rejected', reason: 'gone', disableTarget: true }],
    [200, 'invalid_auth', { kind: 'rejected', reason: 'gone', disableTarget: true }],
    [200, 'token_revoked', { kind: 'rejected', reason: 'gone', disableTarget: true }],
    [200, 'message_not_found', { kind: 'rejected', reason: 'refused' }],
    [200, 'msg_blocks_too_long', { kind: 'rejected', reason: 'refused' }],
    [200, 'Some <odd> answer', { kind: 'rejected', reason: 'refused', detail: expect.not.stringContaining('odd') }],
    [200, 'internal_error', { kind: 'retry', reason: 'server-error' }],
    [200, 'fatal_error', { kind: 'retry', reason: 'server-error' }],
    [503, 'service_unavailable', { kind: 'retry', reason: 'server-error' }],
    [200, 'rate_limited', { kind: 'retry', reason: 'rate-limited' }],
    [429, 'ratelimited', { kind: 'retry', reason: 'rate-limited', afterMs: 7_000 }],
  ])('reads %i %s', async (status, error, expected) => {
    sink.respond(() => ({
      status,
      body: refused(error),
      ...(status === 429 ? { headers: { 'retry-after': '7' } } : {}),
    }));
    for (const message of [alertMessage(), editMessage(), digestMessage()]) {
      const outcome = await sendByBot(message);
      expect(outcome).toMatchObject(expected);
      expect('disableTarget' in outcome).toBe('disableTarget' in expected);
      expect(JSON.stringify(outcome)).not.toContain('secret');
    }
  });

  it.each([
    ['a page of a proxy', 200, '<html>welcome</html>', { kind: 'retry', reason: 'server-error' }],
    ['nothing', 200, '', { kind: 'retry', reason: 'server-error' }],
    ['JSON that is no answer', 200, '[1]', { kind: 'retry', reason: 'server-error' }],
    ['a page that says no', 404, '<html>', { kind: 'rejected', reason: 'http-status' }],
    ['a page that says later', 502, '<html>', { kind: 'retry', reason: 'server-error' }],
  ])('does not take for Slack’s word %s', async (_, status, body, expected) => {
    sink.respond(() => ({ status, body }));
    expect(await sendByBot(alertMessage())).toMatchObject(expected);
  });

  it.each([
    [{ token, channel: 'C0123456789' }, true],
    [{ token, channel: 'news-desk' }, true],
    [{ token, channel: '#новини' }, true],
    [{ token, channel: 'two words' }, false],
    [{ token, channel: '' }, false],
    [{ token: 'xoxp-0123456789-user', channel: 'C0123456789' }, false],
    [{ token }, false],
    [{ token, channel: 'C0123456789', webhookUrl: 'https://hooks.slack.com/x' }, false],
    [{ webhookUrl: 'https://hooks.slack.com/services/T/B/x' }, true],
  ])('takes the address %j: %s', (address, expected) => {
    expect(channel.addressSchema.safeParse(address).success).toBe(expected);
  });

  it.each([
    [{ token, channel: 'two words' }, 'channel', 'must be the id of a channel'],
    [{ token: 'xoxp-user', channel: 'C0123456789' }, 'token', 'must be a bot token'],
    [{ webhookUrl: 'ftp://hooks.slack.com/x' }, 'webhookUrl', 'must be an http or https address'],
  ])('says of the address %j where it is wrong', (address, field, message) => {
    expect(channel.addressSchema.safeParse(address).error?.issues).toMatchObject([
      { path: [field], message: expect.stringContaining(message) },
    ]);
  });

  it('shows the channel, and not the token', () => {
    const shown = [bot, { ...bot, token: `${token}2` }].map((address) => channel.describe(address));
    expect(shown[0]).toMatch(/^Slack channel #alerts by bot \(#[0-9a-f]{6}\)$/);
    expect(shown[1]).not.toBe(shown[0]);
    expect(shown.map((text) => text.includes('secret'))).toEqual([false, false]);
  });
});
