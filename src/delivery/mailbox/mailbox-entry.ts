/** A message that is kept instead of sent. */
export interface MailboxEntry {
  deliveryId: string;
  to: string;
  from: string;
  subject: string;
  text: string;
  html: string;
  headers: Record<string, string>;
}

/** Keeps an entry, once: a second one for the same delivery changes nothing. Rejects when it cannot be kept. */
export type StoreInMailbox = (entry: MailboxEntry) => Promise<void>;
