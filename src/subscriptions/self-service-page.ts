import { html, type SafeHtml } from '../api/html.js';

export interface SelfServicePage {
  title: string;
  text: string;
  /** A form that posts to the page's own address: opening a link changes nothing, since mail scanners open links too. */
  button?: string;
}

/** Pages of subscribers, who need no account: no script, no outside resource. */
export function renderSelfServicePage({ title, text, button }: SelfServicePage): string {
  const form: SafeHtml | null = button
    ? html`<form method="post"><button type="submit">${button}</button></form>`
    : null;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title} · Wirewatch</title>
        <style>
          :root {
            color-scheme: light dark;
          }
          body {
            font:
              17px/1.5 system-ui,
              sans-serif;
            max-width: 34rem;
            margin: 12vh auto;
            padding: 0 1.25rem;
          }
          h1 {
            font-size: 1.5rem;
            line-height: 1.25;
          }
          button {
            font: inherit;
            padding: 0.6rem 1.2rem;
            border-radius: 0.5rem;
            border: 1px solid;
            cursor: pointer;
          }
          p {
            overflow-wrap: anywhere;
          }
        </style>
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          <p>${text}</p>
          ${form}
        </main>
      </body>
    </html> `.markup;
}
