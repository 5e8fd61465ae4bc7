import { type FetchOutcome } from '../fetch/fetch-outcome.js';
import { createOutageSense } from './own-outage.js';

const start = new Date('2026-03-01T12:00:00Z');
const after = (seconds: number) => new Date(start.getTime() + seconds * 1_000);
const failed = (reason: Extract<FetchOutcome, { kind: 'failed' }>['reason']): FetchOutcome => ({
  kind: 'failed',
  reason,
  message: '',
});
const answered: FetchOutcome = { kind: 'not-modified', finalUrl: 'https://a.example' };

/** Fetches a second apart, the hosts in turn. */
function sense(outcomes: FetchOutcome[], hosts: number, askedAfterSeconds = 0) {
  const outages = createOutageSense();
  for (const [index, outcome] of outcomes.entries()) outages.note(`${index % hosts}.example`, outcome, after(index));
  return outages.isOutage(after(outcomes.length - 1 + askedAfterSeconds));
}

describe('createOutageSense', () => {
  const eight = Array.from({ length: 8 }, () => failed('dns'));
  it.each<[string, boolean, boolean]>([
    ['nothing answers at many hosts', sense(eight, 4), true],
    [
      'it is a mixture of unreachable and slow',
      sense([...eight.slice(4), ...Array<FetchOutcome>(4).fill(failed('timeout'))], 5),
      true,
    ],
    ['it is only a few fetches', sense(eight.slice(1), 7), false],
    ['it is only a few hosts', sense(eight, 3), false],
    ['one has answered since', sense([...eight, answered], 9), false],
    ['one has refused since, for a refusal is an answer', sense([...eight, failed('http-status')], 9), false],
    ['one was given up at our own shutdown', sense([...eight, failed('aborted')], 9), true],
    ['it was long ago', sense(eight, 4, 121), false],
  ])('sees our own outage or none where %s', (_, actual, expected) => {
    expect(actual).toBe(expected);
  });
});
