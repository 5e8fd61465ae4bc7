import { toLine, toWebLink } from '../display-text.js';
import { plainText } from '../excerpt.js';
import { explainMatch } from '../explain-match.js';
import { formatTime } from '../format-time.js';
import type {
  AlertMessage,
  ConfirmationMessage,
  DigestEvent,
  DigestMessage,
  NoticeMessage,
  OtherSource,
  UpdateMessage,
} from '../message.js';
import { changesAsText, showChanges } from '../show-changes.js';
import { countEvents, fitDigest } from '../show-digest.js';
import { showNotice } from '../show-notice.js';
import {
  MAX_NAME_LENGTH,
  type Reader,
  showOtherSources,
  showSource,
  showStory,
  type ShownStory,
  showTitle,
} from '../show-story.js';
import { SAMPLE_WARNING, updateNames, updateWarnings } from '../update-words.js';
import {
  CHANGES_LENGTH,
  DIGEST_EXCERPT_LENGTH,
  DIGEST_FULL_EVENTS,
  DIGEST_UPDATES,
  EXCERPT_LENGTH,
  TOO_MUCH_CHANGED,
} from './email-lengths.js';

const SAMPLE_LINE = SAMPLE_WARNING.replace('Sample story, not real news', 'SAMPLE STORY, NOT REAL NEWS');

// The plain parts. Whatever comes from a feed stays within one line, so it cannot pose as another part of the message.

export function alertText(message: AlertMessage): string {
  const story = showStory(message.story, message, EXCERPT_LENGTH);
  return paragraphs([
    message.story.isSample ? SAMPLE_LINE : '',
    ...storyText(message, story),
    ...endOfAlert(message, story),
  ]);
}

export function updateText(message: UpdateMessage): string {
  const story = showStory(message.story, message, EXCERPT_LENGTH);
  return paragraphs([
    updateWarnings[message.update]?.toUpperCase() ?? '',
    message.story.isSample ? SAMPLE_LINE : '',
    `${updateNames[message.update]}:`,
    ...storyText(message, story),
    `First told as: ${showTitle(message.firstTitle)}`,
    ...changesText(message.changes),
    ...endOfAlert(message, story),
  ]);
}

/** @param total how many events there is room for. */
export function digestText(message: DigestMessage, total: number): string {
  const { topics, leftOut } = fitDigest(message, { full: DIGEST_FULL_EVENTS, total });
  const hasSample = topics.some(({ events }) => events.some(({ event }) => event.story.isSample));
  return paragraphs([
    hasSample ? `With samples. ${SAMPLE_LINE}` : '',
    lines([
      toLine(message.subscriptionName, MAX_NAME_LENGTH),
      `${formatTime(message.dueAt, message.locale, message.timeZone)} · ${countEvents(message)}`,
    ]),
    ...topics.flatMap(({ name, events }) => [
      `== ${toLine(name, MAX_NAME_LENGTH)} ==`,
      ...events.map(({ event, size }) => eventText(event, size === 'full', message)),
    ]),
    leftOut > 0 ? `${leftOut} more in Wirewatch.` : '',
    lines([`Change or pause: ${message.preferencesUrl}`, `Stop these digests: ${message.unsubscribeUrl}`]),
  ]);
}

export function confirmationText(message: ConfirmationMessage): string {
  return paragraphs([
    `Hello ${toLine(message.subscriberName, MAX_NAME_LENGTH)},`,
    `somebody asked Wirewatch to send news alerts to ${toLine(message.targetLabel, MAX_NAME_LENGTH)}. To allow it, open this page and confirm:`,
    message.confirmUrl,
    'If you do not want this, do nothing: no alert is sent unless you confirm.',
  ]);
}

export function noticeText(message: NoticeMessage): string {
  const { title, about, text } = showNotice(message);
  return paragraphs([lines([title, about]), text, `Open target: ${message.targetPageUrl}`]);
}

function storyText({ topics }: AlertMessage | UpdateMessage, story: ShownStory): string[] {
  return [
    topics.map(({ name }) => toLine(name, MAX_NAME_LENGTH)).join(' · '),
    lines([story.title, story.source]),
    plainText(story.excerpt),
  ];
}

function endOfAlert(
  { why, otherSources, storyPageUrl, unsubscribeUrl, preferencesUrl }: AlertMessage | UpdateMessage,
  story: ShownStory,
) {
  const reasons = explainMatch(why).map(({ topic, reasons }) => `- ${topic}: ${reasons.join(', ')}`);
  const others = othersText(otherSources);
  return [
    reasons.length > 0 ? lines(['Why you get this:', ...reasons]) : '',
    lines([story.link ? `Read it at the source: ${story.link}` : '', `Open it in Wirewatch: ${storyPageUrl}`]),
    others.length > 0 ? lines(['Also told by:', ...others]) : '',
    lines([`Change or pause: ${preferencesUrl}`, `Stop these alerts: ${unsubscribeUrl}`]),
  ];
}

function changesText(changes: UpdateMessage['changes']): string[] {
  if (changes === null) return [];
  const title = showChanges(changes.title, CHANGES_LENGTH);
  const text = showChanges(changes.text, CHANGES_LENGTH);
  return [
    title.kind === 'changed' ? lines(['What changed in the headline:', changesAsText(title.parts)]) : '',
    text.kind === 'changed' ? lines(['What changed in the text:', changesAsText(text.parts)]) : '',
    title.kind === 'too-long' || text.kind === 'too-long' ? TOO_MUCH_CHANGED : '',
  ];
}

function eventText(event: DigestEvent, isFull: boolean, reader: Reader): string {
  const story = showStory(event.story, reader, isFull && event.isNew ? DIGEST_EXCERPT_LENGTH : 0);
  const updates = event.updates.slice(-DIGEST_UPDATES);
  const others = othersText(event.otherSources);
  return lines([
    `${event.story.isSample ? 'Sample: ' : ''}${story.title}`,
    `${event.isNew ? '' : 'Told before · '}${story.source}`,
    plainText(story.excerpt),
    event.updates.length > updates.length ? `- ${event.updates.length - updates.length} earlier` : '',
    ...updates.map((update) =>
      [
        `- ${updateNames[update.kind]}: ${showTitle(update.title)} (${showSource(update, reader)})`,
        toWebLink(update.url),
      ]
        .filter(Boolean)
        .join(': '),
    ),
    isFull && event.why.length > 0
      ? `Why: ${explainMatch(event.why)
          .flatMap(({ reasons }) => reasons)
          .join(', ')}`
      : '',
    ...(isFull && others.length > 0 ? ['Also told by:', ...others] : []),
    story.link ? `Read it at the source: ${story.link}` : '',
    `Open it in Wirewatch: ${event.storyPageUrl}`,
  ]);
}

function othersText(sources: readonly OtherSource[]): string[] {
  const { shown, more } = showOtherSources(sources);
  return [
    ...shown.map(({ name, link }) => [`- ${name}`, link].filter(Boolean).join(': ')),
    ...(more > 0 ? [`- ${more} more`] : []),
  ];
}

function paragraphs(parts: string[]): string {
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}

function lines(parts: string[]): string {
  return parts.filter(Boolean).join('\n');
}
