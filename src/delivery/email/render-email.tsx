import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { DigestMessage, NewMessage } from '../message.js';
import { AlertEmail } from './alert-email.js';
import { ConfirmationEmail } from './confirmation-email.js';
import { DigestEmail } from './digest-email.js';
import { DIGEST_EVENTS, MAX_HTML_BYTES } from './email-lengths.js';
import { emailHeaders } from './email-headers.js';
import { emailSubject } from './email-subject.js';
import { alertText, confirmationText, digestText, noticeText, updateText } from './email-text.js';
import { NoticeEmail } from './notice-email.js';
import { type EmailBody, shareBodies } from './share-bodies.js';
import { UpdateEmail } from './update-email.js';

export interface RenderedEmail extends EmailBody {
  subject: string;
  /** Beside From, To, Subject, Date and Message-ID. */
  headers: Record<string, string>;
  /** With its angle brackets; the same for every attempt, so that a mail server can tell a repetition. */
  messageId: string;
}

const renderSharedBody = shareBodies(renderBody);

/** Pure: the same message gives the same mail. */
export function renderEmail(message: NewMessage, publicUrl: string): RenderedEmail {
  return {
    subject: emailSubject(message),
    ...renderSharedBody(message),
    ...emailHeaders(message, new URL(publicUrl).hostname),
  };
}

export function renderBody(message: NewMessage): EmailBody {
  switch (message.kind) {
    case 'alert':
      return { text: alertText(message), html: toDocument(<AlertEmail message={message} />) };
    case 'update':
      return { text: updateText(message), html: toDocument(<UpdateEmail message={message} />) };
    case 'digest':
      return digestBody(message);
    case 'confirmation':
      return { text: confirmationText(message), html: toDocument(<ConfirmationEmail message={message} />) };
    case 'notice':
      return { text: noticeText(message), html: toDocument(<NoticeEmail message={message} />) };
  }
}

/** With as many events as fit. */
function digestBody(message: DigestMessage): EmailBody {
  for (let total = DIGEST_EVENTS; ; total = Math.floor(total / 2)) {
    const html = toDocument(<DigestEmail message={message} total={total} />);
    if (Buffer.byteLength(html) <= MAX_HTML_BYTES || total <= 1) return { text: digestText(message, total), html };
  }
}

function toDocument(page: ReactElement): string {
  return `<!doctype html>${renderToStaticMarkup(page)}`;
}
