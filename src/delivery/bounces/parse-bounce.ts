import { type ParsedMail, simpleParser } from 'mailparser';
import { toLine } from '../display-text.js';
import { readComplaint, readDeliveryStatus, readPlainBounce, type Report } from './read-report.js';

export type BounceReading =
  | {
      kind: 'bounce';
      deliveryId: string;
      /** Enhanced status code, such as 5.1.1. RFC 3463 */
      status: string;
      /** Whether trying the address again makes no sense. */
      isFinal: boolean;
      isComplaint: boolean;
      /** One line, for people. */
      detail: string;
    }
  | { kind: 'ignored'; reason: IgnoredReason };

export type IgnoredReason =
  /** An out-of-office note, say. */
  | 'auto-reply'
  | 'not-a-report'
  /** A report that all went well. */
  | 'delivered'
  /** A report about a mail that is none of ours, or does not say which. */
  | 'names-no-delivery';

const MAX_DETAIL_LENGTH = 300;
const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';

/**
 * Reads a mail that came back: a delivery status notification (RFC 3464), a complaint (RFC 5965), or a note in a mail server's own
 * words.
 * @param provenId the delivery that the address names which the mail came back to, where it names one.
 * @param host right side of our message ids: without a named address they tell which mail it was, where it was returned.
 */
export async function parseBounce(
  source: Buffer,
  { provenId, host }: { provenId: string | undefined; host: string },
): Promise<BounceReading> {
  const mail = await simpleParser(source, {
    keepDeliveryStatus: true,
    skipHtmlToText: false,
    skipTextToHtml: true,
    skipImageLinks: true,
    skipTextLinks: true,
  });
  const report = readReport(mail);
  if (typeof report === 'string') return { kind: 'ignored', reason: report };
  const deliveryId = provenId ?? findReturnedId(mail, host);
  if (deliveryId === undefined) return { kind: 'ignored', reason: 'names-no-delivery' };
  const { status, isFinal, isComplaint } = report;
  const detail = toLine(report.detail, MAX_DETAIL_LENGTH) || status;
  return { kind: 'bounce', deliveryId, status, isFinal, isComplaint, detail };
}

function readReport(mail: ParsedMail): Report | IgnoredReason {
  const part = (type: RegExp) => {
    const found = mail.attachments.find(({ contentType }) => type.test(contentType));
    return found?.content.toString('utf8');
  };
  const deliveryStatus = part(/^message\/(global-)?delivery-status$/);
  if (deliveryStatus !== undefined) return readDeliveryStatus(deliveryStatus) ?? 'not-a-report';
  const feedback = part(/^message\/feedback-report$/);
  if (feedback !== undefined) return readComplaint(feedback) ?? 'not-a-report';
  // Mail servers say of their own notes too that they are replies.
  const inOwnWords = isFromMailServer(mail) ? readPlainBounce(mail.text ?? '') : undefined;
  return inOwnWords ?? (isAutoReply(mail) ? 'auto-reply' : 'not-a-report');
}

/** RFC 3834, and what answering machines set that are older than it. */
function isAutoReply({ headers, subject = '' }: ParsedMail): boolean {
  const [word] = String(headers.get('auto-submitted') ?? '').split(/[;\s]/);
  if (word?.toLowerCase() === 'auto-replied') return true;
  if (['x-autoreply', 'x-autorespond'].some((name) => headers.has(name))) return true;
  return /^(automatic reply|auto(matic)?[ -]?(re(ply|sponse)|antwort)|out of (the )?office)\b/i.test(subject);
}

function isFromMailServer({ headers, headerLines, from, subject = '' }: ParsedMail): boolean {
  const sender = from?.value[0]?.address ?? '';
  const isNullSender = headerLines.some(({ key, line }) => key === 'return-path' && /:\s*<>/.test(line));
  return (
    /^(mailer-daemon|postmaster|microsoftexchange[0-9a-f]*)(@|$)/i.test(sender) ||
    headers.has('x-failed-recipients') ||
    (isNullSender && /undeliver|failure|returned|delivery status|not delivered/i.test(subject))
  );
}

/** The delivery of the mail that was returned, whole or its headers only; else of the one that this is said to answer. */
function findReturnedId(mail: ParsedMail, host: string): string | undefined {
  const returned = [
    ...mail.attachments
      .filter(({ contentType }) => /^(message|text)\//.test(contentType))
      .map(({ content }) => content.toString('utf8')),
    // Some servers quote the headers in their own words' part.
    mail.text ?? '',
  ].join('\n');
  const id = `<?(${UUID})@${host.replace(/[.]/g, '\\.')}>?`;
  const patterns = [`^>? *X-Wirewatch-Delivery: *(${UUID})`, `^>? *(?:Original-)?Message-ID:\\s*${id}`];
  for (const pattern of patterns) {
    const found = new RegExp(pattern, 'im').exec(returned)?.[1];
    if (found) return found.toLowerCase();
  }
  const answered = [mail.inReplyTo ?? '', ...[mail.references ?? []].flat()].join(' ');
  return new RegExp(id, 'i').exec(answered)?.[1]?.toLowerCase();
}
