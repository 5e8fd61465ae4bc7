import { type AddressInfo, createServer } from 'node:net';
import { type Agent } from 'undici';
import {
  alertMessage,
  confirmationMessage,
  editMessage,
  messagesOfEveryKind,
} from '../../test/support/delivery-messages.js';
import { startHttpSink } from '../../test/support/http-sink.js';
import { startSmtpServer } from '../../test/support/smtp-server.js';
import { createAddressGuard, createGuardedAgent } from '../feeds/fetch/address-guard.js';
import { type Channel } from './channel.js';
import { createChannels } from './channels.js';
import { type SendOutcome } from './send-outcome.js';

const now = new Date('2026-03-01T12:00:00Z');
const password = 'pass-w0rd-of-ours';
const pathSecret = 'T000/B000/very-secret';
const signingSecret = `whsec_${Buffer.from('signing secret of 32 bytes, yes!').toString('base64')}`;
const botToken = 'xoxb-012345678901-very-secret';
const secrets = [password, 'very-secret', signingSecret, signingSecret.slice('whsec_'.length)];

/** What a receiver can do to us, whatever it speaks. */
type Trouble = 'none' | 'refuses' | 'throttles' | 'unavailable' | 'hangs' | 'breaks';

interface Receiver {
  channel: Channel;
  address: unknown;
  smtpUrl: string;
  slackApiUrl?: string;
  make(trouble: Trouble): void;
  /** Whole messages that reached it, taken or not. */
  arrivals(): number;
  waitForArrivals(count: number): Promise<unknown>;
  ids(): (string | undefined)[];
  /** Where a receiver that is throttled asks to be left alone so long, in milliseconds. */
  asksToWait: number | undefined;
  close(): Promise<void>;
}

const noMailServer = 'smtp://127.0.0.1:1';
const never = new AbortController().signal;
const noMailbox = () => Promise.reject(new Error('nothing goes to the mailbox here'));

function openChannels(smtpUrl: string, { timeoutMs = 20_000, slackApiUrl = 'http://127.0.0.1:1' } = {}) {
  const guard = createAddressGuard({ allowNetworks: ['127.0.0.0/8'], allowOrigins: [] });
  const agent: Agent = createGuardedAgent(guard, { connectTimeoutMs: timeoutMs });
  const channels = createChannels({
    smtpUrl,
    mailFrom: 'Wirewatch <alerts@wirewatch.example>',
    publicUrl: 'https://wirewatch.example',
    agent,
    storeInMailbox: noMailbox,
    slackApiUrl,
    timeoutMs,
    now: () => now,
  });
  const close = async () => {
    await Promise.all(Object.values(channels).flatMap((channel) => channel.close?.() ?? []));
    await agent.destroy();
  };
  return { channels, close };
}

async function startMailReceiver(): Promise<Receiver> {
  const server = await startSmtpServer({ credentials: { user: 'desk', password } });
  const { channels, close } = openChannels(server.url);
  const behaviours = {
    none: 'accept',
    refuses: 'reject',
    throttles: 'greylist',
    unavailable: 'greylist',
    hangs: 'hang',
    breaks: 'close-after-data',
  } as const;
  return {
    channel: channels.email,
    address: { address: 'olena@desk.example' },
    smtpUrl: server.url,
    make: (trouble) => server.setBehaviour(behaviours[trouble]),
    arrivals: server.contentCount,
    waitForArrivals: server.waitForContents,
    ids: () => server.messages.map(({ messageId }) => messageId),
    asksToWait: undefined,
    async close() {
      await close();
      await server.close();
    },
  };
}

