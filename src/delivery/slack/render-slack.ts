import { toLine } from '../display-text.js';
import type { ConfirmationMessage, Message, NoticeMessage } from '../message.js';
import { showNotice } from '../show-notice.js';
import { MAX_NAME_LENGTH } from '../show-story.js';
import { button, plain, richText, section, type SlackBlock, styled } from './slack-blocks.js';
import { renderDigest } from './slack-digest.js';
import { renderStory } from './slack-story.js';
import { escapeMrkdwn } from './slack-text.js';

export interface SlackPost {
  /** For notifications and for screen readers. */
  text: string;
  blocks: SlackBlock[];
  unfurl_links: false;
  unfurl_media: false;
}

/** Of the text as it is given, before Slack's own signs are escaped. */
const MAX_LINE_LENGTH = 700;

/**
 * Pure. What a feed wrote goes into rich_text and plain_text, which Slack does not parse: no text can become a mention, a link or
 * formatting, and evidence is bold inside a word too, which mrkdwn cannot do in languages without spaces.
 */
export function renderSlack(message: Message): SlackPost {
  const { line, blocks } = render(message);
  return {
    text: escapeMrkdwn(toLine(line, MAX_LINE_LENGTH)),
    blocks,
    unfurl_links: false,
    unfurl_media: false,
  };
}

function render(message: Message): { line: string; blocks: SlackBlock[] } {
  switch (message.kind) {
    case 'alert':
    case 'update':
    case 'edit':
      return renderStory(message);
    case 'digest':
      return renderDigest(message);
    case 'confirmation':
      return renderConfirmation(message);
    case 'notice':
      return renderNotice(message);
  }
}

/** Without the link that proves a mailbox: whoever reads the channel need not own it. */
function renderConfirmation({ subscriberName }: ConfirmationMessage) {
  const name = toLine(subscriberName, MAX_NAME_LENGTH);
  const line = `Wirewatch can post here. Alerts for ${name} will come to this channel.`;
  return { line, blocks: [richText([section([plain(line)])])] };
}

function renderNotice(message: NoticeMessage) {
  const { title, about, text } = showNotice(message);
  return {
    line: `${title}: ${text}`,
    blocks: [
      richText([section([styled(title, { bold: true }), plain(`\n${about}\n${text}`)])]),
      button('open_target', 'Open target', message.targetPageUrl),
    ],
  };
}
