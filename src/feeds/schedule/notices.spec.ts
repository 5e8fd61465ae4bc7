import { type Health, noticeChanges, type NoticeKind } from './notices.js';

const now = new Date('2026-03-10T12:00:00Z');
const hour = 60 * 60_000;
const ago = (hours: number) => new Date(now.getTime() - hours * hour);
const healthy: Health = {
  openNotices: [],
  consecutiveFailures: 0,
  error: null,
  isGone: false,
  rhythm: { publicationGapMs: hour, longestGapMs: 10 * hour, newestItemAt: ago(1) },
  items: null,
  lastFetchedAt: ago(3),
  now,
};
const quiet = { rhythm: { ...healthy.rhythm, newestItemAt: ago(72) } };
const open = (kind: NoticeKind, hoursAgo = 1) => ({ openNotices: [{ kind, raisedAt: ago(hoursAgo) }] });
const items = (count: number, known: number, isFirstPoll = false) => ({ items: { count, known, isFirstPoll } });

describe('noticeChanges', () => {
  it.each<[string, Partial<Health>, string[], NoticeKind[]]>([
    ['says nothing of a healthy feed', {}, [], []],
    ['says nothing of a few failures', { consecutiveFailures: 3, error: 'slow' }, [], []],
    ['says that a feed fails', { consecutiveFailures: 4, error: 'a: slow' }, ['Failed 4 times in a row: a: slow'], []],
    ['says it once', { consecutiveFailures: 5, error: 'a: slow', ...open('failing') }, [], []],
    ['takes it back', open('failing'), [], ['failing']],
    [
      'says that a feed is gone, and no longer that it fails',
      { isGone: true, consecutiveFailures: 9, ...open('failing') },
      ['The publisher says that this feed is gone for good; it is no longer fetched'],
      ['failing'],
    ],
    [
      'says that a feed is quiet',
      quiet,
      ['Nothing new for 3 days; before, it was never silent for longer than 10 hours'],
      [],
    ],
    ['does not call a feed quiet that cannot be reached', { ...quiet, consecutiveFailures: 1 }, [], []],
    ['takes it back when something new came', open('quiet'), [], ['quiet']],
    [
      'says that items may have been missed',
      items(20, 0),
      ['All 20 items were new, 3 hours after the fetch before: others may have come and gone in between'],
      [],
    ],
    ['not on the first poll', items(20, 0, true), [], []],
    ['not where one was known', items(20, 1), [], []],
    ['not where there are two in all', items(2, 0), [], []],
    ['keeps it for a day', { ...items(20, 19), ...open('missed-items', 23) }, [], []],
    ['takes it back after a day', { ...items(20, 19), ...open('missed-items', 24) }, [], ['missed-items']],
    ['not without a document', open('missed-items', 240), [], []],
    ['leaves to people what only they can put away', open('moved'), [], []],
  ])('%s', (_, health, raised, cleared) => {
    const { raise, clear } = noticeChanges({ ...healthy, ...health });
    expect(raise.map(({ message }) => message)).toEqual(raised);
    expect(clear).toEqual(cleared);
  });
});
