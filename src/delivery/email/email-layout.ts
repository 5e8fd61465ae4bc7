import { html, type SafeHtml } from '../../api/html.js';

export interface EmailParts {
  title: string;
  /** Stands above everything, so that nobody can miss it. */
  banner: string | null;
  body: SafeHtml;
  footer: SafeHtml;
}

// Mail clients that know no style sheet get the light colours of the style attributes; those that do get dark ones in the dark.
const darkStyles = html`<style>
  :root {
    color-scheme: light dark;
    supported-color-schemes: light dark;
  }
  @media (prefers-color-scheme: dark) {
    .page {
      background: #14181d !important;
    }
    .card {
      background: #1e242b !important;
      border-color: #333c46 !important;
    }
    .card,
    .text {
      color: #e8ebef !important;
    }
    .quiet {
      color: #9aa5b1 !important;
    }
    .link {
      color: #7db8f0 !important;
    }
    .button {
      background: #7db8f0 !important;
      color: #14181d !important;
    }
    .mark {
      background: #6b5310 !important;
      color: #fff3cf !important;
    }
  }
</style>`;

/** One column, at most 600 pixels wide, as wide as a phone where that is less. */
export function emailLayout({ title, banner, body, footer }: EmailParts): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>${title}</title>
        ${darkStyles}
      </head>
      <body class="page" style="margin:0;padding:0;background:#f2f4f6">
        <table class="page" role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background:#f2f4f6">
          <tr>
            <td align="center" style="padding:16px 8px">
              <table
                class="card"
                role="presentation"
                width="100%"
                cellpadding="0"
                cellspacing="0"
                style="max-width:600px;background:#ffffff;color:#14181d;border:1px solid #dde2e7;border-radius:8px;font-family:-apple-system,'Segoe UI',Roboto,'Noto Sans',Helvetica,Arial,sans-serif"
              >
                ${banner === null ? null : bannerRow(banner)}
                <tr>
                  <td style="padding:24px;text-align:start;overflow-wrap:anywhere">${body}</td>
                </tr>
                <tr>
                  <td class="quiet" style="padding:0 24px 20px;font-size:12px;color:#5b6470">${footer}</td>
                </tr>
              </table>
            </td>
          </tr>
        </table>
      </body>
    </html>`.markup;
}

function bannerRow(text: string): SafeHtml {
  return html`<tr>
    <td style="padding:10px 24px;background:#8a4b00;color:#ffffff;font-size:14px;font-weight:600;border-radius:8px 8px 0 0">
      ${text}
    </td>
  </tr>`;
}
