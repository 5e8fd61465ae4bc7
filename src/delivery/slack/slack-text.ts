import { toLine } from '../display-text.js';

// Slack shows rich_text and plain_text as they are, but servers that only resemble it, and bridges, read mentions out of any text:
// an invisible word joiner after the sign keeps them from it.
const mention = /<(?=[!@#])|@(?=(?:channel|here|everyone|all)\b)/gi;

/** Feed text for a rich_text or plain_text element. */
export function toLiteral(text: string): string {
  return text.replace(mention, '$&\u2060');
}

/** {@link toLiteral} on one line of at most `maxLength` UTF-16 units. */
export function toLiteralLine(text: string, maxLength: number): string {
  return toLine(toLiteral(toLine(text, maxLength)), maxLength);
}

/** Feed text for mrkdwn, as in the fallback: https://docs.slack.dev/messaging/formatting-message-text#escaping */
export function escapeMrkdwn(text: string): string {
  return toLiteral(text).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
