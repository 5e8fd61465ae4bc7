import { cutAt } from '../display-text.js';
import { toLiteral, toLiteralLine } from './slack-text.js';

interface RichTextStyle {
  bold?: true;
  italic?: true;
  strike?: true;
}
export type RichTextElement =
  | { type: 'text'; text: string; style?: RichTextStyle }
  | { type: 'link'; url: string; text: string; style?: RichTextStyle };
export interface RichTextPart {
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
  | { type: 'divider' }
  | { type: 'rich_text'; elements: RichTextPart[] }
  | { type: 'actions'; elements: { type: 'button'; action_id: string; url: string; text: PlainText }[] };

// https://docs.slack.dev/reference/block-kit/blocks
export const MAX_BLOCKS = 50;
const MAX_HEADER_LENGTH = 150;
/** As JSON, so that three of them and what stands around them stay within the limit of a message; Slack's own is 3,000 of text. */
const MAX_BLOCK_LENGTH = 3_000;
/**
 * Of all blocks as JSON. Slack refuses more than about 13,200 characters with `msg_blocks_too_long`, containers counted in; where
 * the limit lies is not documented: https://github.com/slackapi/bolt-js/issues/2867
 */
export const MAX_BLOCKS_LENGTH = 12_000;

/** Cut to what one block holds; a part without text is left out. */
export function richText(parts: readonly RichTextPart[]): SlackBlock {
  let left = MAX_BLOCK_LENGTH;
  const fitted: RichTextPart[] = [];
  for (const { type, elements } of parts) {
    const kept: RichTextElement[] = [];
    for (const element of elements) {
      const fit = fitElement(element, left);
      if (!fit) continue;
      kept.push(fit);
      left -= JSON.stringify(fit).length;
    }
    if (kept.length > 0) fitted.push({ type, elements: kept });
  }
  return { type: 'rich_text', elements: fitted };
}

function fitElement(element: RichTextElement, room: number): RichTextElement | undefined {
  if (element.text === '') return undefined;
  const length = JSON.stringify(element).length;
  if (length <= room) return element;
  const textRoom = room - (length - element.text.length) - 1;
  return textRoom > 0 ? { ...element, text: `${cutAt(element.text, textRoom)}…` } : undefined;
}

export function header(text: string): SlackBlock {
  return { type: 'header', text: plainText(toLiteralLine(text, MAX_HEADER_LENGTH)) };
}

export function notice(text: string): SlackBlock {
  return { type: 'section', text: plainText(text) };
}

export function button(action: string, label: string, url: string): SlackBlock {
  return { type: 'actions', elements: [{ type: 'button', action_id: action, url, text: plainText(label) }] };
}

export function section(elements: RichTextElement[]): RichTextPart {
  return { type: 'rich_text_section', elements };
}

export function quote(elements: RichTextElement[]): RichTextPart {
  return { type: 'rich_text_quote', elements };
}

export function plain(text: string): RichTextElement {
  return { type: 'text', text: toLiteral(text) };
}

export function styled(text: string, style: RichTextStyle): RichTextElement {
  return { type: 'text', text: toLiteral(text), style };
}

/** The text alone where there is no link. */
export function linked(text: string, url: string | undefined, style?: RichTextStyle): RichTextElement {
  const literal = { text: toLiteral(text), ...(style ? { style } : {}) };
  return url === undefined ? { type: 'text', ...literal } : { type: 'link', url, ...literal };
}

function plainText(text: string): PlainText {
  return { type: 'plain_text', text, emoji: false };
}
