import type { TargetKind } from './channel.js';
import type { SendOutcome } from './send-outcome.js';
import { isTargetFault } from './target-fault.js';

const retry = (reason: Extract<SendOutcome, { kind: 'retry' }>['reason']): SendOutcome => ({
  kind: 'retry',
  reason,
  detail: 'so it was',
});
const rejected = (reason: Extract<SendOutcome, { kind: 'rejected' }>['reason']): SendOutcome => ({
  kind: 'rejected',
  reason,
  detail: 'so it was',
});

describe('isTargetFault', () => {
  it.each<[string, TargetKind, SendOutcome, boolean]>([
    ['a message that was taken', 'webhook', { kind: 'sent' }, false],
    ['a webhook that does not answer', 'webhook', retry('timeout'), true],
    ['a webhook that is not there', 'webhook', retry('connection'), true],
    ['a channel that refuses for now', 'slack', retry('rate-limited'), true],
    ['a mailbox that is full', 'email', retry('greylisted'), true],
    ['our mail server, which does not answer', 'email', retry('timeout'), false],
    ['our mail server, which is not there', 'email', retry('connection'), false],
    ['our mail server, which does not let us in', 'email', retry('sign-in-refused'), false],
    ['an error of our own', 'webhook', retry('internal-error'), false],
    ['a send that we gave up', 'webhook', retry('aborted'), false],
    ['an address that nobody knows', 'email', rejected('bad-address'), true],
    ['a webhook that answers 404', 'webhook', rejected('http-status'), true],
    ['one message that is not wanted', 'email', rejected('refused'), false],
  ])('%s', (_, kind, outcome, expected) => {
    expect(isTargetFault(kind, outcome)).toBe(expected);
  });
});
