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

/**
 * What a failed SMTP send comes to. Only an answer about this message or its recipient rejects it; trouble with the connection
 * or with our own sign-in would fail any message, and passes.
 */
export function judgeSmtpFailure(error: unknown): SendOutcome {
  const { code, responseCode, response, command = '' } = error as SmtpError;
  if (code === 'EAUTH' || command.startsWith('AUTH')) {
    return {
      kind: 'retry',
      reason: 'sign-in-refused',
      detail: `the mail server refuses the sign-in${coded(responseCode)}`,
    };
  }
  if (code === 'ETIMEDOUT')
    return { kind: 'retry', reason: 'timeout', detail: 'the mail server did not answer in time' };
  const isAboutMessage = /^(MAIL FROM|RCPT TO|DATA)/.test(command);
  if (responseCode === undefined || !isAboutMessage || responseCode === 421 || responseCode === 503) {
    if (responseCode === undefined && (code === 'EENVELOPE' || code === 'EMESSAGE')) {
      return { kind: 'rejected', reason: 'invalid-target', detail: 'the mail cannot be addressed or written' };
    }
    return {
      kind: 'retry',
      reason: 'connection',
      detail: `no working connection to the mail server${coded(responseCode ?? code)}`,
    };
  }
  const detail = `the mail server answered ${toAnswer(response ?? String(responseCode))}`;
  if (responseCode < 500) return { kind: 'retry', reason: 'greylisted', detail };
  return {
    kind: 'rejected',
    reason: isBadAddress(command, responseCode, response) ? 'bad-address' : 'refused',
    detail,
  };
}

/** RFC 3463: the enhanced status tells a wrong address (5.1.x) from a policy (5.7.x); without one, RFC 5321's plain codes do. */
function isBadAddress(command: string, responseCode: number, response = ''): boolean {
  if (!command.startsWith('RCPT TO')) return false;
  const subject = /^\d{3}[ -]5\.(\d{1,3})\.\d{1,3}\b/.exec(response)?.[1];
  return subject === undefined ? [550, 551, 553].includes(responseCode) : subject === '1';
}

function toAnswer(response: string): string {
  return response.replace(/[\s\p{Cc}]+/gu, ' ').slice(0, MAX_ANSWER_LENGTH);
}

function coded(code: number | string | undefined): string {
  return code === undefined ? '' : ` (${code})`;
}
