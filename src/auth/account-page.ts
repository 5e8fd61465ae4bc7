import { html, type SafeHtml } from '../api/html.js';

export interface AccountPage {
  title: string;
  text: string;
  /** A form, or a link. */
  content?: SafeHtml;
  /** Goes on to here at once, by the page itself: a request that starts on our own page takes the SameSite=Strict cookie along. */
  goOn?: string;
}

/** Pages about accounts outside the dashboard: no script, no outside resource. */
export function renderAccountPage({ title, text, content, goOn }: AccountPage): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        ${goOn === undefined ? null : html`<meta http-equiv="refresh" content="0; url=${goOn}" />`}
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
          input,
          button {
            font: inherit;
            padding: 0.6rem 1rem;
            border-radius: 0.5rem;
            border: 1px solid;
          }
          input {
            display: block;
            width: 100%;
            box-sizing: border-box;
            margin: 0.4rem 0 1rem;
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
          ${content ?? null}
        </main>
      </body>
    </html> `.markup;
}
