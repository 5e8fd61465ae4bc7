/** Why a subscription was told, or not. Stored with each decision, so each name is for people as well as for code. */
export type NotifyReason = 'new-event' | 'corroborated';
export type UpdateReason = 'later-story' | 'correction' | 'retraction';

/** Held, and never told by itself. */
export type HoldReason =
  | 'paused'
  | 'muted'
  | 'silenced'
  | 'language-not-wanted'
  | 'source-not-wanted'
  | 'source-kind-not-wanted'
  | 'below-score'
  /** Told before; the new wording is nothing that its topics find, and no correction. */
  | 'no-longer-matches'
  /** Told before; the new wording corrects nothing. */
  | 'reworded'
  | 'copy-of-event'
  | 'duplicate-of-event'
  | 'first-poll'
  | 'stale'
  | 'no-active-target'
  | 'awaiting-corroboration'
  /** Topics that changed have found it in the archive. */
  | 'found-by-rematch';

/** Held until a digest. */
export type WaitReason = 'awaiting-digest' | 'quiet-hours' | 'rate-cap';

export type UpdateKind = 'development' | 'correction' | 'retraction';

export type AlertDecision =
  | { verdict: 'notify'; reason: NotifyReason }
  | { verdict: 'update'; reason: UpdateReason }
  | { verdict: 'hold'; reason: HoldReason }
  | {
      verdict: 'hold';
      reason: WaitReason;
      digestDueAt: Date;
      /** Null for an event's first news. */ updateKind: UpdateKind | null;
    };

export function updateKindOf(reason: UpdateReason): UpdateKind {
  return reason === 'later-story' ? 'development' : reason;
}

const sentences: Record<NotifyReason | UpdateReason | HoldReason | WaitReason, string> = {
  'new-event': 'Told: the first story of this event for the subscription.',
  corroborated: 'Told: enough independent sources have the event now.',
  'later-story': 'Told as an update: a later story of an event that was told before.',
  correction: 'Told as a correction of what was told before.',
  retraction: 'Told as a retraction of what was told before.',
  paused: 'Held: the subscription is paused.',
  muted: 'Held: the subscription is muted.',
  silenced: 'Held: a silence covers the topic or the source.',
  'language-not-wanted': 'Held: the subscription does not want this language.',
  'source-not-wanted': 'Held: the subscription does not want this source.',
  'source-kind-not-wanted': 'Held: the subscription does not want this kind of source.',
  'below-score': 'Held: the match scores below the subscription’s minimum.',
  'no-longer-matches': 'Held: in its new wording no topic of the subscription finds the story.',
  reworded: 'Held: the new wording corrects nothing that was told.',
  'copy-of-event': 'Held: a copy of a story that was told, or is about to be; the message names its source.',
  'duplicate-of-event': 'Held: the event was told, and the subscription wants no later stories of it.',
  'first-poll': 'Held: the feed was fetched for the first time, and the story is not of the last hours.',
  stale: 'Held: the story was published too long ago.',
  'no-active-target': 'Held: the subscription has no target that is confirmed and active.',
  'awaiting-corroboration': 'Held: too few independent sources tell of the event so far.',
  'found-by-rematch': 'Held: a topic that was changed found the story in the archive.',
  'awaiting-digest': 'Held for the next digest.',
  'quiet-hours': 'Held: quiet hours; it comes in one digest when they end.',
  'rate-cap': 'Held: the hour has had its messages; it comes in a digest at the full hour.',
};

/** A stored reason, in a sentence. */
export function explainReason(reason: string): string {
  return reason in sentences ? sentences[reason as keyof typeof sentences] : reason;
}
