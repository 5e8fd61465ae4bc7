import fc from 'fast-check';
import { type DigestPolicy, nextDigestAt } from './digest-time.js';
import { nextFullHourAt } from './local-time.js';
import { timeZoneSchema } from './locale.js';

const zones = [
  'Europe/Kyiv',
  'America/New_York',
  'Asia/Kolkata',
  'Asia/Seoul',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'America/Sao_Paulo',
  // Until 2011 it was put back at 00:01, from one day into the day before.
  'America/St_Johns',
  'Asia/Kathmandu',
  'UTC',
];

const daily = (digestTime: string, timeZone: string): DigestPolicy => ({
  cadence: 'daily',
  digestTime,
  digestWeekday: 1,
  timeZone,
});
const weekly = (digestWeekday: number, digestTime: string, timeZone: string): DigestPolicy => ({
  cadence: 'weekly',
  digestTime,
  digestWeekday,
  timeZone,
});

describe('the next digest', () => {
  it.each<[string, DigestPolicy, string, string]>([
    ['later today', daily('08:00', 'Europe/Kyiv'), '2026-11-24T05:59:59.999Z', '2026-11-24T06:00:00Z'],
    ['tomorrow when it is due now', daily('08:00', 'Europe/Kyiv'), '2026-11-24T06:00:00Z', '2026-11-25T06:00:00Z'],
    ['on the day that it is there', daily('08:00', 'Asia/Seoul'), '2026-11-23T23:30:00Z', '2026-11-24T23:00:00Z'],
    ['beside the full hour', daily('08:00', 'Asia/Kolkata'), '2026-11-24T02:29:00Z', '2026-11-24T02:30:00Z'],
    [
      'an hour earlier since the clock went forward',
      daily('08:00', 'Europe/Kyiv'),
      '2026-03-28T12:00:00Z',
      '2026-03-29T05:00:00Z',
    ],
    [
      'right after the gap, in New York',
      daily('02:30', 'America/New_York'),
      '2026-03-08T06:00:00Z',
      '2026-03-08T07:00:00Z',
    ],
    [
      'right after the gap, when it is its first minute',
      daily('03:00', 'Europe/Kyiv'),
      '2026-03-28T23:30:00Z',
      '2026-03-29T01:00:00Z',
    ],
    [
      'the day after, once the gap is over',
      daily('02:30', 'America/New_York'),
      '2026-03-08T07:00:00Z',
      '2026-03-09T06:30:00Z',
    ],
    [
      'right after half an hour’s gap',
      daily('02:15', 'Australia/Lord_Howe'),
      '2026-10-03T15:00:00Z',
      '2026-10-03T15:30:00Z',
    ],
    ['at the first of two', daily('01:30', 'America/New_York'), '2026-11-01T05:00:00Z', '2026-11-01T05:30:00Z'],
    ['not at the second of two', daily('01:30', 'America/New_York'), '2026-11-01T05:30:00Z', '2026-11-02T06:30:00Z'],
    ['not between the two', daily('01:30', 'America/New_York'), '2026-11-01T06:15:00Z', '2026-11-02T06:30:00Z'],
    [
      'at the first of two, half an hour apart',
      daily('01:45', 'Australia/Lord_Howe'),
      '2026-04-04T14:00:00Z',
      '2026-04-04T14:45:00Z',
    ],
    [
      'not at the second, half an hour later',
      daily('01:45', 'Australia/Lord_Howe'),
      '2026-04-04T14:45:00Z',
      '2026-04-05T15:15:00Z',
    ],
    [
      'when the day that was left out is over',
      daily('08:00', 'Pacific/Apia'),
      '2011-12-29T18:00:00Z',
      '2011-12-30T10:00:00Z',
    ],
    ['where midnight is skipped', daily('00:00', 'America/Sao_Paulo'), '2018-11-03T12:00:00Z', '2018-11-04T03:00:00Z'],
    [
      'where the clock is put back over midnight',
      daily('23:30', 'America/Sao_Paulo'),
      '2018-02-18T02:10:00Z',
      '2018-02-19T02:30:00Z',
    ],
    ['this week', weekly(5, '17:00', 'Europe/Kyiv'), '2026-11-24T12:00:00Z', '2026-11-27T15:00:00Z'],
    ['in a week when it is due now', weekly(2, '14:00', 'Europe/Kyiv'), '2026-11-24T12:00:00Z', '2026-12-01T12:00:00Z'],
    [
      'on the Sunday of the gap',
      weekly(7, '02:30', 'America/New_York'),
      '2026-03-02T12:00:00Z',
      '2026-03-08T07:00:00Z',
    ],
    [
      'on the weekday that it is there',
      weekly(1, '07:00', 'Asia/Seoul'),
      '2026-11-22T21:00:00Z',
      '2026-11-22T22:00:00Z',
    ],
    [
      'after the Friday that was left out',
      weekly(5, '08:00', 'Pacific/Apia'),
      '2011-12-27T00:00:00Z',
      '2011-12-30T10:00:00Z',
    ],
    [
      'at the next hour',
      { ...daily('08:00', 'Asia/Kolkata'), cadence: 'hourly' },
      '2026-11-24T12:00:00Z',
      '2026-11-24T12:30:00Z',
    ],
  ])('is %s', (_, policy, now, expected) => {
    expect(nextDigestAt(policy, new Date(now)).toISOString()).toBe(new Date(expected).toISOString());
  });

  it.each<[string, string, string, string]>([
    ['the next hour', 'Europe/Kyiv', '2026-11-24T12:00:00.001Z', '2026-11-24T13:00:00Z'],
    ['an hour on when it is full now', 'Europe/Kyiv', '2026-11-24T12:00:00Z', '2026-11-24T13:00:00Z'],
    ['half past elsewhere', 'Asia/Kolkata', '2026-11-24T12:00:00Z', '2026-11-24T12:30:00Z'],
    ['a quarter past elsewhere', 'Asia/Kathmandu', '2026-11-24T12:00:00Z', '2026-11-24T12:15:00Z'],
    ['three, after the hour that is skipped', 'America/New_York', '2026-03-08T06:10:00Z', '2026-03-08T07:00:00Z'],
    ['one again, in the hour that comes twice', 'America/New_York', '2026-11-01T05:10:00Z', '2026-11-01T06:00:00Z'],
    [
      'three, after the half hour that is skipped',
      'Australia/Lord_Howe',
      '2026-10-03T15:10:00Z',
      '2026-10-03T16:00:00Z',
    ],
    ['two, once the half hour has come twice', 'Australia/Lord_Howe', '2026-04-04T14:50:00Z', '2026-04-04T15:30:00Z'],
    ['of a day that was left out no hour', 'Pacific/Apia', '2011-12-30T09:30:00Z', '2011-12-30T10:00:00Z'],
  ])('full hour is %s', (_, timeZone, now, expected) => {
    expect(nextFullHourAt(timeZone, new Date(now)).toISOString()).toBe(new Date(expected).toISOString());
  });

  const MINUTE = 60_000;
  /** What a clock on the wall shows, by Intl alone: texts in the order of time. */
  const wallClock = (timeZone: string) => {
    const format = new Intl.DateTimeFormat('sv-SE', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    return (at: number) => format.format(at);
  };
  // Around the changes of these years, and anywhere.
  const nows = fc.oneof(
    fc
      .constantFrom(
        '2026-03-08',
        '2026-03-29',
        '2026-04-04',
        '2026-10-03',
        '2026-10-25',
        '2026-11-01',
        '2011-12-30',
        '2010-11-07',
        '2018-11-04',
        '2018-02-18',
      )
      .chain((day) => fc.integer({ min: -30 * 60, max: 30 * 60 }).map((minutes) => Date.parse(day) + minutes * MINUTE)),
    fc.integer({ min: Date.parse('2008-01-01'), max: Date.parse('2035-01-01') }),
  );
  const times = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));

  it('is the first moment at which the clock has come to the time, for any zone and time', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), times, nows, (timeZone, digestTime, now) => {
        const clock = wallClock(timeZone);
        const found = nextDigestAt(daily(digestTime, timeZone), new Date(now)).getTime();
        expect(found).toBeGreaterThan(now);
        // Naively: minute by minute, with the highest that the clock ever showed.
        let highest = clock(now - 50 * 60 * MINUTE);
        const start = Math.floor(now / MINUTE) * MINUTE;
        for (let at = start - 50 * 60 * MINUTE; ; at += MINUTE) {
          const shown = clock(at);
          if (shown <= highest) continue;
          const due = datesBetween(highest, shown).some((date) => {
            const time = `${date} ${digestTime}:00`;
            return highest < time && time <= shown;
          });
          highest = shown;
          if (due && at > now) {
            expect(new Date(found).toISOString()).toBe(new Date(at).toISOString());
            return;
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  it('leaves out no full hour and no day, and never stands still', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), times, nows, (timeZone, digestTime, now) => {
        const clock = wallClock(timeZone);
        const hours: number[] = [];
        const end = now + 30 * 60 * MINUTE;
        for (let at = new Date(now); hours.length < 50; hours.push(at.getTime())) at = nextFullHourAt(timeZone, at);
        const naive: number[] = [];
        for (let at = Math.floor(now / MINUTE) * MINUTE + MINUTE; at <= end; at += MINUTE) {
          if (clock(at).endsWith(':00:00')) naive.push(at);
        }
        expect(hours.filter((at) => at <= end)).toEqual(naive);
        const days: number[] = [];
        for (let at = new Date(now); days.length < 5; days.push(at.getTime()))
          at = nextDigestAt(daily(digestTime, timeZone), at);
        for (const [index, at] of days.entries()) {
          const since = (at - (days[index - 1] ?? now)) / (60 * MINUTE);
          expect(since).toBeGreaterThan(0);
          expect(since).toBeLessThanOrEqual(25);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('is known in every zone that a subscriber may live in', () => {
    const now = new Date('2026-11-24T12:34:56Z');
    for (const timeZone of [...Intl.supportedValuesOf('timeZone'), 'europe/kyiv', 'US/Eastern', 'EST', 'Etc/GMT+5']) {
      expect(timeZoneSchema.safeParse(timeZone).success).toBe(true);
      const due = nextDigestAt(daily('08:00', timeZone), now);
      expect(`${timeZone} ${wallClock(timeZone)(due.getTime()).slice(-8)}`).toBe(`${timeZone} 08:00:00`);
    }
  });

  it('is told ten thousand times for one story in well under a second', () => {
    const policies = Array.from({ length: 10_000 }, (_, index) =>
      daily(
        `${String(index % 24).padStart(2, '0')}:${String(index % 60).padStart(2, '0')}`,
        zones[index % zones.length] ?? 'UTC',
      ),
    );
    const now = new Date('2026-11-24T12:34:56Z');
    const started = performance.now();
    for (const policy of policies) nextDigestAt(policy, now);
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});

/** The dates of two wall-clock texts and of those between them. */
function datesBetween(from: string, until: string): string[] {
  const dates: string[] = [];
  for (let at = Date.parse(from.slice(0, 10)); at <= Date.parse(until.slice(0, 10)); at += 24 * 60 * 60_000) {
    dates.push(new Date(at).toISOString().slice(0, 10));
  }
  return dates;
}