async function startHttpReceiver(kind: 'slack' | 'slack bot' | 'webhook'): Promise<Receiver> {
  const sink = await startHttpSink();
  const url = `${sink.url}/services/${pathSecret}`;
  const slackApiUrl = `${sink.url}/api/`;
  const { channels, close } = openChannels(noMailServer, { slackApiUrl });
  const answers = {
    none: {
      status: 200,
      body: kind === 'slack bot' ? '{"ok":true,"channel":"C0123456789","ts":"1718782205.000100"}' : 'ok',
    },
    refuses: kind === 'slack bot' ? { status: 200, body: '{"ok":false,"error":"invalid_blocks"}' } : { status: 403 },
    throttles: { status: 429, headers: { 'retry-after': '30' }, body: '{"ok":false,"error":"ratelimited"}' },
    unavailable: { status: 503 },
    hangs: { trouble: 'hang' },
    breaks: { trouble: 'reset' },
  } as const;
  return {
    channel: channels[kind === 'webhook' ? 'webhook' : 'slack'],
    address: addressesAt(url)[kind],
    smtpUrl: noMailServer,
    slackApiUrl,
    make: (trouble) => sink.respond(() => answers[trouble]),
    arrivals: () => sink.requests.length,
    waitForArrivals: sink.waitForRequests,
    // Slack takes no id: what it gets twice is at least the same.
    ids: () => sink.requests.map(({ headers, body }) => (kind === 'webhook' ? String(headers['webhook-id']) : body)),
    asksToWait: 30_000,
    async close() {
      await close();
      await sink.close();
    },
  };
}

const addressesAt = (url: string): Record<string, unknown> => ({
  email: { address: 'olena@desk.example' },
  slack: { webhookUrl: url },
  'slack bot': { token: botToken, channel: 'C0123456789' },
  webhook: { url, secret: signingSecret },
});

