import type { EarlierMessage, NewMessage } from '../message.js';

const MESSAGE_ID = /^<[^\s<>]{1,200}@[^\s<>]{1,255}>$/;

/**
 * The headers of a mail beside From, To, Subject and Date; none has a word of a feed.
 * @param host right side of the message ids.
 */
export function emailHeaders(
  message: NewMessage,
  host: string,
): { messageId: string; headers: Record<string, string> } {
  const idOf = (deliveryId: string) => `<${deliveryId}@${host}>`;
  return {
    messageId: idOf(message.deliveryId),
    headers: {
      // RFC 3834: no out-of-office reply, please.
      'Auto-Submitted': 'auto-generated',
      'X-Wirewatch-Delivery': message.deliveryId,
      ...('unsubscribeUrl' in message ? unsubscribeHeaders(message.unsubscribeUrl) : {}),
      ...(message.kind === 'update' && message.earlier ? threadHeaders(message.earlier, idOf) : {}),
    },
  };
}

/** RFC 8058. The URL parser has escaped whatever could end the brackets. */
function unsubscribeHeaders(url: string): Record<string, string> {
  return { 'List-Unsubscribe': `<${new URL(url).href}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };
}

/** RFC 5322 §3.6.4. The alert is the only ancestor that every reader of the thread has. */
function threadHeaders(
  { deliveryId, reference }: EarlierMessage,
  idOf: (id: string) => string,
): Record<string, string> {
  // The host that the message went out under may have been another.
  const parent = reference !== null && MESSAGE_ID.test(reference) ? reference : idOf(deliveryId);
  return { 'In-Reply-To': parent, References: parent };
}
