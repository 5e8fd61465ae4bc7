import fc from 'fast-check';
import {
  alertMessage,
  confirmationMessage,
  digestEvent,
  digestMessage,
  messagesOfEveryKind,
  noticeMessage,
  updateMessage,
} from '../../../test/support/delivery-messages.js';
import { type SmtpBehaviour, type SmtpServer, startSmtpServer } from '../../../test/support/smtp-server.js';
import { createBounceAddresses } from '../bounces/bounce-address.js';
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

  it('sends under an address of its own for each delivery, where mail that comes back is taken', async () => {
    const addresses = createBounceAddresses('bounces@wirewatch.example', ['key']);
    const returning = createEmailChannel({
      smtpUrl: server.url,
      from: 'Wirewatch <alerts@wirewatch.example>',
      publicUrl: 'https://wirewatch.example',
      timeoutMs: 20_000,
      bounceAddressOf: addresses.addressOf,
    });
    closing.push(async () => returning.close?.());
    for (const message of [alertMessage(), confirmationMessage()]) {
      expect(await returning.send(message, address, never)).toMatchObject({ kind: 'sent' });
    }
    await channel.send(alertMessage(), address, never);
    expect(server.envelopes.map(({ to }) => to)).toEqual(Array.from({ length: 3 }, () => ['olena@desk.example']));
    expect(server.envelopes.map(({ from }) => addresses.find(from) ?? from)).toEqual([
      '0195a1b2-0000-7000-8000-000000000001',
      '0195a1b2-0000-7000-8000-000000000009',
      'alerts@wirewatch.example',
    ]);
    // The reader sees the same sender as ever.
    expect(server.messages.map(({ from }) => from?.text)).toEqual(
      Array.from({ length: 3 }, () => '"Wirewatch" <alerts@wirewatch.example>'),
    );
  });

  it('has no header but its own, whatever a feed, an editor or a reader wrote', async () => {
    const ours = [
      ...['auto-submitted', 'content-type', 'date', 'from', 'in-reply-to', 'list-unsubscribe', 'list-unsubscribe-post'],
      ...['message-id', 'mime-version', 'references', 'subject', 'to', 'x-wirewatch-delivery'],
    ];
    const words = fc.oneof(
      fc.constantFrom(
        '\r\nBcc: victim@example.com',
        '\nX-Evil: 1',
        '\r\n\r\nbody',
        '\u2028X-Evil: 1',
        '\u0000',
        '=?utf-8?q?=0D=0AX-Evil:1?=',
      ),
      fc.string({ unit: 'binary', maxLength: 20 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(words, { minLength: 1, maxLength: 4 }), async (parts) => {
        const content = parts.join('');
        const story = { title: content, text: content, sourceName: content, url: content, language: content };
        const told = {
          topics: [{ slug: content, name: content, score: 1 }],
          storyPageUrl: `https://w.example/${content}`,
        };
        const earlier = { deliveryId: '0195a1b2-0000-7000-8000-000000000001', reference: `<a@b>${content}` };
        const topics = [{ slug: content, name: content, events: [digestEvent(story)] }];
        const messages = [
          alertMessage(story, { ...told, unsubscribeUrl: `https://wirewatch.example/u?t=${content}` }),
          updateMessage({ ...told, firstTitle: content, earlier, update: 'development' }, story),
          digestMessage({ subscriptionName: content, topics }),
          confirmationMessage({ subscriberName: content, targetLabel: content }),
          noticeMessage({ subscriberName: content, targetLabel: content, text: content }),
        ];
        const before = server.sources.length;
        for (const message of messages) {
          expect(await channel.send(message, address, never)).toMatchObject({ kind: 'sent' });
        }
        for (const source of server.sources.slice(before)) {
          const head = (source.split('\r\n\r\n')[0] ?? '').replace(/\r\n(?=[ \t])/g, '');
          const names = head.split('\r\n').map((line) => line.split(':')[0]?.toLowerCase() ?? '');
          expect(names.filter((name) => !ours.includes(name))).toEqual([]);
          expect(new Set(names).size).toBe(names.length);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('threads an update under its alert', async () => {
    await channel.send(alertMessage(), address, never);
    await channel.send(updateMessage({ update: 'development' }), address, never);
    const [alert, update] = server.messages;
    expect(update?.inReplyTo).toBe(alert?.messageId);
    expect(update?.references).toBe(alert?.messageId);
    expect(update?.subject).toBe(`Re: ${alert?.subject}`);
  });

  it('sends every kind in two parts that say the same', async () => {
    for (const message of messagesOfEveryKind()) {
      if (message.kind !== 'edit') await channel.send(message, address, never);
    }
    expect(server.messages).toHaveLength(7);
    for (const { text, html } of server.messages) {
      expect(text?.length).toBeGreaterThan(100);
      expect(html).toMatch(/^<!doctype html>/);
    }
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
