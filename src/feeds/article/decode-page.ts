import { decodeFeed } from '../read/decode-feed.js';

/** Within it a page must name its encoding; the standard says 1,024 bytes, real pages have more before it. */
const PRESCAN_BYTES = 4_096;

/**
 * A web page's bytes to text: a byte order mark, then valid UTF-8, then the charset of the header, of the page's `meta`, and
 * windows-1252. A header that says nothing but a server's default gives way to the page.
 *
 * @param contentType the header.
 */
export function decodePage(bytes: Uint8Array, contentType?: string): string {
  const declared = declaredCharset(bytes);
  if (declared === undefined) return decodeFeed(bytes, contentType).text;
  const header = /charset\s*=\s*["']?([^\s"';,]+)/i.exec(contentType ?? '')?.[1]?.toLowerCase();
  // What servers are shipped with, whatever the files hold.
  const isDefault = header === undefined || ['utf-8', 'utf8', 'iso-8859-1', 'latin1', 'us-ascii'].includes(header);
  return decodeFeed(bytes, isDefault ? `text/html; charset=${declared}` : contentType).text;
}

function declaredCharset(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, PRESCAN_BYTES)).toString('latin1');
  return /<meta\s[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(start)?.[1];
}
