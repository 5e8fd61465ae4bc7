import { canonicalUrl } from './canonical-url.js';
import { contentHash } from './content-hash.js';

export interface Identifiable {
  guid?: string;
  url?: string;
  title: string;
  text: string;
}

// An index entry of PostgreSQL holds 2,700 bytes; a longer key is as good by its hash.
const MAX_KEY_LENGTH = 500;

/**
 * What makes an item the same item at the next fetch: its guid, else its canonical address, else its words. Never its date:
 * publishers re-date what they touch.
 */
export function storyKey(item: Identifiable): string {
  const guid = item.guid?.trim();
  const key = (guid && withoutTracking(guid)) || (item.url && canonicalUrl(item.url));
  if (!key) return `hash:${contentHash(item.title, item.text)}`;
  return key.length > MAX_KEY_LENGTH ? `hash:${contentHash(key, '')}` : key;
}

/** Many guids are addresses, and change their tracking parameters as addresses do. Others are opaque and kept as they are. */
function withoutTracking(guid: string): string {
  return /^https?:\/\/\S+[?&]/i.test(guid) ? (canonicalUrl(guid) ?? guid) : guid;
}
