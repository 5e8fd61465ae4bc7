/** What a mail that came back says of the one that was sent. */
export interface Report {
  /** RFC 3463 */
  status: string;
  isFinal: boolean;
  isComplaint: boolean;
  detail: string;
}

type Fields = Map<string, string>;

const ENHANCED = /(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.])/;
const SUCCESS = ['delivered', 'relayed', 'expanded'];

/**
 * The body of a `message/delivery-status` part. Of several recipients the worst counts: a mail of ours has one.
 * @returns `delivered` where nothing went wrong, undefined where it says nothing.
 */
export function readDeliveryStatus(text: string): Report | 'delivered' | undefined {
  const recipients = readGroups(text).filter((fields) => fields.has('action') || fields.has('status'));
  const actionOf = (fields: Fields) => (fields.get('action') ?? '').toLowerCase().split(/[\s;(]/)[0] ?? '';
  const worst =
    recipients.find((fields) => actionOf(fields) === 'failed') ??
    recipients.find((fields) => !SUCCESS.includes(actionOf(fields)));
  if (!worst) return recipients.length > 0 ? 'delivered' : undefined;
  const isFailed = actionOf(worst) === 'failed';
  const diagnosis = withoutType(worst.get('diagnostic-code') ?? '');
  const status = preciseStatus(worst.get('status') ?? '', diagnosis) ?? (isFailed ? '5.0.0' : '4.0.0');
  return {
    status,
    // A server may give up a mail for want of time (failed, 4.4.7): that speaks of the days, not of the address.
    isFinal: isFailed && status.startsWith('5'),
    isComplaint: false,
    detail: diagnosis || (isFailed ? 'returned without a reason' : 'delayed'),
  };
}

/** The body of a `message/feedback-report` part: whoever marks a mail as spam does not want the next. */
export function readComplaint(text: string): Report | undefined {
  const fields = readGroups(text).find((group) => group.has('feedback-type'));
  const type = fields?.get('feedback-type')?.toLowerCase();
  if (type === undefined || type === 'not-spam') return undefined;
  return { status: '5.7.1', isFinal: true, isComplaint: true, detail: `complaint: ${type}` };
}

/** A mail server's own words, such as qmail's: a code in them, or that it has given up. */
export function readPlainBounce(text: string): Report | undefined {
  // What follows is the mail that was returned, whose words are not the server's.
  const [words = ''] = text.split(/^-{3,}.*(?:copy of|original message|returned message)/im);
  const line = words.split(/\r?\n/).find((candidate) => statusIn(candidate) !== undefined) ?? '';
  const isGivenUp =
    /permanent (?:fatal )?error|given up|giving up|could not be delivered|no such user|does not exist/i.test(words);
  const status = statusIn(line) ?? (isGivenUp ? '5.0.0' : undefined);
  if (status === undefined) return undefined;
  const detail = line.trim() || (words.split(/\r?\n/).find((candidate) => candidate.trim() !== '') ?? '');
  return { status, isFinal: status.startsWith('5'), isComplaint: false, detail };
}

/** Groups of fields, apart by blank lines, continued lines joined. RFC 3464 §2.1.2 */
function readGroups(text: string): Fields[] {
  return text
    .replace(/\r\n?/g, '\n')
    .split(/\n[ \t]*\n/)
    .map((group) => {
      const fields: Fields = new Map();
      for (const line of group.replace(/\n[ \t]+/g, ' ').split('\n')) {
        const colon = line.indexOf(':');
        if (colon > 0) fields.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
      }
      return fields;
    });
}

/** Servers that know more than their status say it in the diagnosis: `5.0.0` beside `550 5.1.1 no such user`. */
function preciseStatus(given: string, diagnosis: string): string | undefined {
  const status = ENHANCED.exec(given)?.[0];
  if (status !== undefined && !status.endsWith('.0.0')) return status;
  const told = ENHANCED.exec(diagnosis)?.[0];
  return told !== undefined && (status === undefined || told[0] === status[0]) ? told : status;
}

/** An enhanced status, or what a plain SMTP code amounts to. */
function statusIn(line: string): string | undefined {
  const enhanced = ENHANCED.exec(line)?.[0];
  if (enhanced !== undefined && !enhanced.startsWith('2')) return enhanced;
  const code = /(?<![\d.])([45])[0-5]\d(?=[\s-])/.exec(line)?.[1];
  return code === undefined ? undefined : `${code}.0.0`;
}

/** `smtp; 550 …` → `550 …` */
function withoutType(diagnosis: string): string {
  return diagnosis.replace(/^[a-z0-9-]+\s*;\s*/i, '');
}
