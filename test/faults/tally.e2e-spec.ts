import {
  type Acceptance,
  type AlertRecord,
  type DeliveryRecord,
  describeTally,
  type PermittedRepeat,
  type Tally,
  tally,
} from './tally.js';

const pair = { subscription: 'email-001', event: 'Evt0001' };
const delivery: DeliveryRecord = { id: 'd', kind: 'alert', state: 'sent', unrecorded: 0, unanswered: 0, attempts: [] };
const alert = (...deliveries: Partial<DeliveryRecord>[]): AlertRecord => ({
  ...pair,
  deliveries: deliveries.map((fields) => ({ ...delivery, ...fields })),
});
const message = { ...pair, id: 'd' };
const other = { subscription: 'decoy', event: 'Evt0001' };
const whole = { alerts: 1, sent: 1, repeated: 0, unexplained: 0, lost: 0, unexpected: 0, unrecorded: 0 };

const cases: [string, AlertRecord[], Acceptance[], PermittedRepeat, Partial<Tally>][] = [
  ['one message for one alert', [alert({})], [message], 'none', {}],
  ['no alert', [], [], 'none', { alerts: 0, sent: 0, lost: 1, unrecorded: 1 }],
  ['an alert without a message, said to be sent', [alert({})], [], 'none', { sent: 0, lost: 1 }],
  ['a message that nobody recorded', [alert({ state: 'pending' })], [message], 'none', { unrecorded: 1 }],
  ['a repetition without a reason', [alert({})], [message, message], 'crash', { repeated: 1, unexplained: 1 }],
  ['a repetition after a crash', [alert({ unrecorded: 1 })], [message, message], 'crash', { repeated: 1 }],
  [
    'more repetitions than crashes',
    [alert({ unrecorded: 1 })],
    [message, message, message],
    'crash',
    { repeated: 2, unexplained: 1 },
  ],
  [
    'a repetition after a crash where there was none',
    [alert({ unrecorded: 1 })],
    [message, message],
    'none',
    { repeated: 1, unexplained: 1 },
  ],
  ['a repetition after silence', [alert({ unanswered: 1 })], [message, message], 'silence', { repeated: 1 }],
  [
    'a repetition under another id',
    [alert({ unrecorded: 1 })],
    [message, { ...message, id: 'e' }],
    'crash',
    { repeated: 1, unexpected: 1 },
  ],
  ['two deliveries of one alert', [alert({}, {})], [message], 'none', { unexpected: 1 }],
  ['two alerts of one event', [alert({}), alert({})], [message], 'none', { unexpected: 1 }],
  ['a message to somebody else', [alert({})], [message, { ...other, id: 'x' }], 'none', { unexpected: 1 }],
  ['an alert for somebody else', [alert({}), { ...other, deliveries: [] }], [message], 'none', { unexpected: 1 }],
];

describe('tally', () => {
  it.each(cases)('counts %s', (_, alerts, accepted, permitted, expected) => {
    expect(tally([pair], alerts, accepted, permitted)).toMatchObject({ ...whole, ...expected });
  });

  it('is said in one line', () => {
    const counts = tally([pair], [alert({ unrecorded: 1 })], [message, message], 'crash');
    expect(describeTally('SIGKILL x5', counts)).toBe(
      'SIGKILL x5: 1 alerts, 1 sent, 1 repeated (same id), 0 lost, 0 unexpected',
    );
  });
});
