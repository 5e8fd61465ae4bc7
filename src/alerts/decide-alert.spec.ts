import type { ActiveSilence } from '../subscriptions/active-silence.js';
import { type Candidate, decideAlert, type DecidedStory } from './decide-alert.js';

/** A Tuesday, 14:00 in Kyiv. */
const now = new Date('2026-11-24T12:00:00Z');
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
const limits = { firstPollMaxAgeMs: 3 * 3_600_000, storyMaxAgeMs: 48 * 3_600_000 };
const fresh: DecidedStory = {
  feedId: 'feed',
  sourceKind: 'wire',
  language: 'en',
  publishedAt: hoursAgo(0.1),
  onFirstPoll: false,
  eventRole: 'first',
  rewording: null,
  independentSources: 1,
};
const open: Candidate = {
  subscriptionId: 'subscription',
  state: 'active',
  languages: [],
  feedIds: [],
  sourceKinds: [],
  minimumScore: 0.3,
  minimumSources: 1,
  cadence: 'immediate',
  digestTime: '08:00',
  digestWeekday: 1,
  quietFrom: null,
  quietUntil: null,
  timeZone: 'Europe/Kyiv',
  maxPerHour: null,
  updatePolicy: 'each',
  mutedUntil: null,
  activeTargets: 1,
  topicIds: ['pact'],
  score: 0.5,
  alertId: null,
  waitingUntil: null,
  toldStory: false,
  sentInLastHour: 0,
};
const told = { alertId: 'alert' };
const quiet = { quietFrom: '13:00', quietUntil: '15:30' };

interface Case {
  story?: Partial<DecidedStory>;
  candidate?: Partial<Candidate>;
  silences?: Partial<ActiveSilence>[];
}

function decide({ story, candidate, silences = [] }: Case): string {
  const decision = decideAlert(
    {
      story: { ...fresh, ...story },
      silences: silences.map((silence) => ({ subscriptionId: null, topicId: null, feedId: null, ...silence })),
      limits,
      now,
    },
    { ...open, ...candidate },
  );
  const due = 'digestDueAt' in decision ? ` until ${decision.digestDueAt.toISOString()}` : '';
  const as = 'updateKind' in decision && decision.updateKind ? ` as ${decision.updateKind}` : '';
  return `${decision.verdict}: ${decision.reason}${due}${as}`;
}

