import { toLine, toWebLink } from '../display-text.js';
import { type Segment, toExcerpt } from '../excerpt.js';
import { explainMatch } from '../explain-match.js';
import { formatTime } from '../format-time.js';
import type { AlertMessage, Message } from '../message.js';
import { escapeMrkdwn, toLiteral, toLiteralLine } from './slack-text.js';

interface RichTextStyle {
  bold?: true;
  italic?: true;
}
type RichTextElement =
  | { type: 'text'; text: string; style?: RichTextStyle }
  | { type: 'link'; url: string; text: string; style?: RichTextStyle };
interface RichTextPart {
  type: 'rich_text_section' | 'rich_text_quote';
  elements: RichTextElement[];
}
interface PlainText {
  type: 'plain_text';
  text: string;
  emoji: false;
}
export type SlackBlock =
  | { type: 'header'; text: PlainText }
  | { type: 'section'; text: PlainText }
  | { type: 'rich_text'; elements: RichTextPart[] }
  | { type: 'actions'; elements: { type: 'button'; action_id: string; url: string; text: PlainText }[] };

export interface SlackPost {
  /** For notifications and for screen readers. */
  text: string;
  blocks: SlackBlock[];
  unfurl_links: false;
  unfurl_media: false;
}

// https://docs.slack.dev/reference/block-kit/blocks/header-block
const MAX_HEADER_LENGTH = 150;
const MAX_TITLE_LENGTH = 300;
const MAX_NAME_LENGTH = 120;
const EXCERPT_LENGTH = 400;
const MAX_OTHER_SOURCES = 10;

/**
 * Pure. What a feed wrote goes into rich_text and plain_text, which Slack does not parse: no text can become a mention, a link or
 * formatting, and evidence is bold inside a word too, which mrkdwn cannot do in languages without spaces.
 */
export function renderSlack(message: Message): SlackPost {
  if (message.kind === 'alert') return renderAlert(message);
  const label = `Wirewatch can post here. Alerts for ${toLine(message.subscriberName, MAX_NAME_LENGTH)} will come to this channel.`;
  return post(escapeMrkdwn(label), [richText([section([plain(toLiteral(label))])])]);
}

function renderAlert(message: AlertMessage): SlackPost {
  const { story } = message;
  const topics = message.topics.map(({ name }) => toLine(name, MAX_NAME_LENGTH)).join(' · ');
  const title = toLine(story.title, MAX_TITLE_LENGTH) || 'Untitled story';
  const sample = story.isSample ? 'Sample: ' : '';
  const fallback = `${topics === '' ? '' : `[${topics}] `}${sample}${title}`;
  const blocks: SlackBlock[] = [];
  if (topics !== '') blocks.push({ type: 'header', text: plainText(toLiteralLine(topics, MAX_HEADER_LENGTH)) });
  if (story.isSample) {
    const banner = 'Sample story, not real news: it shows how Wirewatch works.';
    blocks.push({ type: 'section', text: plainText(banner) });
  }
  blocks.push(richText(storyParts(message, title)), richText(contextParts(message)), {
    type: 'actions',
    elements: [{ type: 'button', action_id: 'open_story', url: message.storyPageUrl, text: plainText('Open story') }],
  });
  return post(escapeMrkdwn(fallback), blocks);
}

function storyParts({ story, locale, timeZone }: AlertMessage, title: string): RichTextPart[] {
  const link = toWebLink(story.url);
  const literalTitle = toLiteral(title);
  const time = story.publishedAt ? formatTime(story.publishedAt, locale, timeZone) : 'time not given';
  const excerpt = toExcerpt(story.text, story.textSpans, EXCERPT_LENGTH).map(toElement);
  const parts = [
    section([
      link ? { type: 'link', url: link, text: literalTitle, style: { bold: true } } : bold(literalTitle),
      plain(`\n${toLiteralLine(story.sourceName, MAX_NAME_LENGTH)} · ${time}`),
    ]),
  ];
  return excerpt.length > 0 ? [...parts, { type: 'rich_text_quote', elements: excerpt }] : parts;
}

function contextParts({ why, otherSources }: AlertMessage): RichTextPart[] {
  const reasons = explainMatch(why).flatMap(({ topic, reasons }) => [
    plain('\n'),
    bold(toLiteral(topic)),
    plain(`: ${toLiteral(reasons.join(', '))}`),
  ]);
  const others = otherSources.slice(0, MAX_OTHER_SOURCES).flatMap(({ name, url }, index): RichTextElement[] => {
    const label = toLiteralLine(name, MAX_NAME_LENGTH);
    const link = toWebLink(url);
    if (label === '') return [];
    return [...(index > 0 ? [plain(', ')] : []), link ? { type: 'link', url: link, text: label } : plain(label)];
  });
  return [
    section([italic('Why you get this'), ...reasons]),
    ...(others.length > 0 ? [section([italic('Also told by '), ...others])] : []),
  ];
}

function post(text: string, blocks: SlackBlock[]): SlackPost {
  return { text, blocks, unfurl_links: false, unfurl_media: false };
}

function richText(elements: RichTextPart[]): SlackBlock {
  return { type: 'rich_text', elements };
}

function section(elements: RichTextElement[]): RichTextPart {
  return { type: 'rich_text_section', elements };
}

function toElement({ text, isEvidence }: Segment): RichTextElement {
  return isEvidence ? bold(toLiteral(text)) : plain(toLiteral(text));
}

function plain(text: string): RichTextElement {
  return { type: 'text', text };
}

function bold(text: string): RichTextElement {
  return { type: 'text', text, style: { bold: true } };
}

function italic(text: string): RichTextElement {
  return { type: 'text', text, style: { italic: true } };
}

function plainText(text: string): PlainText {
  return { type: 'plain_text', text, emoji: false };
}
