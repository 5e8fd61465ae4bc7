import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createBounceAddresses } from './bounce-address.js';
import { type BounceReading, parseBounce } from './parse-bounce.js';

const folder = 'src/delivery/bounces/fixtures';
const id = '0195a1b2-0000-7000-8000-000000000001';
const addresses = createBounceAddresses('bounces@wirewatch.example', ['a key for tests']);

function readFixture(name: string): Buffer {
  return readFileSync(join(folder, `${name}.eml`));
}

function parse(source: Buffer, host = 'wirewatch.example'): Promise<BounceReading> {
  return parseBounce(source, { provenId: addresses.find(source.toString('latin1')), host });
}

const final = { kind: 'bounce', deliveryId: id, isFinal: true, isComplaint: false };
const passing = { ...final, isFinal: false };

const expected: Record<string, Record<string, unknown>> = {
  'postfix-unknown-user': {
    ...final,
    status: '5.1.1',
    detail: '550 5.1.1 <olena@desk.example>: Recipient address rejected: User unknown in virtual mailbox table',
  },
  'postfix-delayed': { ...passing, status: '4.4.1', detail: expect.stringContaining('Connection timed out') },
  'postfix-expired': { ...passing, status: '4.4.1' },
  'postfix-delivered': { kind: 'ignored', reason: 'delivered' },
  'exim-without-verp': { ...final, status: '5.1.1', detail: '550 5.1.1 No such user here' },
  'exim-plain': { ...final, status: '5.0.0' },
  'exchange-online': { ...final, status: '5.1.10', detail: expect.stringContaining('RecipientNotFound') },
  'exchange-mailbox-full': { ...final, status: '5.2.2' },
  'exchange-old-plain': { ...final, status: '5.1.1' },
  'gmail-no-such-user': { ...final, status: '5.1.1', detail: expect.stringContaining('does not exist') },
  mailgun: { ...final, status: '5.0.0', detail: '605 Not delivering to previously bounced address' },
  'amazon-ses': { ...final, status: '5.7.1' },
  qmail: { ...final, status: '5.1.1', detail: 'Sorry, no mailbox here by that name. (#5.1.1)' },
  'complaint-arf': { ...final, isComplaint: true, detail: 'complaint: abuse' },
  internationalized: { ...final, status: '5.1.1', detail: '550 5.1.1 немає такої скриньки' },
  'out-of-office': { kind: 'ignored', reason: 'auto-reply' },
  'answer-of-a-person': { kind: 'ignored', reason: 'not-a-report' },
};

describe('parseBounce', () => {
  it.each(Object.entries(expected))('reads %s', async (name, reading) => {
    expect(await parse(readFixture(name))).toMatchObject(reading);
  });

  it('is tested with every sample', () => {
    expect(readdirSync(folder).map((file) => file.replace('.eml', ''))).toEqual(Object.keys(expected).sort());
  });

  it.each(['exim-without-verp', 'exchange-online', 'amazon-ses'])(
    'knows the delivery of %s by the mail that was returned alone',
    async (name) => {
      const source = readFixture(name);
      expect(addresses.find(source.toString('latin1'))).toBeUndefined();
      expect(await parse(source)).toMatchObject({ kind: 'bounce', deliveryId: id });
    },
  );

  it('takes no other house’s message for one of ours', async () => {
    expect(await parse(readFixture('exchange-online'), 'other.example')).toEqual({
      kind: 'ignored',
      reason: 'names-no-delivery',
    });
  });

  it('takes the delivery that came back, not the one before it in the thread', async () => {
    const later = '0195a1b2-0000-7000-8000-0000000000aa';
    const source = readFixture('exchange-online')
      .toString()
      .replace(
        /^Message-ID: <0195a1b2.*$/m,
        `Message-ID: <${later}@wirewatch.example>\nIn-Reply-To: <${id}@wirewatch.example>`,
      );
    expect(await parse(Buffer.from(source))).toMatchObject({ deliveryId: later });
  });

  it.each([
    ['nothing', ''],
    ['noise', '\u0000\u0001\u0002'],
    ['a report without a report', 'Content-Type: multipart/report; boundary=x\n\n--x\n\nhello\n--x--\n'],
    [
      'an empty report',
      'Content-Type: multipart/report; boundary=x\n\n--x\nContent-Type: message/delivery-status\n\n\n--x--\n',
    ],
    ['a complaint that takes one back', 'Content-Type: message/feedback-report\n\nFeedback-Type: not-spam\n'],
  ])('ignores %s', async (_, source) => {
    expect(await parseBounce(Buffer.from(source), { provenId: id, host: 'wirewatch.example' })).toMatchObject({
      kind: 'ignored',
    });
  });

  it('reads any pieces of reports to a named end', async () => {
    const lines = Object.keys(expected).flatMap((name) => readFixture(name).toString().split('\n'));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...lines), { maxLength: 40 }), async (picked) => {
        const reading = await parse(Buffer.from(picked.join('\n')));
        expect(['bounce', 'ignored']).toContain(reading.kind);
        if (reading.kind === 'bounce') {
          expect(reading.status).toMatch(/^[45]\.\d{1,3}\.\d{1,3}$/);
          expect(reading.detail).not.toMatch(/[\r\n]/);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('createBounceAddresses', () => {
  const address = addresses.addressOf(id);

  it('names the delivery within what a mail server takes', () => {
    expect(address).toMatch(/^bounces\+0195a1b2-0000-7000-8000-000000000001\.[a-z0-9]{10}@wirewatch\.example$/);
    expect(address.indexOf('@')).toBeLessThanOrEqual(64);
  });

  it.each([
    ['as it is', address, id],
    ['in brackets, in capitals', `To: <${address.toUpperCase()}>`, id],
    ['at the end of a sentence', `Mail to ${address}.`, id],
    ['after a forged one', `${address.replace(/\.[a-z0-9]{10}@/, '.0123456789@')} ${address}`, id],
    ['of another delivery with this one’s token', address.replace('0001.', '0002.'), undefined],
    ['at another domain', `${address}.evil.example`, undefined],
    ['of another key', createBounceAddresses('bounces@wirewatch.example', ['another']).addressOf(id), undefined],
    ['none', 'bounces@wirewatch.example', undefined],
  ])('finds the address %s', (_, text, found) => {
    expect(addresses.find(text)).toBe(found);
  });

  it('still takes addresses of the key before', () => {
    const rotated = createBounceAddresses('bounces@wirewatch.example', ['a new key', 'a key for tests']);
    expect(rotated.find(address)).toBe(id);
    expect(rotated.addressOf(id)).not.toBe(address);
  });

  it('refuses an address with no room left', () => {
    expect(() => createBounceAddresses('the-bounces-of-our-desk@wirewatch.example', ['key'])).toThrow(
      'BOUNCE_ADDRESS: no more than 16 characters before the @',
    );
  });
});
