import { html, type SafeHtml } from '../api/html.js';
import { renderStandalonePage } from '../api/standalone-page.js';

export interface AccountPage {
  title: string;
  text: string;
  /** A form, or a link. */
  content?: SafeHtml;
  /** Where it goes on to by itself. */
  goOn?: string;
}

/** Pages about accounts: what happened, and a form or a link to go on by. */
export function renderAccountPage({ title, text, content, goOn }: AccountPage): string {
  return renderStandalonePage({
    title,
    content: html`
      <p>${text}</p>
      ${content ?? null}
    `,
    goOn,
  });
}
