import fc from 'fast-check';
import { quietUntil } from './quiet-hours.js';

const night = (timeZone: string, from = '22:00', until = '07:00') => ({ quietFrom: from, quietUntil: until, timeZone });
const none = { quietFrom: null, quietUntil: null, timeZone: 'Europe/Kyiv' };

describe('quiet hours', () => {
  it.each<[string, ReturnType<typeof night> | typeof none, string, string | null]>([
    ['never hold where there are none', none, '2026-11-24T22:00:00Z', null],
    ['hold from their first moment', night('Europe/Kyiv'), '2026-11-24T20:00:00Z', '2026-11-25T05:00:00Z'],
    ['do not hold right before', night('Europe/Kyiv'), '2026-11-24T19:59:59.999Z', null],
    ['hold after midnight', night('Europe/Kyiv'), '2026-11-25T04:59:59.999Z', '2026-11-25T05:00:00Z'],
    ['end with their last moment', night('Europe/Kyiv'), '2026-11-25T05:00:00Z', null],
    ['hold by day too', night('Asia/Seoul', '12:00', '13:30'), '2026-11-24T03:10:00Z', '2026-11-24T04:30:00Z'],
    ['do not hold around the day', night('Asia/Seoul', '12:00', '13:30'), '2026-11-24T13:10:00Z', null],
    ['follow a zone of half hours', night('Asia/Kolkata'), '2026-11-24T16:30:00Z', '2026-11-25T01:30:00Z'],
    [
      'are an hour shorter when clocks go forward',
      night('America/New_York'),
      '2026-03-08T03:00:00Z',
      '2026-03-08T11:00:00Z',
    ],
    [
      'are an hour longer when clocks go back',
      night('America/New_York'),
      '2026-11-01T02:00:00Z',
      '2026-11-01T12:00:00Z',
    ],
    [
      'end after the gap that takes their end',
      night('America/New_York', '22:00', '02:30'),
      '2026-03-08T06:59:00Z',
      '2026-03-08T07:00:00Z',
    ],
    ['do not hold once that gap is over', night('America/New_York', '22:00', '02:30'), '2026-03-08T07:00:00Z', null],
    [
      'begin after the gap that takes their beginning',
      night('America/New_York', '02:30', '05:00'),
      '2026-03-08T07:00:00Z',
      '2026-03-08T09:00:00Z',
    ],
    [
      'are not there when the gap takes all of them',
      night('America/New_York', '02:10', '02:50'),
      '2026-03-08T07:00:00Z',
      null,
    ],
    [
      'end at the first of two',
      night('America/New_York', '22:00', '01:30'),
      '2026-11-01T05:29:00Z',
      '2026-11-01T05:30:00Z',
    ],
    ['do not come back at the second', night('America/New_York', '22:00', '01:30'), '2026-11-01T06:10:00Z', null],
    [
      'begin at the first of two',
      night('Australia/Lord_Howe', '01:45', '06:00'),
      '2026-04-04T14:50:00Z',
      '2026-04-04T19:30:00Z',
    ],
    ['go on over a day that was left out', night('Pacific/Apia'), '2011-12-30T09:00:00Z', '2011-12-30T17:00:00Z'],
    ['hold almost all day', night('UTC', '08:01', '08:00'), '2026-11-24T08:01:00Z', '2026-11-25T08:00:00Z'],
    ['let a minute through', night('UTC', '08:01', '08:00'), '2026-11-24T08:00:30Z', null],
  ])('%s', (_, policy, now, expected) => {
    const end = quietUntil(policy, new Date(now));
    expect(end?.toISOString() ?? null).toBe(expected && new Date(expected).toISOString());
  });

  const zones = ['Europe/Kyiv', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'America/Sao_Paulo', 'UTC'];
  const times = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
  const anyTime = fc.integer({ min: Date.parse('2015-01-01'), max: Date.parse('2035-01-01') });

  it('hold until their end and not from it on, whenever one asks, and in whichever order', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        times,
        times,
        anyTime,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (timeZone, from, until, now, share) => {
          fc.pre(from !== until);
          const policy = night(timeZone, from, until);
          const end = quietUntil(policy, new Date(now));
          if (end === null) return;
          expect(end.getTime()).toBeGreaterThan(now);
          expect(end.getTime() - now).toBeLessThanOrEqual(25 * 60 * 60_000);
          const between = new Date(now + Math.floor((end.getTime() - now) * share));
          expect(quietUntil(policy, between)?.getTime()).toBe(between < end ? end.getTime() : undefined);
          expect(quietUntil(policy, end)).toBeNull();
        },
      ),
      { numRuns: 500 },
    );
  });

  it('hold exactly while the clock shows a time within them, on days without a change', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        times,
        times,
        fc.integer({ min: 0, max: 24 * 60 - 1 }),
        (timeZone, from, until, minute) => {
          fc.pre(from !== until);
          const now = new Date(Date.parse('2026-06-10T00:00:00Z') + minute * 60_000);
          const shown = new Intl.DateTimeFormat('sv-SE', { timeZone, timeStyle: 'short' }).format(now);
          const within = from < until ? from <= shown && shown < until : from <= shown || shown < until;
          const end = quietUntil(night(timeZone, from, until), now);
          expect(end !== null).toBe(within);
          if (end) expect(new Intl.DateTimeFormat('sv-SE', { timeZone, timeStyle: 'short' }).format(end)).toBe(until);
        },
      ),
      { numRuns: 500 },
    );
  });
});
