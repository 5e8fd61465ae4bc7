import { pollingFloorMs, type WebSubGlance } from './polling-floor.js';

const now = new Date('2026-11-24T12:00:00Z');
const ago = (hours: number) => new Date(now.getTime() - hours * 3_600_000).toISOString();
const active: WebSubGlance = { state: 'active', verifiedAt: ago(100), expiresAt: ago(-100), lastPushAt: ago(1) };

describe('pollingFloorMs', () => {
  it.each<[string, WebSubGlance | null, number]>([
    ['no hub', null, 0],
    ['a hub that pushed within the day', active, 3_600_000],
    ['the same, read as dates', { ...active, lastPushAt: new Date(ago(23)) }, 3_600_000],
    ['PostgreSQL’s own way to write a time', { ...active, lastPushAt: '2026-11-24T11:57:59.123+00:00' }, 3_600_000],
    ['a push that the publisher may not be up to yet', { ...active, lastPushAt: '2026-11-24T11:58:01.123+00:00' }, 0],
    ['a push a moment from now, as a burst is kept', { ...active, lastPushAt: ago(-0.001) }, 0],
    [
      'a hub that pushed long ago, and has renewed within the day',
      { ...active, lastPushAt: ago(90), verifiedAt: ago(2) },
      3_600_000,
    ],
    ['a hub that was silent for a day', { ...active, lastPushAt: ago(24) }, 0],
    ['a hub that has agreed and never pushed', { ...active, verifiedAt: ago(1), lastPushAt: null }, 0],
    ['a subscription that has run out', { ...active, expiresAt: ago(0) }, 0],
    ['a subscription that was asked for', { ...active, state: 'requested' }, 0],
    ['a hub that refuses', { ...active, state: 'denied' }, 0],
  ])('for %s', (_, webSub, expected) => {
    expect(pollingFloorMs(webSub, now)).toBe(expected);
  });
});
