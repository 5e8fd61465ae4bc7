import { type AddressInfo, createServer } from 'node:net';
import { type Agent } from 'undici';
import { alertMessage, confirmationMessage } from '../../test/support/delivery-messages.js';
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
const secrets = [password, 'very-secret', signingSecret, signingSecret.slice('whsec_'.length)];

/** What a receiver can do to us, whatever it speaks. */
type Trouble = 'none' | 'refuses' | 'unavailable' | 'hangs' | 'breaks';

interface Receiver {
  channel: Channel;
  address: unknown;
  smtpUrl: string;
  make(trouble: Trouble): void;
  /** Whole messages that reached it, taken or not. */
  arrivals(): number;
  waitForArrivals(count: number): Promise<unknown>;
  ids(): (string | undefined)[];
  close(): Promise<void>;
}

const noMailServer = 'smtp://127.0.0.1:1';
const never = new AbortController().signal;
const noMailbox = () => Promise.reject(new Error('nothing goes to the mailbox here'));

function openChannels(smtpUrl: string, timeoutMs = 20_000) {
  const guard = createAddressGuard({ allowNetworks: ['127.0.0.0/8'], allowOrigins: [] });
  const agent: Agent = createGuardedAgent(guard, { connectTimeoutMs: timeoutMs });
  const channels = createChannels({
    smtpUrl,
    mailFrom: 'Wirewatch <alerts@wirewatch.example>',
    publicUrl: 'https://wirewatch.example',
    agent,
    storeInMailbox: noMailbox,
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
    async close() {
      await close();
      await server.close();
    },
  };
}

async function startHttpReceiver(kind: 'slack' | 'webhook'): Promise<Receiver> {
  const sink = await startHttpSink();
  const { channels, close } = openChannels(noMailServer);
  const url = `${sink.url}/services/${pathSecret}`;
  const answers = {
    none: { status: 200 },
    refuses: { status: 403 },
    unavailable: { status: 503 },
    hangs: { trouble: 'hang' },
    breaks: { trouble: 'reset' },
  } as const;
  return {
    channel: channels[kind],
    address: kind === 'slack' ? { webhookUrl: url } : { url, secret: signingSecret },
    smtpUrl: noMailServer,
    make: (trouble) => sink.respond(() => answers[trouble]),
    arrivals: () => sink.requests.length,
    waitForArrivals: sink.waitForRequests,
    // Slack takes no id: what it gets twice is at least the same.
    ids: () => sink.requests.map(({ headers, body }) => (kind === 'slack' ? body : String(headers['webhook-id']))),
    async close() {
      await close();
      await sink.close();
    },
  };
}

/** A port where nobody listens any more. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe.each([
  ['email', startMailReceiver],
  ['slack', () => startHttpReceiver('slack')],
  ['webhook', () => startHttpReceiver('webhook')],
])('the channel contract: %s', (kind, startReceiver) => {
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

  it('sends the same delivery under the same id again', async () => {
    receiver.make('none');
    await send();
    await send();
    const [first, second] = receiver.ids();
    expect(first).toBeTruthy();
    expect(second).toBe(first);
  });

  it.each<[Trouble, Partial<SendOutcome>]>([
    ['refuses', { kind: 'rejected' }],
    ['unavailable', { kind: 'retry' }],
    ['breaks', { kind: 'retry', reason: 'connection' }],
  ])('names a receiver that %s, and takes up again after it', async (trouble, expected) => {
    receiver.make(trouble);
    expect(await send()).toMatchObject({ ...expected, detail: expect.stringMatching(/\S/) });
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
    const { channels, close } = openChannels(`smtp://desk:${password}@127.0.0.1:${port}`);
    closing.push(close);
    const url = `http://127.0.0.1:${port}/${pathSecret}`;
    const addresses: Record<string, unknown> = {
      email: receiver.address,
      slack: { webhookUrl: url },
      webhook: { url, secret: signingSecret },
    };
    const outcome = await channels[kind as 'email'].send(alertMessage(), addresses[kind], never);
    outcomes.push(outcome);
    expect(outcome).toMatchObject({ kind: 'retry', reason: 'connection' });
  });

  it('has its own time-out, whatever the signal', async () => {
    receiver.make('hangs');
    const { channels, close } = openChannels(receiver.smtpUrl, 300);
    closing.push(close);
    const outcome = await channels[kind as 'email'].send(alertMessage(), receiver.address, never);
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
