/** Why a subscription was told, or not. Stored with each decision, so each name is for people as well as for code. */
export type NotifyReason = 'new-event';
export type HoldReason =
  | 'paused'
  | 'muted'
  | 'language-not-wanted'
  | 'below-score'
  | 'first-poll'
  | 'stale'
  | 'duplicate-of-event'
  | 'no-active-target';

export type AlertDecision = { verdict: 'notify'; reason: NotifyReason } | { verdict: 'hold'; reason: HoldReason };

export interface DecidedStory {
  language: string | null;
  publishedAt: Date | null;
  /** Whether it came with its feed's first fetch, when everything a publisher lists is new to us, old or not. */
  onFirstPoll: boolean;
}

export interface AlertPolicy {
  state: 'active' | 'paused' | 'stopped';
  minimumScore: number;
  /** Empty means all. */
  languages: readonly string[];
  mutedUntil: Date | null;
  activeTargets: number;
}

export interface AgeLimits {
  firstPollMaxAgeMs: number;
  storyMaxAgeMs: number;
}

/**
 * Whether one subscription is told of one story, and why. `score` is that of the best match among its topics, and
 * `alreadyAlerted` tells whether the event has reached it. Reasons that the subscriber chose come before those of the story.
 */
export function decideAlert(
  story: DecidedStory,
  score: number,
  policy: AlertPolicy,
  alreadyAlerted: boolean,
  limits: AgeLimits,
  now: Date,
): AlertDecision {
  const hold = (reason: HoldReason): AlertDecision => ({ verdict: 'hold', reason });
  if (policy.state !== 'active') return hold('paused');
  if (policy.mutedUntil && policy.mutedUntil > now) return hold('muted');
  if (!wantsLanguage(policy.languages, story.language)) return hold('language-not-wanted');
  if (score < policy.minimumScore) return hold('below-score');
  if (alreadyAlerted) return hold('duplicate-of-event');
  const ageMs = story.publishedAt ? now.getTime() - story.publishedAt.getTime() : undefined;
  if (story.onFirstPoll && (ageMs === undefined || ageMs > limits.firstPollMaxAgeMs)) return hold('first-poll');
  if (ageMs !== undefined && ageMs > limits.storyMaxAgeMs) return hold('stale');
  if (policy.activeTargets === 0) return hold('no-active-target');
  return { verdict: 'notify', reason: 'new-event' };
}

/** `zh` wants `zh-Hant` too. A story whose language is not known passes: a missed alert is worse than a needless one. */
function wantsLanguage(wanted: readonly string[], language: string | null): boolean {
  if (wanted.length === 0 || language === null) return true;
  return wanted.some((tag) => language === tag || language.startsWith(`${tag}-`));
}