/** A port where nobody listens any more. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const kinds = messagesOfEveryKind()
  .filter(({ kind }) => kind !== 'edit')
  .map((message) => [message.kind === 'update' ? `a ${message.update}` : `a ${message.kind}`, message] as const);
const troubles = [
  ['refuses', { kind: 'rejected' }],
  ['throttles', { kind: 'retry' }],
  ['unavailable', { kind: 'retry' }],
  ['breaks', { kind: 'retry', reason: 'connection' }],
] as const;

describe.each([
  ['email', startMailReceiver],
  ['slack', () => startHttpReceiver('slack')],
  ['slack bot', () => startHttpReceiver('slack bot')],
  ['webhook', () => startHttpReceiver('webhook')],
])('the channel contract: %s', (kind, startReceiver) => {
  const canEdit = kind === 'slack bot';
  const channelKind = kind === 'slack bot' ? 'slack' : (kind as 'email');
  let receiver: Receiver;
  const outcomes: SendOutcome[] = [];
  const closing: (() => Promise<void>)[] = [];
  const send = async (signal = never, message: Parameters<Channel['send']>[0] = alertMessage()) => {
    const outcome = await receiver.channel.send(message, receiver.address, signal);
    outcomes.push(outcome);
    return outcome;
  };
  beforeEach(async () => {
    receiver = await startReceiver();
  });
  afterEach(async () => {
    await Promise.all(closing.splice(0).map((close) => close()));
    await receiver.close();
  });
  afterAll(() => {
    expect(outcomes.length).toBeGreaterThan(8);
    for (const secret of secrets) expect(JSON.stringify(outcomes)).not.toContain(secret);
  });

  it('says sent when the receiver has taken the message', async () => {
    receiver.make('none');
    expect(await send()).toMatchObject({ kind: 'sent' });
    expect(await send(never, confirmationMessage())).toMatchObject({ kind: 'sent' });
    expect(receiver.arrivals()).toBe(2);
  });

  it('changes what has arrived where that can be, and says so where it cannot', async () => {
    expect(receiver.channel.canEdit(receiver.address)).toBe(canEdit);
    receiver.make('none');
    const outcome = await send(never, editMessage());
    expect(outcome).toMatchObject(canEdit ? { kind: 'sent' } : { kind: 'rejected', reason: 'invalid-target' });
    expect(receiver.arrivals()).toBe(canEdit ? 1 : 0);
  });

  it('keeps a pace', () => {
    const { atOnce, spacingMs } = receiver.channel.pace;
    expect(atOnce).toBeGreaterThanOrEqual(1);
    expect(spacingMs).toBe(receiver.channel.kind === 'slack' ? 1_000 : 0);
  });

  it.each(kinds)('sends %s, the same under the same id again', async (_, message) => {
    receiver.make('none');
    for (let time = 0; time < 2; time += 1) expect(await send(never, message)).toMatchObject({ kind: 'sent' });
    const [first, second] = receiver.ids();
    expect(first).toContain(message.deliveryId.slice(0, kind === 'slack' ? 0 : undefined));
    expect(second).toBe(first);
  });

  it.each(
    kinds.flatMap(([name, message]) =>
      troubles.map(([trouble, expected]) => [name, trouble, message, expected] as const),
    ),
  )('names what comes of %s where the receiver %s', async (_, trouble, message, expected) => {
    receiver.make(trouble);
    const outcome = await send(never, message);
    expect(outcome).toMatchObject({ ...expected, detail: expect.stringMatching(/\S/) });
    if (trouble !== 'throttles' || receiver.asksToWait === undefined) return;
    expect(outcome).toMatchObject({ reason: 'rate-limited', afterMs: receiver.asksToWait });
  });

  it.each(troubles)('takes up again after a receiver that %s', async (trouble) => {
    receiver.make(trouble);
    await send();
    receiver.make('none');
    expect(await send()).toMatchObject({ kind: 'sent' });
  });

  it('sends once per call, even when the connection breaks after the message', async () => {
    receiver.make('none');
    await send();
    receiver.make('breaks');
    await send();
    expect(receiver.arrivals()).toBe(2);
  });

  it('ends when its time is over', async () => {
    receiver.make('hangs');
    expect(await send(AbortSignal.timeout(300))).toMatchObject({ kind: 'retry', reason: 'timeout' });
    receiver.make('none');
    expect(await send()).toMatchObject({ kind: 'sent' });
  });

  it('ends when told to, in the middle and before', async () => {
    receiver.make('hangs');
    const controller = new AbortController();
    const pending = send(controller.signal);
    await receiver.waitForArrivals(1);
    controller.abort();
    expect(await pending).toMatchObject({ kind: 'retry', reason: 'aborted' });
    expect(await send(controller.signal)).toMatchObject({ kind: 'retry', reason: 'aborted' });
    expect(receiver.arrivals()).toBe(1);
  });

  it('lets a receiver that hangs delay nobody else', async () => {
    receiver.make('hangs');
    const controller = new AbortController();
    const pending = send(controller.signal);
    await receiver.waitForArrivals(1);
    receiver.make('none');
    expect(await send()).toMatchObject({ kind: 'sent' });
    controller.abort();
    await pending;
  });

  it('tries again later where nobody listens', async () => {
    const port = await closedPort();
    const { channels, close } = openChannels(`smtp://desk:${password}@127.0.0.1:${port}`, {
      slackApiUrl: `http://127.0.0.1:${port}/api`,
    });
    closing.push(close);
    const address = addressesAt(`http://127.0.0.1:${port}/${pathSecret}`)[kind];
    const outcome = await channels[channelKind].send(alertMessage(), address, never);
    outcomes.push(outcome);
    expect(outcome).toMatchObject({ kind: 'retry', reason: 'connection' });
  });

  it('has its own time-out, whatever the signal', async () => {
    receiver.make('hangs');
    const { channels, close } = openChannels(receiver.smtpUrl, {
      timeoutMs: 300,
      ...(receiver.slackApiUrl && { slackApiUrl: receiver.slackApiUrl }),
    });
    closing.push(close);
    const outcome = await channels[channelKind].send(alertMessage(), receiver.address, never);
    outcomes.push(outcome);
    expect(outcome).toMatchObject({ kind: 'retry', reason: 'timeout' });
  });

  it('shows addresses without their secret, and takes no other than its own', () => {
    const shown = receiver.channel.describe(receiver.address);
    for (const secret of secrets) expect(shown).not.toContain(secret);
    expect(receiver.channel.addressSchema.parse(receiver.address)).toEqual(receiver.address);
    for (const wrong of [null, {}, 'text', { address: 'a b' }, { webhookUrl: 'javascript:alert(1)' }, { url: '' }]) {
      const parsed = receiver.channel.addressSchema.safeParse(wrong);
      expect({ wrong, ok: parsed.success }).toEqual({ wrong, ok: false });
    }
  });
});
