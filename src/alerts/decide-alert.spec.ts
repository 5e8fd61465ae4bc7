import { type AlertPolicy, decideAlert, type DecidedStory } from './decide-alert.js';

const now = new Date('2026-11-24T12:00:00Z');
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
const limits = { firstPollMaxAgeMs: 3 * 3_600_000, storyMaxAgeMs: 48 * 3_600_000 };
const fresh: DecidedStory = { language: 'en', publishedAt: hoursAgo(0.1), onFirstPoll: false };
const open: AlertPolicy = { state: 'active', minimumScore: 0.3, languages: [], mutedUntil: null, activeTargets: 1 };

interface Case {
  story?: Partial<DecidedStory>;
  policy?: Partial<AlertPolicy>;
  score?: number;
  alreadyAlerted?: boolean;
}

describe('decideAlert', () => {
  it.each<[string, Case, string]>([
    ['a fresh story to an open subscription', {}, 'notify: new-event'],
    ['a score at the minimum', { score: 0.3 }, 'notify: new-event'],
    ['a score below the minimum', { score: 0.29 }, 'hold: below-score'],
    ['a paused subscription', { policy: { state: 'paused' } }, 'hold: paused'],
    ['a stopped subscription', { policy: { state: 'stopped' } }, 'hold: paused'],
    ['a muted one', { policy: { mutedUntil: hoursAgo(-1) } }, 'hold: muted'],
    ['one whose mute is over', { policy: { mutedUntil: hoursAgo(0) } }, 'notify: new-event'],
    ['a language that is wanted', { policy: { languages: ['ko', 'en'] } }, 'notify: new-event'],
    [
      'a script of a language that is wanted',
      { policy: { languages: ['zh'] }, story: { language: 'zh-Hant' } },
      'notify: new-event',
    ],
    ['a language that is not wanted', { policy: { languages: ['ko'] } }, 'hold: language-not-wanted'],
    ['a language that nobody knows', { policy: { languages: ['ko'] }, story: { language: null } }, 'notify: new-event'],
    ['an event that was told already', { alreadyAlerted: true }, 'hold: duplicate-of-event'],
    [
      'a first poll with a story of the last hours',
      { story: { onFirstPoll: true, publishedAt: hoursAgo(2.9) } },
      'notify: new-event',
    ],
    [
      'a first poll with an older story',
      { story: { onFirstPoll: true, publishedAt: hoursAgo(3.1) } },
      'hold: first-poll',
    ],
    ['a first poll with a story of no date', { story: { onFirstPoll: true, publishedAt: null } }, 'hold: first-poll'],
    ['a later poll with a story of no date', { story: { publishedAt: null } }, 'notify: new-event'],
    ['a later poll with a late story', { story: { publishedAt: hoursAgo(47) } }, 'notify: new-event'],
    ['a later poll with an old story', { story: { publishedAt: hoursAgo(49) } }, 'hold: stale'],
    ['nobody to tell', { policy: { activeTargets: 0 } }, 'hold: no-active-target'],
  ])('%s', (_, { story, policy, score = 0.5, alreadyAlerted = false }, expected) => {
    const decision = decideAlert({ ...fresh, ...story }, score, { ...open, ...policy }, alreadyAlerted, limits, now);
    expect(`${decision.verdict}: ${decision.reason}`).toBe(expected);
  });
});
