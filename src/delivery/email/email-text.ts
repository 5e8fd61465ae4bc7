import { toLine, toWebLink } from '../display-text.js';
import { plainText, toExcerpt } from '../excerpt.js';
import { explainMatch } from '../explain-match.js';
import { formatTime } from '../format-time.js';
import type { AlertMessage, ConfirmationMessage } from '../message.js';

const MAX_TITLE_LENGTH = 300;
const MAX_NAME_LENGTH = 120;
const MAX_OTHER_SOURCES = 10;
const EXCERPT_LENGTH = 400;

/** The plain part. Whatever comes from a feed stays within one line, so it cannot pose as another part of the message. */
export function alertText(message: AlertMessage): string {
  const { story } = message;
  const link = toWebLink(story.url);
  const others = message.otherSources
    .slice(0, MAX_OTHER_SOURCES)
    .map(({ name, url }) => [`- ${toLine(name, MAX_NAME_LENGTH)}`, toWebLink(url)].filter(Boolean).join(': '));
  return paragraphs([
    story.isSample ? 'SAMPLE STORY, NOT REAL NEWS: it shows how Wirewatch works.' : '',
    lines([toLine(story.title, MAX_TITLE_LENGTH) || 'Untitled story', sourceLine(message)]),
    plainText(toExcerpt(story.text, story.textSpans, EXCERPT_LENGTH)),
    lines([
      'Why you get this:',
      ...explainMatch(message.why).map(({ topic, reasons }) => `- ${topic}: ${reasons.join(', ')}`),
    ]),
    lines([link ? `Read it at the source: ${link}` : '', `Open it in Wirewatch: ${message.storyPageUrl}`]),
    others.length > 0 ? lines(['Also told by:', ...others]) : '',
    `Stop these alerts: ${message.unsubscribeUrl}`,
  ]);
}

export function sourceLine({ story, locale, timeZone }: AlertMessage): string {
  const time = story.publishedAt ? formatTime(story.publishedAt, locale, timeZone) : 'time not given';
  return `${toLine(story.sourceName, MAX_NAME_LENGTH)} · ${time}`;
}

export function confirmationText(message: ConfirmationMessage): string {
  return paragraphs([
    `Hello ${toLine(message.subscriberName, MAX_NAME_LENGTH)},`,
    `somebody asked Wirewatch to send news alerts to ${toLine(message.targetLabel, MAX_NAME_LENGTH)}. To allow it, open this page and confirm:`,
    message.confirmUrl,
    'If you do not want this, do nothing: no alert is sent unless you confirm.',
  ]);
}

function paragraphs(parts: string[]): string {
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}

function lines(parts: string[]): string {
  return parts.filter(Boolean).join('\n');
}
