import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { NewMessage } from '../message.js';
import { AlertEmail } from './alert-email.js';
import { ConfirmationEmail } from './confirmation-email.js';
import { DigestEmail } from './digest-email.js';
import { emailHeaders } from './email-headers.js';
import { emailSubject } from './email-subject.js';
import { alertText, confirmationText, digestText, noticeText, updateText } from './email-text.js';
import { NoticeEmail } from './notice-email.js';
import { UpdateEmail } from './update-email.js';

export interface RenderedEmail {
  subject: string;
  text: string;
  html: string;
  /** Beside From, To, Subject, Date and Message-ID. */
  headers: Record<string, string>;
  /** With its angle brackets; the same for every attempt, so that a mail server can tell a repetition. */
  messageId: string;
}

/** Pure: the same message gives the same mail. */
export function renderEmail(message: NewMessage, publicUrl: string): RenderedEmail {
  const [text, page] = bodyOf(message);
  return {
    subject: emailSubject(message),
    text,
    html: `<!doctype html>${renderToStaticMarkup(page)}`,
    ...emailHeaders(message, new URL(publicUrl).hostname),
  };
}

function bodyOf(message: NewMessage): [text: string, page: ReactElement] {
  switch (message.kind) {
    case 'alert':
      return [alertText(message), <AlertEmail message={message} />];
    case 'update':
      return [updateText(message), <UpdateEmail message={message} />];
    case 'digest':
      return [digestText(message), <DigestEmail message={message} />];
    case 'confirmation':
      return [confirmationText(message), <ConfirmationEmail message={message} />];
    case 'notice':
      return [noticeText(message), <NoticeEmail message={message} />];
  }
}
