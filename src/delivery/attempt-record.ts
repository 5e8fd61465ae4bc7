import type { TargetKind } from './channel.js';
import { nextAttemptAt } from './retry-schedule.js';
import type { HeldDelivery } from './send-claim.js';
import type { SendOutcome } from './send-outcome.js';
import { isTargetFault } from './target-fault.js';

/** The end of one attempt, and what follows from it. */
export interface AttemptRecord extends HeldDelivery {
  at: Date;
  state: 'pending' | 'sent' | 'rejected' | 'dead' | 'cancelled';
  outcome: 'sent' | 'retry' | 'rejected' | 'cancelled';
  reason: string | null;
  detail: string | null;
  reference: string | null;
  nextAttemptAt: Date | null;
  /** Counts against the target. */
  isTargetFault: boolean;
  /** Until when the target's address is left alone, by others too: it asked for it. */
  restUntil: Date | null;
  /** Proves that the target is wanted. */
  verifiesTarget: boolean;
  /** Whether the target is given up: for what it answered, or for how long it has failed. */
  givesUp: 'answer' | 'failures' | null;
}

/** What a record turns on, beside the outcome. */
export interface EndedSend extends HeldDelivery {
  kind: string;
  target: { kind: TargetKind; failingSince: Date | null };
}

export interface RecordRules {
  now: Date;
  random: () => number;
  /** How long a target may fail. */
  giveUpMs: number;
}

export function toAttemptRecord(send: EndedSend, outcome: SendOutcome, rules: RecordRules): AttemptRecord {
  const { now, giveUpMs } = rules;
  const { failingSince } = send.target;
  const isFault = isTargetFault(send.target.kind, outcome);
  const isLastStraw = isFault && failingSince !== null && now.getTime() - failingSince.getTime() >= giveUpMs;
  const ended = {
    ...unended(send, now),
    isTargetFault: isFault,
    givesUp: isLastStraw ? ('failures' as const) : null,
  };
  switch (outcome.kind) {
    case 'sent':
      return {
        ...ended,
        state: 'sent',
        outcome: 'sent',
        reference: outcome.reference ?? null,
        // A test message that was taken is the proof; for email the proof is the click on its link.
        verifiesTarget: send.kind === 'confirmation' && send.target.kind !== 'email',
      };
    case 'rejected':
      return {
        ...ended,
        state: 'rejected',
        outcome: 'rejected',
        reason: outcome.reason,
        detail: outcome.detail,
        givesUp: outcome.disableTarget ? 'answer' : ended.givesUp,
      };
    case 'retry': {
      const next = nextAttemptAt({ attempt: send.attempt, outcome, now, random: rules.random });
      const isAskedToWait = outcome.reason === 'rate-limited' && outcome.afterMs !== undefined;
      return {
        ...ended,
        state: next ? 'pending' : 'dead',
        outcome: 'retry',
        reason: outcome.reason,
        detail: outcome.detail,
        nextAttemptAt: next,
        restUntil: isAskedToWait ? new Date(now.getTime() + Math.min(outcome.afterMs ?? 0, MAX_REST_MS)) : null,
      };
    }
  }
}

/** What somebody stopped between the decision and the sending. */
export function toCancelledRecord(send: HeldDelivery, reason: string, now: Date): AttemptRecord {
  return { ...unended(send, now), state: 'cancelled', outcome: 'cancelled', reason };
}

/** Slack and others ask for minutes; an hour is as much as one answer may hold up everything else. */
const MAX_REST_MS = 60 * 60_000;

function unended({ id, attempt }: HeldDelivery, at: Date): Omit<AttemptRecord, 'state' | 'outcome'> {
  return {
    id,
    attempt,
    at,
    reason: null,
    detail: null,
    reference: null,
    nextAttemptAt: null,
    isTargetFault: false,
    restUntil: null,
    verifiesTarget: false,
    givesUp: null,
  };
}
