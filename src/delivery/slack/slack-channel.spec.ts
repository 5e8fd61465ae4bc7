import { Agent } from 'undici';
import { alertMessage } from '../../../test/support/delivery-messages.js';
import { type HttpSink, startHttpSink } from '../../../test/support/http-sink.js';
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
