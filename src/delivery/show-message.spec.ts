import { alertMessage, editMessage, messagesOfEveryKind } from '../../test/support/delivery-messages.js';
import { showMessage } from './show-message.js';

const PUBLIC_URL = 'https://wirewatch.example';

describe('showMessage', () => {
  it.each(['email', 'slack', 'webhook', 'mailbox'] as const)(
    'shows every kind of message by %s, and no token',
    (kind) => {
      for (const message of messagesOfEveryKind()) {
        const shown = showMessage(message, kind, PUBLIC_URL);
        if (message.kind === 'edit' && kind !== 'slack') expect(shown).toBeNull();
        else expect(Object.values(shown ?? {}).filter((form) => form !== null)).toHaveLength(1);
        expect(JSON.stringify(shown)).not.toContain('token=signed');
      }
    },
  );

  it('shows a mail with its headers, and where its links lead', () => {
    const { email } = showMessage(alertMessage(), 'email', PUBLIC_URL) ?? {};
    expect(email?.headers).toMatchObject({
      'Message-ID': expect.stringMatching(/^<.*@wirewatch\.example>$/),
      'List-Unsubscribe': '<https://wirewatch.example/subscriptions/unsubscribe?token=masked>',
    });
    expect(email?.text).toContain('Change or pause: https://wirewatch.example/preferences?token=masked');
  });

  it('shows an edit to Slack as it will stand there', () => {
    expect(showMessage(editMessage(), 'slack', PUBLIC_URL)?.slack?.blocks.length).toBeGreaterThan(0);
  });

  it('shows a webhook without what it is signed with', () => {
    const { webhook } = showMessage(alertMessage(), 'webhook', PUBLIC_URL) ?? {};
    expect(Object.keys(webhook?.headers ?? {})).toEqual(['content-type', 'webhook-id']);
    expect(webhook?.body.type).toBe('alert.created');
  });
});
