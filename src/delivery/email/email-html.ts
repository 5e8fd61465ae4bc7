import { html, type SafeHtml } from '../../api/html.js';
import { toLanguageTag, toLine, toWebLink } from '../display-text.js';
import { type Segment, toExcerpt, toSegments } from '../excerpt.js';
import { explainMatch } from '../explain-match.js';
import type { AlertMessage, ConfirmationMessage } from '../message.js';
import { emailLayout } from './email-layout.js';
import { sourceLine } from './email-text.js';

const MAX_TITLE_LENGTH = 300;
const MAX_NAME_LENGTH = 120;
const MAX_OTHER_SOURCES = 10;
const EXCERPT_LENGTH = 400;

export function alertHtml(message: AlertMessage): string {
  const { story } = message;
  const link = toWebLink(story.url) ?? message.storyPageUrl;
  const language = toLanguageTag(story.language) ?? 'und';
  const title = story.title.trim() === '' ? html`Untitled story` : marked(titleSegments(message));
  return emailLayout({
    title: toLine(story.title, MAX_TITLE_LENGTH),
    banner: story.isSample ? 'Sample story, not real news: it shows how Wirewatch works.' : null,
    body: html`<p class="quiet" style="margin:0 0 8px;font-size:13px;color:#5b6470">
        ${message.topics.map(({ name }) => toLine(name, MAX_NAME_LENGTH)).join(' · ')}
      </p>
      <h1 style="margin:0 0 8px;font-size:21px;line-height:1.3;font-weight:600" lang="${language}" dir="auto">
        <a class="text" href="${link}" style="color:#14181d;text-decoration:none">${title}</a>
      </h1>
      <p class="quiet" style="margin:0 0 16px;font-size:13px;color:#5b6470">${sourceLine(message)}</p>
      <p style="margin:0 0 20px;font-size:16px;line-height:1.5" lang="${language}" dir="auto">
        ${marked(toExcerpt(story.text, story.textSpans, EXCERPT_LENGTH))}
      </p>
      <p style="margin:0 0 24px">
        <a
          class="button"
          href="${message.storyPageUrl}"
          style="display:inline-block;padding:10px 18px;border-radius:6px;background:#14508c;color:#ffffff;text-decoration:none;font-size:15px"
          >Open story</a
        >
      </p>
      ${whyList(message)} ${otherSourcesList(message)}`,
    footer: html`<a class="quiet" href="${message.unsubscribeUrl}" style="color:#5b6470">Stop these alerts</a>`,
  });
}

export function confirmationHtml(message: ConfirmationMessage): string {
  return emailLayout({
    title: 'Confirm your alerts',
    banner: null,
    body: html`<p style="margin:0 0 16px;font-size:16px;line-height:1.5">
        Hello ${toLine(message.subscriberName, MAX_NAME_LENGTH)},
      </p>
      <p style="margin:0 0 20px;font-size:16px;line-height:1.5">
        somebody asked Wirewatch to send news alerts to ${toLine(message.targetLabel, MAX_NAME_LENGTH)}.
      </p>
      <p style="margin:0 0 24px">
        <a
          class="button"
          href="${message.confirmUrl}"
          style="display:inline-block;padding:10px 18px;border-radius:6px;background:#14508c;color:#ffffff;text-decoration:none;font-size:15px"
          >Confirm</a
        >
      </p>
      <p class="quiet" style="margin:0;font-size:13px;line-height:1.5;color:#5b6470">
        If you do not want this, do nothing: no alert is sent unless you confirm.
      </p>`,
    footer: html`Sent once, because this address was entered at Wirewatch.`,
  });
}

function titleSegments({ story }: AlertMessage): Segment[] {
  return toSegments(story.title, story.titleSpans, MAX_TITLE_LENGTH);
}

function marked(segments: readonly Segment[]): SafeHtml[] {
  return segments.map(({ text, isEvidence }) =>
    isEvidence
      ? html`<span class="mark" style="background:#ffe9a8;color:#14181d;border-radius:2px">${text}</span>`
      : html`${text}`,
  );
}

function whyList({ why }: AlertMessage): SafeHtml {
  const items = explainMatch(why).map(
    ({ topic, reasons }) => html`<li style="margin:0 0 4px"><b>${topic}</b>: ${reasons.join(', ')}</li>`,
  );
  return html`<p style="margin:0 0 4px;font-size:14px;font-weight:600">Why you get this</p>
    <ul style="margin:0 0 20px;padding:0 0 0 20px;font-size:14px;line-height:1.5">
      ${items}
    </ul>`;
}

function otherSourcesList({ otherSources }: AlertMessage): SafeHtml | null {
  if (otherSources.length === 0) return null;
  const items = otherSources.slice(0, MAX_OTHER_SOURCES).map(({ name, url }) => {
    const label = toLine(name, MAX_NAME_LENGTH);
    const link = toWebLink(url);
    return link
      ? html`<li style="margin:0 0 4px"><a class="link" href="${link}" style="color:#14508c">${label}</a></li>`
      : html`<li style="margin:0 0 4px">${label}</li>`;
  });
  return html`<p style="margin:0 0 4px;font-size:14px;font-weight:600">Also told by</p>
    <ul style="margin:0 0 20px;padding:0 0 0 20px;font-size:14px;line-height:1.5">
      ${items}
    </ul>`;
}
