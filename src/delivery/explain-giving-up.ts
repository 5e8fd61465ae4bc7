import type { AttemptRecord } from './attempt-record.js';

/** Why a target is given up: the reason as it is stored, and what its owner and the operators are told. */
export function explainGivingUp(
  { reason, detail, givesUp }: Pick<AttemptRecord, 'reason' | 'detail' | 'givesUp'>,
  failingSince: Date | null,
): { reason: string; message: string } {
  const last = detail ?? reason ?? 'no reason given';
  if (givesUp === 'answer') {
    return {
      reason: reason ?? 'gone',
      message: `Nothing is sent to it any more, since it takes no messages: ${last}.`,
    };
  }
  const since = failingSince ? ` since ${failingSince.toISOString().slice(0, 16).replace('T', ' ')} UTC` : '';
  return {
    reason: 'failing-too-long',
    message: `Nothing is sent to it any more, since every message${since} has failed. The last answer was: ${last}.`,
  };
}
