import type { ActiveSilence } from '../subscriptions/active-silence.js';
import { nextDigestAt } from '../subscriptions/digest-time.js';
import { nextFullHourAt } from '../subscriptions/local-time.js';
import { quietUntil } from '../subscriptions/quiet-hours.js';
import {
  type AlertDecision,
  type HoldReason,
  type UpdateKind,
  updateKindOf,
  type UpdateReason,
  type WaitReason,
} from './alert-decision.js';

export interface DecidedStory {
  feedId: string;
  sourceKind: string;
  language: string | null;
  publishedAt: Date | null;
  /** Whether it came with its feed's first fetch, when everything a publisher lists is new to us, old or not. */
  onFirstPoll: boolean;
  /** How it stands to the stories of its event before it. */
  eventRole: 'first' | 'copy' | 'development' | 'correction' | 'retraction';
  /** What its wording is to the one before; null for a story's first. */
  rewording: 'correction' | 'retraction' | 'edit' | null;
  /** How many houses tell of the event, this story's among them. */
  independentSources: number;
}

/** One subscription, with all that a decision turns on. */
export interface Candidate {
  subscriptionId: string;
  state: 'active' | 'paused' | 'stopped';
  /** Empty lists want all. */
  languages: readonly string[];
  feedIds: readonly string[];
  sourceKinds: readonly string[];
  minimumScore: number;
  minimumSources: number;
  cadence: 'immediate' | 'hourly' | 'daily' | 'weekly';
  digestTime: string;
  digestWeekday: number;
  quietFrom: string | null;
  quietUntil: string | null;
  timeZone: string;
  maxPerHour: number | null;
  updatePolicy: 'none' | 'digest' | 'each';
  mutedUntil: Date | null;
  activeTargets: number;
  /** Those of its topics that find the story, and the best score among them; empty and null where none does any more. */
  topicIds: readonly string[];
  score: number | null;
  /** The alert that told it of the event, if there is one. */
  alertId: string | null;
  /** When the digest is due that will tell it of the event, if one will. */
  waitingUntil: Date | null;
  /** Whether an earlier wording of this very story was told. */
  toldStory: boolean;
  /** Messages of the last hour; counted only where there is a cap. */
  sentInLastHour: number;
}

export interface AgeLimits {
  firstPollMaxAgeMs: number;
  storyMaxAgeMs: number;
}

/** What holds for every subscription that one story is decided for. */
export interface DecisionContext {
  story: DecidedStory;
  silences: readonly ActiveSilence[];
  limits: AgeLimits;
  now: Date;
}

/**
 * Whether one subscription is told of one story, and why: the one place where that is settled. What its owner chose comes
 * first, then what was told before, then the story's own age, and last whether now is the time to speak.
 */
export function decideAlert(context: DecisionContext, candidate: Candidate): AlertDecision {
  const { story, silences, limits, now } = context;
  if (candidate.state !== 'active') return hold('paused');
  if (candidate.mutedUntil && candidate.mutedUntil > now) return hold('muted');
  if (isSilenced(silences, story.feedId, candidate)) return hold('silenced');
  // Whoever was told something wrong is told so, whatever the new wording matches or scores.
  const correctsWhatWasTold = candidate.toldStory && story.rewording !== null && story.rewording !== 'edit';
  if (!correctsWhatWasTold) {
    const unwanted = findUnwanted(story, candidate);
    if (unwanted) return hold(unwanted);
  }
  if (candidate.alertId) return decideOnToldEvent(context, candidate);
  if (candidate.waitingUntil) {
    return story.eventRole === 'copy'
      ? hold('copy-of-event')
      : wait('awaiting-digest', candidate.waitingUntil, updateKindHeld(story));
  }
  const tooOld = findTooOld(story, limits, now);
  if (tooOld) return hold(tooOld);
  if (story.independentSources < candidate.minimumSources) return hold('awaiting-corroboration');
  const reason = candidate.minimumSources > 1 ? 'corroborated' : 'new-event';
  return speak(candidate, now, { verdict: 'notify', reason });
}

