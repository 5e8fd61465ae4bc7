import { createHash, randomUUID } from 'node:crypto';
import { renderToStaticMarkup } from 'react-dom/server';
import type { NewMessage } from '../message.js';
import { keepRecent } from '../recent-values.js';

export interface EmailBody {
  text: string;
  html: string;
}

/** About 10 KB each. */
const MAX_BODIES = 200;

/**
 * Renders once what many readers get: the mails of one story differ in the reader's own links, and in ids that are not shown.
 * Setting a body takes about half a millisecond, and a story may go to thousands. Gives what `render` gives.
 */
export function shareBodies(render: (message: NewMessage) => EmailBody): (message: NewMessage) => EmailBody {
  // No feed can know them, so none can have a link put into its words.
  const placeholders = {
    unsubscribeUrl: `https://placeholder.invalid/${randomUUID()}`,
    preferencesUrl: `https://placeholder.invalid/${randomUUID()}`,
  };
  const bodies = keepRecent<EmailBody>(MAX_BODIES);
  return (message) => {
    if (message.kind !== 'alert' && message.kind !== 'update') return render(message);
    const shared = { ...message, ...placeholders };
    const key = keyOf(shared);
    let body = bodies.get(key);
    if (!body) {
      body = render(shared);
      bodies.set(key, body);
    }
    const { unsubscribeUrl, preferencesUrl } = message;
    let { text, html } = body;
    for (const [placeholder, link] of [
      [placeholders.unsubscribeUrl, unsubscribeUrl],
      [placeholders.preferencesUrl, preferencesUrl],
    ] as const) {
      const escaped = renderToStaticMarkup(link);
      text = text.replaceAll(placeholder, () => link);
      html = html.replaceAll(placeholder, () => escaped);
    }
    return { text, html };
  };
}

/** A digest of all that is shown. */
function keyOf(message: NewMessage): string {
  const shown = { ...message, deliveryId: '', alertId: '', createdAt: '', earlier: null };
  return createHash('sha256').update(JSON.stringify(shown)).digest('base64');
}
