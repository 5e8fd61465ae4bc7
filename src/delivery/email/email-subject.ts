import { toLine } from '../display-text.js';
import type { AlertMessage, DigestMessage, MessageTopic, NewMessage, UpdateMessage } from '../message.js';
import { countEvents } from '../show-digest.js';
import { showNotice } from '../show-notice.js';
import { showTitle } from '../show-story.js';

const MAX_SUBJECT_LENGTH = 200;
const MAX_TOPIC_LENGTH = 60;

/** One line, whatever is in it. */
export function emailSubject(message: NewMessage): string {
  return toLine(subjectOf(message), MAX_SUBJECT_LENGTH);
}

function subjectOf(message: NewMessage): string {
  switch (message.kind) {
    case 'alert':
      return alertSubject(message, message.story.title);
    case 'update':
      return updateSubject(message);
    case 'digest':
      return digestSubject(message);
    case 'confirmation':
      return 'Confirm that Wirewatch may send you alerts';
    case 'notice':
      return showNotice(message).title;
  }
}

/** A development goes on in the thread of its alert; that something was wrong must be seen in a list of mails. */
function updateSubject(message: UpdateMessage): string {
  switch (message.update) {
    case 'development':
      return message.earlier
        ? `Re: ${alertSubject(message, message.firstTitle)}`
        : alertSubject(message, message.story.title);
    case 'correction':
      return `CORRECTION: ${alertSubject(message, message.story.title)}`;
    case 'retraction':
      return `WITHDRAWN: ${alertSubject(message, message.firstTitle)}`;
  }
}

function alertSubject({ topics, story }: AlertMessage | UpdateMessage, title: string): string {
  return `${topicTag(topics)}${story.isSample ? 'Sample: ' : ''}${showTitle(title, MAX_SUBJECT_LENGTH)}`;
}

function digestSubject(message: DigestMessage): string {
  const lead = message.topics[0]?.events[0]?.story.title;
  const name = toLine(message.subscriptionName, MAX_TOPIC_LENGTH);
  return `${name}: ${countEvents(message)}${lead === undefined ? '' : ` · ${showTitle(lead)}`}`;
}

function topicTag([first, ...others]: readonly MessageTopic[]): string {
  if (!first) return '';
  return `[${toLine(first.name, MAX_TOPIC_LENGTH)}${others.length > 0 ? ` +${others.length}` : ''}] `;
}
