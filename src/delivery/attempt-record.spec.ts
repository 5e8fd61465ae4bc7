import { type EndedSend, toAttemptRecord, toCancelledRecord } from './attempt-record.js';
import type { SendOutcome } from './send-outcome.js';

const now = new Date('2026-11-24T12:00:00Z');
const DAY_MS = 24 * 60 * 60_000;
const daysAgo = (days: number) => new Date(now.getTime() - days * DAY_MS);
const rules = { now, random: () => 0.5, giveUpMs: 5 * DAY_MS };
const send = (target: Partial<EndedSend['target']> = {}, fields: Partial<EndedSend> = {}): EndedSend => ({
  id: 'delivery',
  attempt: 1,
  kind: 'alert',
  target: { kind: 'webhook', failingSince: null, ...target },
  ...fields,
});
const timeout: SendOutcome = { kind: 'retry', reason: 'timeout', detail: 'no answer in time' };

describe('toAttemptRecord', () => {
  it('keeps what the receiver calls the message', () => {
    expect(toAttemptRecord(send(), { kind: 'sent', reference: 'ts-1' }, rules)).toMatchObject({
      state: 'sent',
      reference: 'ts-1',
      nextAttemptAt: null,
    });
  });

  it('tries again on schedule, and gives the message up when all attempts are used', () => {
    expect(toAttemptRecord(send(), timeout, rules)).toMatchObject({
      state: 'pending',
      outcome: 'retry',
      nextAttemptAt: new Date(now.getTime() + 5_000),
    });
    expect(toAttemptRecord(send({}, { attempt: 8 }), timeout, rules)).toMatchObject({
      state: 'dead',
      nextAttemptAt: null,
    });
  });

  it.each<[string, Partial<EndedSend>, EndedSend['target']['kind'], boolean]>([
    ['a test message proves that a webhook is wanted', { kind: 'confirmation' }, 'webhook', true],
    ['an alert proves nothing', { kind: 'alert' }, 'webhook', false],
    ['for email the click on the link is the proof', { kind: 'confirmation' }, 'email', false],
  ])('%s', (_, fields, kind, verifiesTarget) => {
    const record = toAttemptRecord(send({ kind }, fields), { kind: 'sent' }, rules);
    expect(record.verifiesTarget).toBe(verifiesTarget);
  });

  it.each<[string, SendOutcome, Date | null]>([
    [
      'a wish',
      { kind: 'retry', reason: 'rate-limited', detail: '429', afterMs: 30_000 },
      new Date(now.getTime() + 30_000),
    ],
    [
      'a wish for ever',
      { kind: 'retry', reason: 'rate-limited', detail: '429', afterMs: 9e9 },
      new Date(now.getTime() + 3_600_000),
    ],
    ['no wish', { kind: 'retry', reason: 'rate-limited', detail: '429' }, null],
    ['another trouble', { kind: 'retry', reason: 'server-error', detail: '503', afterMs: 30_000 }, null],
  ])('leaves an address alone for all, when it asks for it: %s', (_, outcome, restUntil) => {
    expect(toAttemptRecord(send(), outcome, rules).restUntil).toEqual(restUntil);
  });

  it.each<[string, EndedSend, SendOutcome, string | null]>([
    ['its first failure', send(), timeout, null],
    ['failing for less than five days', send({ failingSince: daysAgo(4.99) }), timeout, null],
    ['failing for five days', send({ failingSince: daysAgo(5) }), timeout, 'failures'],
    [
      'rejecting for five days',
      send({ failingSince: daysAgo(5) }),
      { kind: 'rejected', reason: 'http-status', detail: '404' },
      'failures',
    ],
    [
      'five days, and then our own fault',
      send({ failingSince: daysAgo(5) }),
      { ...timeout, reason: 'internal-error' },
      null,
    ],
    [
      'five days of a mail server of ours that is down',
      send({ kind: 'email', failingSince: daysAgo(5) }),
      timeout,
      null,
    ],
    [
      'an answer that it is gone',
      send(),
      { kind: 'rejected', reason: 'gone', detail: '410', disableTarget: true },
      'answer',
    ],
    ['taking a message after five days', send({ failingSince: daysAgo(6) }), { kind: 'sent' }, null],
  ])('gives a target up, or not: %s', (_, ended, outcome, givesUp) => {
    expect(toAttemptRecord(ended, outcome, rules).givesUp).toBe(givesUp);
  });

  it('what was stopped counts against nobody', () => {
    expect(toCancelledRecord({ id: 'delivery', attempt: 2 }, 'unsubscribed', now)).toMatchObject({
      state: 'cancelled',
      outcome: 'cancelled',
      reason: 'unsubscribed',
      isTargetFault: false,
      givesUp: null,
    });
  });
});
