import { createHash } from 'node:crypto';
import { canonicalUrl } from './canonical-url.js';
import { contentHash } from './content-hash.js';

export interface Identifiable {
  guid?: string;
  url?: string;
  title: string;
}

// An index entry of PostgreSQL holds 2,700 bytes; a longer key is as good by its hash.
const MAX_KEY_LENGTH = 500;

/**
 * What makes an item the same item at the next fetch: its guid, else its canonical address, else its title. Never its date:
 * publishers re-date what they touch. Where several items share it, `tellApart` says more.
 */
export function storyKey(item: Identifiable): string {
  const guid = foldGuid(item.guid);
  const key = (guid && withoutTracking(guid)) || (item.url && canonicalUrl(item.url));
  if (!key) return `title:${createHash('sha256').update(item.title.toLowerCase()).digest('hex')}`;
  return key.length > MAX_KEY_LENGTH ? `hash:${contentHash(key, '')}` : key;
}

/** White space in it comes from how the document is laid out. Case stays: in many guids it is all that tells two apart. */
export function foldGuid(guid: string | undefined): string | undefined {
  return guid?.trim().replace(/\s+/g, ' ') || undefined;
}

/** Many guids are addresses, and change their tracking parameters as addresses do. Others are opaque and kept as they are. */
function withoutTracking(guid: string): string {
  return /^https?:\/\/\S+[?&]/i.test(guid) ? (canonicalUrl(guid) ?? guid) : guid;
}
