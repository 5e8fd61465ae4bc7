import { Agent } from 'undici';
import {
  alertMessage,
  confirmationMessage,
  editMessage,
  messagesOfEveryKind,
} from '../../../test/support/delivery-messages.js';
import { createChannels } from '../channels.js';
import { type MailboxEntry, type StoreInMailbox } from './mailbox-entry.js';

const signal = new AbortController().signal;

function openChannels(storeInMailbox: StoreInMailbox) {
  return createChannels({
    mailFrom: 'Wirewatch <alerts@wirewatch.example>',
    publicUrl: 'http://localhost:3000',
    agent: new Agent(),
    storeInMailbox,
    timeoutMs: 1_000,
  });
}

describe.each([
  ['mailbox', {}, 'Mailbox', 'Mailbox'],
  ['email', { address: 'olena@desk.example' }, 'olena@desk.example', 'olena@desk.example'],
] as const)('the %s channel without a mail server', (kind, address, to, description) => {
  const kept: MailboxEntry[] = [];
  const channel = openChannels(async (entry) => void kept.push(entry))[kind];
  beforeEach(() => {
    kept.length = 0;
  });

  it('keeps the mail as it would have been sent', async () => {
    const messageId = '<0195a1b2-0000-7000-8000-000000000001@localhost>';
    expect(await channel.send(alertMessage(), address, signal)).toEqual({ kind: 'sent', reference: messageId });
    expect(kept).toEqual([
      {
        deliveryId: '0195a1b2-0000-7000-8000-000000000001',
        to,
        from: 'Wirewatch <alerts@wirewatch.example>',
        subject: '[Russia–North Korea pact] Kim and Putin sign comprehensive partnership treaty in Pyongyang',
        text: expect.stringContaining('Why you get this'),
        html: expect.stringContaining('<!doctype html>'),
        headers: {
          'Message-ID': messageId,
          'Auto-Submitted': 'auto-generated',
          'X-Wirewatch-Delivery': '0195a1b2-0000-7000-8000-000000000001',
          'List-Unsubscribe': '<https://wirewatch.example/subscriptions/unsubscribe?token=signed.unsubscribe>',
          'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        },
      },
    ]);
    expect(channel.describe(address)).toBe(description);
  });

  it('keeps a confirmation too', async () => {
    expect(await channel.send(confirmationMessage(), address, signal)).toMatchObject({ kind: 'sent' });
    expect(kept).toMatchObject([{ text: expect.stringContaining('/targets/confirm?token=signed.confirm') }]);
  });

  it('keeps every kind of message as a mail, but edits', async () => {
    expect(channel.canEdit(address)).toBe(false);
    expect(await channel.send(editMessage(), address, signal)).toMatchObject({ kind: 'rejected' });
    const messages = messagesOfEveryKind().filter(({ kind: messageKind }) => messageKind !== 'edit');
    for (const message of messages) {
      expect(await channel.send(message, address, signal)).toMatchObject({ kind: 'sent' });
    }
    expect(kept.map(({ deliveryId }) => deliveryId)).toEqual(messages.map(({ deliveryId }) => deliveryId));
  });

  it('keeps nothing once its signal has ended', async () => {
    expect(await channel.send(alertMessage(), address, AbortSignal.abort())).toMatchObject({ reason: 'aborted' });
    expect(kept).toEqual([]);
  });

  it('does not say sent when the message could not be kept', async () => {
    const broken = openChannels(() => Promise.reject(new Error('no database')))[kind];
    await expect(broken.send(alertMessage(), address, signal)).rejects.toThrow('no database');
  });
});