describe('decideAlert', () => {
  it.each<[string, Case, string]>([
    ['a fresh story to an open subscription', {}, 'notify: new-event'],
    ['a score at the minimum', { candidate: { score: 0.3 } }, 'notify: new-event'],
    ['a score below the minimum', { candidate: { score: 0.29 } }, 'hold: below-score'],
    ['a paused subscription', { candidate: { state: 'paused' } }, 'hold: paused'],
    ['a stopped subscription', { candidate: { state: 'stopped' } }, 'hold: paused'],
    ['a muted one', { candidate: { mutedUntil: hoursAgo(-1) } }, 'hold: muted'],
    ['one whose mute is over', { candidate: { mutedUntil: hoursAgo(0) } }, 'notify: new-event'],
    ['nobody to tell', { candidate: { activeTargets: 0 } }, 'hold: no-active-target'],
  ])('who can be told: %s', (_, situation, expected) => {
    expect(decide(situation)).toBe(expected);
  });

  it.each<[string, Case, string]>([
    ['a language that is wanted', { candidate: { languages: ['ko', 'en'] } }, 'notify: new-event'],
    [
      'a script of a language that is wanted',
      { candidate: { languages: ['zh'] }, story: { language: 'zh-Hant' } },
      'notify: new-event',
    ],
    ['a language that is not wanted', { candidate: { languages: ['ko'] } }, 'hold: language-not-wanted'],
    [
      'a language that nobody knows',
      { candidate: { languages: ['ko'] }, story: { language: null } },
      'notify: new-event',
    ],
    ['a feed that is wanted', { candidate: { feedIds: ['other', 'feed'] } }, 'notify: new-event'],
    ['a feed that is not wanted', { candidate: { feedIds: ['other'] } }, 'hold: source-not-wanted'],
    ['a kind of source that is wanted', { candidate: { sourceKinds: ['wire'] } }, 'notify: new-event'],
    [
      'state media where wires are wanted',
      { candidate: { sourceKinds: ['official'] } },
      'hold: source-kind-not-wanted',
    ],
  ])('what is wanted: %s', (_, situation, expected) => {
    expect(decide(situation)).toBe(expected);
  });

  it.each<[string, Case, string]>([
    ['of the topic', { silences: [{ topicId: 'pact' }] }, 'hold: silenced'],
    ['of another topic', { silences: [{ topicId: 'china' }] }, 'notify: new-event'],
    [
      'of one of two topics',
      { silences: [{ topicId: 'pact' }], candidate: { topicIds: ['pact', 'china'] } },
      'notify: new-event',
    ],
    [
      'of each of two topics',
      { silences: [{ topicId: 'pact' }, { topicId: 'china' }], candidate: { topicIds: ['pact', 'china'] } },
      'hold: silenced',
    ],
    ['of the feed', { silences: [{ feedId: 'feed' }] }, 'hold: silenced'],
    ['of another feed', { silences: [{ feedId: 'other' }] }, 'notify: new-event'],
    ['of the topic from the feed', { silences: [{ topicId: 'pact', feedId: 'feed' }] }, 'hold: silenced'],
    ['of the topic from another feed', { silences: [{ topicId: 'pact', feedId: 'other' }] }, 'notify: new-event'],
    ['for this subscription', { silences: [{ subscriptionId: 'subscription', topicId: 'pact' }] }, 'hold: silenced'],
    ['for another subscription', { silences: [{ subscriptionId: 'other', topicId: 'pact' }] }, 'notify: new-event'],
  ])('a silence %s', (_, situation, expected) => {
    expect(decide(situation)).toBe(expected);
  });

  it.each<[string, Case, string]>([
    [
      'a first poll, of the last hours',
      { story: { onFirstPoll: true, publishedAt: hoursAgo(2.9) } },
      'notify: new-event',
    ],
    ['a first poll, older', { story: { onFirstPoll: true, publishedAt: hoursAgo(3.1) } }, 'hold: first-poll'],
    ['a first poll, without a date', { story: { onFirstPoll: true, publishedAt: null } }, 'hold: first-poll'],
    ['a later poll, without a date', { story: { publishedAt: null } }, 'notify: new-event'],
    ['a later poll, late', { story: { publishedAt: hoursAgo(47) } }, 'notify: new-event'],
    ['a later poll, old', { story: { publishedAt: hoursAgo(49) } }, 'hold: stale'],
    [
      'an old story of an event that was told',
      { story: { publishedAt: hoursAgo(49), eventRole: 'development' }, candidate: told },
      'hold: stale',
    ],
  ])('age: %s', (_, situation, expected) => {
    expect(decide(situation)).toBe(expected);
  });

  it.each<[string, Case, string]>([
    ['a copy of what was told', { story: { eventRole: 'copy' }, candidate: told }, 'hold: copy-of-event'],
    ['the story that was copied, after its copy', { candidate: told }, 'hold: copy-of-event'],
    ['a copy of what was not told', { story: { eventRole: 'copy' } }, 'notify: new-event'],
    ['a later story', { story: { eventRole: 'development' }, candidate: told }, 'update: later-story'],
    [
      'a later story that nobody wants',
      { story: { eventRole: 'development' }, candidate: { ...told, updatePolicy: 'none' } },
      'hold: duplicate-of-event',
    ],
    [
      'a later story for the digest',
      { story: { eventRole: 'development' }, candidate: { ...told, updatePolicy: 'digest' } },
      'hold: awaiting-digest until 2026-11-25T06:00:00.000Z as development',
    ],
    [
      'a correction by another story, whatever the policy',
      { story: { eventRole: 'correction' }, candidate: { ...told, updatePolicy: 'none' } },
      'update: correction',
    ],
    [
      'a retraction by another story',
      { story: { eventRole: 'retraction' }, candidate: { ...told, updatePolicy: 'digest' } },
      'update: retraction',
    ],
    ['a correction of what was not told', { story: { eventRole: 'correction' } }, 'notify: new-event'],
    [
      'another wording of what was told',
      { story: { rewording: 'edit' }, candidate: { ...told, toldStory: true } },
      'hold: reworded',
    ],
    [
      'a corrected wording of what was told',
      { story: { rewording: 'correction' }, candidate: { ...told, toldStory: true } },
      'update: correction',
    ],
    [
      'a withdrawn wording that no topic finds',
      { story: { rewording: 'retraction' }, candidate: { ...told, toldStory: true, score: null, topicIds: [] } },
      'update: retraction',
    ],
    [
      'a corrected wording that scores too low now',
      { story: { rewording: 'correction' }, candidate: { ...told, toldStory: true, score: 0.1 } },
      'update: correction',
    ],
    [
      'another wording that no topic finds',
      { story: { rewording: 'edit' }, candidate: { ...told, toldStory: true, score: null, topicIds: [] } },
      'hold: no-longer-matches',
    ],
    ['a corrected wording of what was held', { story: { rewording: 'correction' } }, 'notify: new-event'],
    [
      'a later story of an event that waits for a digest',
      { story: { eventRole: 'development' }, candidate: { waitingUntil: hoursAgo(-2) } },
      'hold: awaiting-digest until 2026-11-24T14:00:00.000Z',
    ],
    [
      'a correction of an event that waits for a digest',
      { story: { eventRole: 'correction' }, candidate: { waitingUntil: hoursAgo(-2) } },
      'hold: awaiting-digest until 2026-11-24T14:00:00.000Z as correction',
    ],
    [
      'a copy of an event that waits for a digest',
      { story: { eventRole: 'copy' }, candidate: { waitingUntil: hoursAgo(-2) } },
      'hold: copy-of-event',
    ],
  ])('what was told before: %s', (_, situation, expected) => {
    expect(decide(situation)).toBe(expected);
  });

  it.each<[string, Case, string]>([
    ['one source of two', { candidate: { minimumSources: 2 } }, 'hold: awaiting-corroboration'],
    [
      'the second source, in the words of the first',
      { story: { eventRole: 'copy', independentSources: 2 }, candidate: { minimumSources: 2 } },
      'notify: corroborated',
    ],
  ])('corroboration: %s', (_, situation, expected) => {
    expect(decide(situation)).toBe(expected);
  });

  it.each<[string, Case, string]>([
    ['an hourly digest', { candidate: { cadence: 'hourly' } }, 'hold: awaiting-digest until 2026-11-24T13:00:00.000Z'],
    ['a daily one', { candidate: { cadence: 'daily' } }, 'hold: awaiting-digest until 2026-11-25T06:00:00.000Z'],
    ['a weekly one', { candidate: { cadence: 'weekly' } }, 'hold: awaiting-digest until 2026-11-30T06:00:00.000Z'],
    [
      'a correction in a daily digest',
      { story: { eventRole: 'correction' }, candidate: { ...told, cadence: 'daily' } },
      'hold: awaiting-digest until 2026-11-25T06:00:00.000Z as correction',
    ],
    [
      'a digest within quiet hours comes when they end',
      { candidate: { cadence: 'daily', quietFrom: '22:00', quietUntil: '09:30' } },
      'hold: awaiting-digest until 2026-11-25T07:30:00.000Z',
    ],
    ['quiet hours', { candidate: quiet }, 'hold: quiet-hours until 2026-11-24T13:30:00.000Z'],
    [
      'a later story in quiet hours',
      { story: { eventRole: 'development' }, candidate: { ...told, ...quiet } },
      'hold: quiet-hours until 2026-11-24T13:30:00.000Z as development',
    ],
    ['quiet hours that are over', { candidate: { quietFrom: '22:00', quietUntil: '14:00' } }, 'notify: new-event'],
    ['room below the cap', { candidate: { maxPerHour: 3, sentInLastHour: 2 } }, 'notify: new-event'],
    [
      'no room below the cap',
      { candidate: { maxPerHour: 3, sentInLastHour: 3 } },
      'hold: rate-cap until 2026-11-24T13:00:00.000Z',
    ],
    [
      'no room for an update',
      { story: { eventRole: 'development' }, candidate: { ...told, maxPerHour: 1, sentInLastHour: 1 } },
      'hold: rate-cap until 2026-11-24T13:00:00.000Z as development',
    ],
    [
      'nobody to tell in the digest either',
      { candidate: { cadence: 'daily', activeTargets: 0 } },
      'hold: no-active-target',
    ],
  ])('whether now is the time: %s', (_, situation, expected) => {
    expect(decide(situation)).toBe(expected);
  });
});
