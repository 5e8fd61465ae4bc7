import { toLine } from '../display-text.js';
import type { AlertMessage, Message } from '../message.js';
import { alertHtml, confirmationHtml } from './email-html.js';
import { alertText, confirmationText } from './email-text.js';

export interface RenderedEmail {
  subject: string;
  text: string;
  html: string;
  /** Beside From, To, Subject, Date and Message-ID. */
  headers: Record<string, string>;
  /** With its angle brackets; the same for every attempt, so that a mail server can tell a repetition. */
  messageId: string;
}

const MAX_SUBJECT_LENGTH = 200;
const MAX_TOPIC_LENGTH = 60;

/** Pure: the same message gives the same mail. */
export function renderEmail(message: Message, publicUrl: string): RenderedEmail {
  const headers = {
    // RFC 3834: no out-of-office reply, please.
    'Auto-Submitted': 'auto-generated',
    'X-Wirewatch-Delivery': message.deliveryId,
  };
  const messageId = `<${message.deliveryId}@${new URL(publicUrl).hostname}>`;
  if (message.kind === 'confirmation') {
    const subject = toLine('Confirm that Wirewatch may send you alerts', MAX_SUBJECT_LENGTH);
    return { subject, text: confirmationText(message), html: confirmationHtml(message), headers, messageId };
  }
  return {
    subject: alertSubject(message),
    text: alertText(message),
    html: alertHtml(message),
    // RFC 8058. The URL parser has escaped whatever could end the brackets.
    headers: {
      ...headers,
      'List-Unsubscribe': `<${new URL(message.unsubscribeUrl).href}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    },
    messageId,
  };
}

function alertSubject({ topics, story }: AlertMessage): string {
  const [first, ...others] = topics;
  const more = others.length > 0 ? ` +${others.length}` : '';
  const topic = first ? `[${toLine(first.name, MAX_TOPIC_LENGTH)}${more}] ` : '';
  const title = toLine(story.title, MAX_SUBJECT_LENGTH) || 'Untitled story';
  return toLine(`${topic}${story.isSample ? 'Sample: ' : ''}${title}`, MAX_SUBJECT_LENGTH);
}
