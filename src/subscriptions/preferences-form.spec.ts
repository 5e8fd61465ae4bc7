import { readPreferencesForm } from './preferences-form.js';

const NOW = new Date('2026-11-24T23:30:00Z');
const ID = '01900000-0000-7000-8000-000000000001';
const RHYTHM = { cadence: 'daily', digestTime: '07:30', digestWeekday: '2', quietFrom: '22:00', quietUntil: '06:00' };
const save = (fields: object) => ({ action: 'save', subscription: ID, ...RHYTHM, ...fields });
const pause = (until: string) => ({ action: 'pause', subscription: ID, until });

describe('readPreferencesForm', () => {
  it('reads a rhythm, and empty quiet hours as none', () => {
    expect(readPreferencesForm(save({}), 'UTC', NOW)).toEqual({
      ok: true,
      action: { kind: 'save', subscriptionId: ID, fields: { ...RHYTHM, digestWeekday: 2 } },
    });
    expect(readPreferencesForm(save({ quietFrom: '', quietUntil: '' }), 'UTC', NOW)).toMatchObject({
      action: { fields: { quietFrom: null, quietUntil: null } },
    });
  });

  it.each([
    // It is the 25th there already.
    ['Europe/Kyiv', '2026-11-26', '2026-11-25T22:00:00.000Z'],
    ['UTC', '2026-11-25', '2026-11-25T00:00:00.000Z'],
    // Midnight is skipped there on this day.
    ['Africa/Cairo', '2027-04-30', '2027-04-29T22:00:00.000Z'],
  ])('pauses in %s until %s begins', (timeZone, until, at) => {
    expect(readPreferencesForm(pause(until), timeZone, NOW)).toEqual({
      ok: true,
      action: { kind: 'pause', subscriptionId: ID, until: new Date(at) },
    });
  });

  it.each<[string, object | undefined, string]>([
    ['a time that is none', save({ digestTime: '25:00' }), 'digestTime'],
    ['a day of no week', save({ digestWeekday: '8' }), 'digestWeekday'],
    ['a cadence that is none', save({ cadence: 'never' }), 'cadence'],
    ['half of the quiet hours', save({ quietUntil: '' }), 'quietUntil'],
    ['quiet hours of no length', save({ quietUntil: '22:00' }), 'quietUntil'],
    ['a field that came twice', save({ digestTime: ['07:00', '08:00'] }), 'digestTime'],
    ['a pause until today', pause('2026-11-24'), 'until'],
    ['a pause without an end', pause(''), 'until'],
    ['a pause of years', pause('2029-01-01'), 'until'],
    ['a time zone that is none', { action: 'reader', locale: 'uk', timeZone: 'Mars/Base' }, 'timeZone'],
    ['a language that is none', { action: 'reader', locale: '!', timeZone: 'UTC' }, 'locale'],
    ['an action that is none', { action: 'delete' }, 'form'],
    ['no subscription', { action: 'stop' }, 'form'],
    ['no form', undefined, 'form'],
  ])('refuses %s, in words', (_, body, field) => {
    expect(readPreferencesForm(body, 'UTC', NOW)).toMatchObject({ ok: false, errors: { [field]: expect.any(String) } });
  });
});
