import { toLine } from '../display-text.js';
import type { SendOutcome } from '../send-outcome.js';

/** What nodemailer adds to an error. */
interface SmtpError {
  code?: string;
  responseCode?: number;
  /** What the server answered, all of it. */
  response?: string;
  /** The command that was answered: `CONN`, `EHLO`, `AUTH …`, `MAIL FROM`, `RCPT TO`, `DATA`, or `API` for none. */
  command?: string;
}

const MAX_ANSWER_LENGTH = 200;
/** RFC 4954 §6: sign-in required, too weak, wrong, or only over TLS. Some servers say so only when the mail begins. */
const signInCodes = [530, 534, 535, 538];

/**
 * What a failed SMTP send comes to. Only an answer about this message or its recipient rejects it; trouble with the connection
 * or with our own sign-in would fail any message, and passes.
 */
export function judgeSmtpFailure(error: unknown): SendOutcome {
  const { code, responseCode, response, command = '' } = error as SmtpError;
  if (code === 'EAUTH' || command.startsWith('AUTH') || signInCodes.includes(responseCode ?? 0)) {
    const detail = `the mail server refuses the sign-in${coded(responseCode)}`;
    return { kind: 'retry', reason: 'sign-in-refused', detail };
  }
  if (code === 'ETIMEDOUT')
    return { kind: 'retry', reason: 'timeout', detail: 'the mail server did not answer in time' };
  if (responseCode === undefined && code === 'EENVELOPE') {
    return { kind: 'rejected', reason: 'invalid-target', detail: 'no mail can be addressed like this' };
  }
  if (responseCode === undefined && code === 'EMESSAGE') {
    return { kind: 'rejected', reason: 'refused', detail: 'the mail is larger than the mail server takes' };
  }
  const isAboutMessage = /^(MAIL FROM|RCPT TO|DATA)/.test(command);
  // 421 ends the connection, 503 says that it was out of step: neither judges the message.
  if (responseCode === undefined || !isAboutMessage || responseCode === 421 || responseCode === 503) {
    const detail = `no working connection to the mail server${coded(responseCode ?? code)}`;
    return { kind: 'retry', reason: 'connection', detail };
  }
  const detail = `the mail server answered ${toLine(response ?? String(responseCode), MAX_ANSWER_LENGTH)}`;
  if (responseCode < 500) return { kind: 'retry', reason: 'greylisted', detail };
  // RFC 3463: the enhanced status tells a wrong address (5.1.x) from a policy (5.7.x); without one, RFC 5321's plain codes do.
  const subject = /^\d{3}[ -]5\.(\d{1,3})\.\d{1,3}\b/.exec(response ?? '')?.[1];
  const isAboutRecipient = command.startsWith('RCPT TO');
  // As when the mail comes back later with the same words: such an address is not tried again.
  if (isAboutRecipient && subject === '1')
    return { kind: 'rejected', reason: 'bad-address', detail, disableTarget: true };
  const isBadAddress = isAboutRecipient && subject === undefined && [550, 551, 553].includes(responseCode);
  return { kind: 'rejected', reason: isBadAddress ? 'bad-address' : 'refused', detail };
}

function coded(code: number | string | undefined): string {
  return code === undefined ? '' : ` (${code})`;
}
