import { html } from '../api/html.js';
import { renderStandalonePage } from '../api/standalone-page.js';

export interface SelfServicePage {
  title: string;
  text: string;
  /** A form that posts to the page's own address: opening a link changes nothing, since mail scanners open links too. */
  button?: string;
}

export function renderSelfServicePage({ title, text, button }: SelfServicePage): string {
  const form = button ? html`<form method="post"><button type="submit">${button}</button></form>` : null;
  return renderStandalonePage({
    title,
    content: html`
      <p>${text}</p>
      ${form}
    `,
  });
}
