import { html, type SafeHtml } from './html.js';

export interface StandalonePage {
  title: string;
  content: SafeHtml;
  /** Goes on to here at once, by the page itself: a request that starts on our own page takes the SameSite=Strict cookie along. */
  goOn?: string | undefined;
}

/** A page for whoever came by a link, beside the dashboard: no script, no outside resource. */
export function renderStandalonePage({ title, content, goOn }: StandalonePage): string {
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
          button {
            font: inherit;
            padding: 0.6rem 1.2rem;
            border-radius: 0.5rem;
            border: 1px solid;
            cursor: pointer;
          }
          p,
          h2 {
            overflow-wrap: anywhere;
          }
          section {
            border-top: 1px solid;
            margin-top: 2rem;
          }
          h2 {
            font-size: 1.2rem;
          }
          label {
            display: block;
            margin-top: 0.8rem;
          }
          input,
          select {
            font: inherit;
            display: block;
            width: 100%;
            box-sizing: border-box;
            padding: 0.4rem;
          }
          .buttons {
            display: flex;
            flex-wrap: wrap;
            gap: 0.6rem;
            margin-top: 1rem;
          }
          .error {
            color: light-dark(#a40000, #ff9b9b);
            margin: 0.2rem 0 0;
          }
          .said {
            border: 1px solid;
            border-radius: 0.5rem;
            padding: 0.6rem 1rem;
          }
          .hint {
            margin: 0.2rem 0 0;
            font-size: 0.9em;
          }
        </style>
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          ${content}
        </main>
      </body>
    </html> `.markup;
}
