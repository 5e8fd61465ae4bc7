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
 * Renders once what many readers get: the mails of one story differ in the link that unsubscribes, and in ids that are not shown.
 * Setting a body takes about half a millisecond, and a story may go to thousands. Gives what `render` gives.
 */
export function shareBodies(render: (message: NewMessage) => EmailBody): (message: NewMessage) => EmailBody {
  // No feed can know it, so none can have the link put into its words.
  const placeholder = `https://placeholder.invalid/${randomUUID()}`;
  const bodies = keepRecent<EmailBody>(MAX_BODIES);
  return (message) => {
    if (message.kind !== 'alert' && message.kind !== 'update') return render(message);
    const shared = { ...message, unsubscribeUrl: placeholder };
    const key = keyOf(shared);
    let body = bodies.get(key);
    if (!body) {
      body = render(shared);
      bodies.set(key, body);
    }
    const escaped = renderToStaticMarkup(message.unsubscribeUrl);
    return {
      text: body.text.replaceAll(placeholder, () => message.unsubscribeUrl),
      html: body.html.replaceAll(placeholder, () => escaped),
    };
  };
}

/** A digest of all that is shown. */
function keyOf(message: NewMessage): string {
  const shown = { ...message, deliveryId: '', alertId: '', createdAt: '', earlier: null };
  return createHash('sha256').update(JSON.stringify(shown)).digest('base64');
}
