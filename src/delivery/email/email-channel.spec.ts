import { alertMessage, confirmationMessage } from '../../../test/support/delivery-messages.js';
import { type SmtpBehaviour, type SmtpServer, startSmtpServer } from '../../../test/support/smtp-server.js';
import { type SendOutcome } from '../send-outcome.js';
import { createEmailChannel } from './email-channel.js';

const never = new AbortController().signal;
const address = { address: 'olena@desk.example' };
const open = (smtpUrl: string) =>
  createEmailChannel({
    smtpUrl,
    from: 'Wirewatch <alerts@wirewatch.example>',
    publicUrl: 'https://wirewatch.example:8443',
    timeoutMs: 20_000,
  });

const closing: (() => Promise<void>)[] = [];
let server: SmtpServer;
let channel: ReturnType<typeof open>;
beforeEach(async () => {
  server = await startSmtpServer();
  channel = open(server.url);
});
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
  await channel.close?.();
  await server.close();
});

describe('the email channel', () => {
  it('sends one mail in two parts with the headers that bulk mail needs', async () => {
    expect(await channel.send(alertMessage(), address, never)).toEqual({
      kind: 'sent',
      reference: '<0195a1b2-0000-7000-8000-000000000001@wirewatch.example>',
    });
    const [mail] = await server.waitForMessages(1);
    expect(mail).toMatchObject({
      subject: '[Russia–North Korea pact] Kim and Putin sign comprehensive partnership treaty in Pyongyang',
      messageId: '<0195a1b2-0000-7000-8000-000000000001@wirewatch.example>',
      from: { text: '"Wirewatch" <alerts@wirewatch.example>' },
      to: { text: 'olena@desk.example' },
      date: new Date('2024-06-19T07:30:05Z'),
    });
    expect(mail?.text).toContain('Why you get this:');
    expect(mail?.html).toContain('Why you get this');
    // Unfolded: a header's line breaks before white space mean nothing.
    const head = (server.sources[0] ?? '').split('\r\n\r\n')[0]?.replace(/\r\n(?=[ \t])/g, '');
    expect(head?.split('\r\n')).toEqual(
      expect.arrayContaining([
        'Auto-Submitted: auto-generated',
        'X-Wirewatch-Delivery: 0195a1b2-0000-7000-8000-000000000001',
        'List-Unsubscribe: <https://wirewatch.example/subscriptions/unsubscribe?token=signed.unsubscribe>',
        'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
        expect.stringMatching(/^Content-Type: multipart\/alternative;/),
      ]),
    );
  });

  it('keeps a long unsubscribe link whole', async () => {
    const unsubscribeUrl = `https://wirewatch.example/unsubscribe?token=${'0123456789abcdef'.repeat(20)}`;
    await channel.send(alertMessage({}, { unsubscribeUrl }), address, never);
    const [mail] = await server.waitForMessages(1);
    expect(mail?.headers.get('list')).toMatchObject({ unsubscribe: { url: unsubscribeUrl } });
    expect(mail?.text).toContain(unsubscribeUrl);
  });

  it('offers no unsubscribing from a confirmation', async () => {
    await channel.send(confirmationMessage(), address, never);
    const [mail] = await server.waitForMessages(1);
    expect(mail?.headers.has('list')).toBe(false);
    expect(mail?.text).toContain('https://wirewatch.example/targets/confirm?token=signed.confirm');
  });

  it.each<[SmtpBehaviour, Partial<SendOutcome>]>([
    ['greylist', { kind: 'retry', reason: 'greylisted', detail: expect.stringContaining('451 4.7.1 try again later') }],
    ['reject', { kind: 'rejected', reason: 'bad-address', detail: expect.stringContaining('550 5.1.1 no such user') }],
    [
      'refuse-content',
      { kind: 'rejected', reason: 'refused', detail: expect.stringContaining('554 5.7.1 looks like spam') },
    ],
    ['busy', { kind: 'retry', reason: 'connection' }],
    ['close-after-data', { kind: 'retry', reason: 'connection' }],
  ])('names a server that answers %s', async (behaviour, expected) => {
    server.setBehaviour(behaviour);
    expect(await channel.send(alertMessage(), address, never)).toMatchObject(expected);
    expect(server.messages).toEqual([]);
  });

  it('asks for the sign-in to be mended rather than giving up the message', async () => {
    const guarded = await startSmtpServer({ credentials: { user: 'desk', password: 'right' } });
    const wrong = open(guarded.url.replace('right', 'pass-w0rd-of-ours'));
    closing.push(
      async () => wrong.close?.(),
      () => guarded.close(),
    );
    const outcome = await wrong.send(alertMessage(), address, never);
    expect(outcome).toMatchObject({ kind: 'retry', reason: 'sign-in-refused' });
    // The server's answer quotes the password: it must not be passed on.
    expect(JSON.stringify(outcome)).not.toContain('pass-w0rd');
  });

  it('sends at once when the server has closed a kept connection', async () => {
    expect(await channel.send(alertMessage(), address, never)).toMatchObject({ kind: 'sent' });
    server.dropConnections();
    expect(await channel.send(alertMessage(), address, never)).toMatchObject({ kind: 'sent' });
    expect([server.contentCount(), server.connectionCount()]).toEqual([2, 2]);
  });

  it('keeps connections, and opens no more than ten', async () => {
    const sends = Array.from({ length: 60 }, () => channel.send(alertMessage(), address, new AbortController().signal));
    for (const outcome of await Promise.all(sends)) expect(outcome).toMatchObject({ kind: 'sent' });
    expect(server.messages).toHaveLength(60);
    expect(server.connectionCount()).toBeLessThanOrEqual(10);
  });

  it('never sends later what its signal has ended in the queue', async () => {
    server.setBehaviour('hang');
    const busy = new AbortController();
    const hanging = Array.from({ length: 10 }, () => channel.send(alertMessage(), address, busy.signal));
    await server.waitForContents(10);
    const queued = await channel.send(alertMessage(), address, AbortSignal.timeout(50));
    expect(queued).toMatchObject({ kind: 'retry', reason: 'timeout' });
    server.setBehaviour('accept');
    busy.abort();
    await Promise.all(hanging);
    expect(await channel.send(confirmationMessage(), address, never)).toMatchObject({ kind: 'sent' });
    expect(server.messages.map(({ messageId }) => messageId)).toEqual([
      '<0195a1b2-0000-7000-8000-000000000009@wirewatch.example>',
    ]);
  });

  it.each([
    ['olena@desk.example', 'olena@desk.example'],
    [' Olena@Desk.example ', 'Olena@desk.example'],
    ['редакція@газета.укр', undefined],
    ['desk@газета.укр', 'desk@xn--80aahjj1e.xn--j1amh'],
    ['desk', undefined],
    ['desk@localhost', undefined],
    ['o.l-e_n+a@mail.desk.example', 'o.l-e_n+a@mail.desk.example'],
    ['a@b.example, c@d.example', undefined],
    ['a@b.example\nBcc: c@d.example', undefined],
    ['"a b"@c.example', undefined],
    [`${'a'.repeat(250)}@b.example`, undefined],
  ])('reads the address %j as %j', (given, expected) => {
    expect(channel.addressSchema.safeParse({ address: given }).data?.address).toBe(expected);
  });
});
