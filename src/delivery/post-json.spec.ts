import { type Agent } from 'undici';
import { type HttpSink, type SinkAnswer, startHttpSink } from '../../test/support/http-sink.js';
import { createAddressGuard, createGuardedAgent } from '../feeds/fetch/address-guard.js';
import { type HttpClient, postJson } from './post-json.js';
import { type SendOutcome } from './send-outcome.js';

const now = new Date('2026-03-01T12:00:00Z');
const never = new AbortController().signal;
let guarded: Agent;
let sink: HttpSink;
let agent: Agent;
let client: HttpClient;

beforeAll(async () => {
  sink = await startHttpSink();
  guarded = newAgent([]);
  agent = newAgent(['127.0.0.0/8']);
  client = { agent, userAgent: 'Wirewatch/test', timeoutMs: 20_000, now: () => now };
});
afterAll(async () => {
  await Promise.all([agent.destroy(), guarded.destroy()]);
  await sink.close();
});
beforeEach(() => {
  sink.requests.length = 0;
});

function newAgent(allowNetworks: string[]): Agent {
  return createGuardedAgent(createAddressGuard({ allowNetworks, allowOrigins: [] }), { connectTimeoutMs: 20_000 });
}

async function postTo(answer: SinkAnswer, signal = never): Promise<SendOutcome> {
  sink.respond(() => answer);
  return postJson(
    { url: `${sink.url}/secret-path?secret-key`, headers: { 'x-own': '1' }, body: '{"a":1}' },
    client,
    signal,
  );
}

describe('postJson', () => {
  it('posts the body as it is, with type, agent and own headers', async () => {
    await postTo({});
    expect(sink.requests).toMatchObject([
      {
        method: 'POST',
        path: '/secret-path?secret-key',
        body: '{"a":1}',
        headers: { 'content-type': 'application/json; charset=utf-8', 'user-agent': 'Wirewatch/test', 'x-own': '1' },
      },
    ]);
  });

  it.each<[string, SinkAnswer, SendOutcome | Partial<SendOutcome>]>([
    ['200', { body: 'ok' }, { kind: 'sent' }],
    ['204', { status: 204 }, { kind: 'sent' }],
    ['a long answer', { body: 'x'.repeat(1_000_000) }, { kind: 'sent' }],
    ['301', { status: 301, headers: { location: '/elsewhere' } }, { kind: 'rejected', reason: 'http-status' }],
    ['307', { status: 307, headers: { location: '/elsewhere' } }, { kind: 'rejected', reason: 'http-status' }],
    ['304', { status: 304 }, { kind: 'rejected', reason: 'http-status' }],
    ['400', { status: 400 }, { kind: 'rejected', reason: 'http-status' }],
    ['401', { status: 401 }, { kind: 'rejected', reason: 'http-status' }],
    ['404', { status: 404 }, { kind: 'rejected', reason: 'http-status' }],
    ['410', { status: 410 }, { kind: 'rejected', reason: 'gone', disableTarget: true }],
    ['408', { status: 408 }, { kind: 'retry', reason: 'timeout' }],
    ['425', { status: 425 }, { kind: 'retry', reason: 'server-error' }],
    ['429', { status: 429 }, { kind: 'retry', reason: 'rate-limited' }],
    [
      '429 with seconds',
      { status: 429, headers: { 'retry-after': '30' } },
      { kind: 'retry', reason: 'rate-limited', afterMs: 30_000 },
    ],
    [
      '429 with a date',
      { status: 429, headers: { 'retry-after': 'Sun, 01 Mar 2026 12:02:00 GMT' } },
      { kind: 'retry', reason: 'rate-limited', afterMs: 120_000 },
    ],
    [
      '429 with nonsense',
      { status: 429, headers: { 'retry-after': 'soon' } },
      { kind: 'retry', reason: 'rate-limited' },
    ],
    ['500', { status: 500 }, { kind: 'retry', reason: 'server-error' }],
    [
      '503 with seconds',
      { status: 503, headers: { 'retry-after': '5' } },
      { kind: 'retry', reason: 'server-error', afterMs: 5_000 },
    ],
    ['a reset', { trouble: 'reset' }, { kind: 'retry', reason: 'connection' }],
  ])('names %s, without the secret of the address', async (_, answer, expected) => {
    const outcome = await postTo(answer);
    expect(outcome).toMatchObject(expected);
    expect('afterMs' in outcome).toBe('afterMs' in expected);
    expect('disableTarget' in outcome).toBe('disableTarget' in expected);
    expect(JSON.stringify(outcome)).not.toContain('secret');
    expect(sink.requests).toHaveLength(1);
  });

  it('takes the status for the answer when the body never ends', async () => {
    expect(await postTo({ trouble: 'hang-body' }, AbortSignal.timeout(1_000))).toEqual({ kind: 'sent' });
    expect(await postTo({ status: 500, trouble: 'hang-body' }, AbortSignal.timeout(1_000))).toMatchObject({
      kind: 'retry',
      reason: 'server-error',
    });
  });

  it('lets a channel read an answer itself', async () => {
    sink.respond([
      { status: 404, body: ' no_service\n' },
      { status: 404, body: '<p>No such page</p>' },
    ]);
    const judged: unknown[] = [];
    for (let i = 0; i < 2; i += 1) {
      await postJson({ url: sink.url, body: '{}' }, client, never, (refusal) => void judged.push(refusal));
    }
    expect(judged).toEqual([
      { status: 404, body: ' no_service\n' },
      { status: 404, body: '<p>No such page</p>' },
    ]);
  });

  it.each([
    ['a private address by number', 'http://127.0.0.1:1/secret', { kind: 'rejected', reason: 'blocked-address' }],
    ['a private address by name', 'http://localhost:1/secret', { kind: 'rejected', reason: 'blocked-address' }],
    ['the cloud metadata service', 'http://169.254.169.254/secret', { kind: 'rejected', reason: 'blocked-address' }],
    ['an unknown host', 'http://nobody.invalid/secret', { kind: 'retry', reason: 'connection' }],
    ['another scheme', 'ftp://example.com/secret', { kind: 'rejected', reason: 'invalid-target' }],
    ['no address', 'secret', { kind: 'rejected', reason: 'invalid-target' }],
  ])('does not post to %s', async (_, url, expected) => {
    const outcome = await postJson({ url, body: '{}' }, { ...client, agent: guarded }, never);
    expect(outcome).toMatchObject(expected);
    expect(JSON.stringify(outcome)).not.toContain('secret');
  });
});