function decideOnToldEvent({ story, limits, now }: DecisionContext, candidate: Candidate): AlertDecision {
  const update = (reason: UpdateReason) => speak(candidate, now, { verdict: 'update', reason });
  if (candidate.toldStory) {
    return story.rewording === null || story.rewording === 'edit' ? hold('reworded') : update(story.rewording);
  }
  // The story that others copied, decided after one of its copies: it says nothing that was not told.
  if (story.eventRole === 'first' && story.rewording === null) return hold('copy-of-event');
  switch (story.eventRole) {
    case 'correction':
    case 'retraction':
      return update(story.eventRole);
    case 'copy':
      return hold('copy-of-event');
    case 'first':
    case 'development': {
      const tooOld = findTooOld(story, limits, now);
      if (tooOld) return hold(tooOld);
      switch (candidate.updatePolicy) {
        case 'none':
          return hold('duplicate-of-event');
        case 'digest':
          return awaitDigest(candidate, now, 'development');
        case 'each':
          return update('later-story');
      }
    }
  }
}

function hold(reason: HoldReason): AlertDecision {
  return { verdict: 'hold', reason };
}

function wait(reason: WaitReason, digestDueAt: Date, updateKind: UpdateKind | null): AlertDecision {
  return { verdict: 'hold', reason, digestDueAt, updateKind };
}

/** Of an event that waits to be told itself. */
function updateKindHeld({ eventRole }: DecidedStory): UpdateKind | null {
  return eventRole === 'correction' || eventRole === 'retraction' ? eventRole : null;
}

/** What there is to say is said now, or in the digest that the subscription's rules put it into. */
function speak(candidate: Candidate, now: Date, decision: AlertDecision): AlertDecision {
  if (candidate.activeTargets === 0) return hold('no-active-target');
  const updateKind = decision.verdict === 'update' ? updateKindOf(decision.reason) : null;
  if (candidate.cadence !== 'immediate') return awaitDigest(candidate, now, updateKind);
  const quietEnd = quietUntil(candidate, now);
  if (quietEnd) return wait('quiet-hours', quietEnd, updateKind);
  if (candidate.maxPerHour !== null && candidate.sentInLastHour >= candidate.maxPerHour) {
    return wait('rate-cap', nextFullHourAt(candidate.timeZone, now), updateKind);
  }
  return decision;
}

/** A digest that would come in quiet hours comes when they end. Without a digest's own rhythm, updates come once a day. */
function awaitDigest(candidate: Candidate, now: Date, updateKind: UpdateKind | null): AlertDecision {
  const cadence = candidate.cadence === 'immediate' ? 'daily' : candidate.cadence;
  const slot = nextDigestAt({ ...candidate, cadence }, now);
  return wait('awaiting-digest', quietUntil(candidate, slot) ?? slot, updateKind);
}

/** A silence on a topic leaves the story to the subscription's other topics. */
function isSilenced(silences: readonly ActiveSilence[], feedId: string, candidate: Candidate): boolean {
  const own = silences.filter(
    (silence) =>
      (silence.subscriptionId === null || silence.subscriptionId === candidate.subscriptionId) &&
      (silence.feedId === null || silence.feedId === feedId),
  );
  if (own.length === 0) return false;
  if (own.some(({ topicId }) => topicId === null)) return true;
  return (
    candidate.topicIds.length > 0 && candidate.topicIds.every((topicId) => own.some((one) => one.topicId === topicId))
  );
}

function findUnwanted(story: DecidedStory, candidate: Candidate): HoldReason | undefined {
  const { score, languages, feedIds, sourceKinds, minimumScore } = candidate;
  if (score === null) return 'no-longer-matches';
  if (!wantsLanguage(languages, story.language)) return 'language-not-wanted';
  if (feedIds.length > 0 && !feedIds.includes(story.feedId)) return 'source-not-wanted';
  if (sourceKinds.length > 0 && !sourceKinds.includes(story.sourceKind)) return 'source-kind-not-wanted';
  return score < minimumScore ? 'below-score' : undefined;
}

/** `zh` wants `zh-Hant` too. A story whose language is not known passes: a missed alert is worse than a needless one. */
function wantsLanguage(wanted: readonly string[], language: string | null): boolean {
  if (wanted.length === 0 || language === null) return true;
  return wanted.some((tag) => language === tag || language.startsWith(`${tag}-`));
}

function findTooOld(
  { publishedAt, onFirstPoll }: DecidedStory,
  { firstPollMaxAgeMs, storyMaxAgeMs }: AgeLimits,
  now: Date,
): HoldReason | undefined {
  const ageMs = publishedAt ? now.getTime() - publishedAt.getTime() : undefined;
  if (onFirstPoll && (ageMs === undefined || ageMs > firstPollMaxAgeMs)) return 'first-poll';
  return ageMs !== undefined && ageMs > storyMaxAgeMs ? 'stale' : undefined;
}
