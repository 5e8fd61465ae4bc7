import { assignEvent, EVENT_WINDOW_MS } from './assign-event.js';

const at = (hours: number) => new Date(Date.UTC(2026, 0, 1) + hours * 3_600_000);
const story = { fingerprint: 'same words', fetchedAt: at(100) };

describe('assignEvent', () => {
  it.each([
    ['no neighbours', [], { kind: 'new' }],
    ['one told in other words', [{ eventId: 'a', fingerprint: 'other', firstSeenAt: at(99) }], { kind: 'new' }],
    [
      'one in the same words',
      [{ eventId: 'a', fingerprint: 'same words', firstSeenAt: at(99) }],
      { kind: 'join', eventId: 'a' },
    ],
    [
      'one at the edge of the window',
      [{ eventId: 'a', fingerprint: 'same words', firstSeenAt: at(28) }],
      { kind: 'join', eventId: 'a' },
    ],
    ['one before the window', [{ eventId: 'a', fingerprint: 'same words', firstSeenAt: at(27.9) }], { kind: 'new' }],
    [
      'two: the later one',
      [
        { eventId: 'a', fingerprint: 'same words', firstSeenAt: at(30) },
        { eventId: 'b', fingerprint: 'same words', firstSeenAt: at(90) },
      ],
      { kind: 'join', eventId: 'b' },
    ],
  ])('with %s', (_, neighbours, expected) => {
    expect(assignEvent(story, neighbours)).toEqual(expected);
  });

  it('keeps an event open for three days', () => {
    expect(EVENT_WINDOW_MS).toBe(72 * 3_600_000);
  });
});
