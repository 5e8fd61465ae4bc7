import { type FetchOutcome } from '../fetch/fetch-outcome.js';
import { nextFetchAt, type NextFetchInput } from './next-fetch-at.js';

const now = new Date('2026-03-01T12:00:00Z');
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const unchanged = (maxAgeMs?: number): FetchOutcome => ({
  kind: 'not-modified',
  finalUrl: 'https://a.example',
  maxAgeMs,
});
const failed: FetchOutcome = { kind: 'failed', reason: 'timeout', message: 'slow' };
const busy = (afterMs?: number): FetchOutcome => ({ kind: 'retry-later', status: 429, afterMs });
const hints = (fields: Partial<NonNullable<NextFetchInput['hints']>>) => ({
  hints: { skipHours: [], skipDays: [], ...fields },
});

/** Minutes to wait, and why. Unless told otherwise: an unchanged feed of unknown rhythm whose validators work, without jitter. */
function plan(fields: Partial<NextFetchInput>, spread = 0.5): [number, string] {
  const { at, reason } = nextFetchAt({
    outcome: unchanged(),
    consecutiveFailures: 0,
    deskIntervalMs: null,
    defaultIntervalMs: 10 * minute,
    publicationGapMs: null,
    validatorsWork: true,
    hasValidators: true,
    hints: null,
    pushFloorMs: 0,
    concern: null,
    isOwnOutage: false,
    now,
    random: () => spread,
    ...fields,
  });
  return [(at.getTime() - now.getTime()) / minute, reason];
}
const rounded = ([minutes, reason]: [number, string]) => [Math.round(minutes * 10) / 10, reason];

describe('nextFetchAt', () => {
  it.each<[string, [number, string], [number, string]]>([
    ['waits the default while the rhythm is unknown', plan({}), [10, 'rate-unknown']],
    ['asks eight times between two items', plan({ publicationGapMs: 40 * minute }), [5, 'publication-rate']],
    ['asks a slow feed hourly all the same', plan({ publicationGapMs: 30 * day }), [60, 'publication-rate']],
    ['never asks more than once a minute', plan({ publicationGapMs: minute }), [1, 'publication-rate']],
    ['spreads downwards', plan({}, 0), [9, 'rate-unknown']],
    ['spreads upwards', plan({}, 0.999_999), [11, 'rate-unknown']],
    ['waits for max-age where that is longer', plan({ outcome: unchanged(40 * minute) }), [41, 'max-age']],
    ['does not undercut max-age by jitter', plan({ outcome: unchanged(10 * minute) }, 0), [10, 'max-age']],
    ['takes no notice of a shorter max-age', plan({ outcome: unchanged(minute) }), [10, 'rate-unknown']],
    ['does not wait for a max-age of a year', plan({ outcome: unchanged(365 * day) }), [1_440, 'max-age']],
    ['waits for ttl', plan(hints({ ttlMs: 30 * minute }), 0), [30, 'ttl']],
    ['waits for the update period', plan(hints({ updateMs: 2 * hour }), 0), [120, 'update-period']],
    [
      'asks no oftener than hourly where the whole document comes each time',
      plan({ hasValidators: false, validatorsWork: null }, 0),
      [60, 'no-cache-hints'],
    ],
    ['nor where validators were seen not to work', plan({ validatorsWork: false }, 0), [60, 'no-cache-hints']],
    [
      'but as often as its cache hints permit',
      plan({ validatorsWork: false, outcome: unchanged(2 * minute) }),
      [10, 'rate-unknown'],
    ],
    ['lets pushes stand in for polls', plan({ pushFloorMs: hour }, 0), [60, 'pushed']],
    [
      'lets the desk decide over what was observed and what the document asks',
      plan({ deskIntervalMs: 2 * minute, publicationGapMs: day, hasValidators: false, ...hints({ ttlMs: hour }) }),
      [2, 'desk-interval'],
    ],
    [
      'hurries when items were missed',
      plan({ publicationGapMs: 80 * minute, concern: 'missed-items' }),
      [5, 'missed-items'],
    ],
    [
      'hurries when a feed has gone quiet, whatever its ttl',
      plan({ publicationGapMs: day, concern: 'gone-quiet', ...hints({ ttlMs: day }) }),
      [10, 'gone-quiet'],
    ],
    ['doubles after the first failure', plan({ outcome: failed, consecutiveFailures: 1 }), [20, 'back-off']],
    ['doubles again after the third', plan({ outcome: failed, consecutiveFailures: 3 }), [80, 'back-off']],
    ['stays at a day after hundreds', plan({ outcome: failed, consecutiveFailures: 900 }), [1_440, 'back-off']],
    [
      'asks again soon when nothing can be reached',
      plan({ outcome: failed, consecutiveFailures: 9, isOwnOutage: true }),
      [1, 'own-outage'],
    ],
    ['honours Retry-After', plan({ outcome: busy(3 * hour), consecutiveFailures: 1 }, 0), [180, 'retry-after']],
    ['honours it over the desk', plan({ outcome: busy(3 * hour), deskIntervalMs: minute }, 0), [180, 'retry-after']],
    [
      'backs off further than a short Retry-After',
      plan({ outcome: busy(minute), consecutiveFailures: 2 }),
      [40, 'back-off'],
    ],
    ['backs off without Retry-After', plan({ outcome: busy(), consecutiveFailures: 2 }), [40, 'back-off']],
    ['does not wait for a Retry-After of a week', plan({ outcome: busy(7 * day) }), [1_440, 'retry-after']],
    ['asks a gone feed tomorrow at the soonest', plan({ outcome: { kind: 'gone', status: 410 } }), [1_440, 'gone']],
    ['skips hours', plan(hints({ skipHours: [12, 13] }), 0), [120, 'skip-hours']],
    ['does not skip an hour that it does not hit', plan(hints({ skipHours: [11, 13] })), [10, 'rate-unknown']],
    // The first of March 2026 is a Sunday.
    ['skips days', plan(hints({ skipDays: [0] }), 0), [720, 'skip-hours']],
    [
      'looks once a day where everything is skipped',
      plan(hints({ skipDays: [0, 1, 2, 3, 4, 5, 6] })),
      [1_450, 'skip-hours'],
    ],
    [
      'does not believe that every hour is to be skipped',
      plan(hints({ skipHours: Array.from({ length: 24 }, (_, hour) => hour) })),
      [10, 'rate-unknown'],
    ],
  ])('%s', (_, actual, expected) => {
    expect(rounded(actual)).toEqual(expected);
  });
});
