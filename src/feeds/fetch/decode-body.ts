import { promisify } from 'node:util';
import { brotliDecompress, constants, gunzip, inflate, inflateRaw } from 'node:zlib';

export type DecodedBody = { ok: true; body: Buffer } | { ok: false; reason: 'too-large' | 'decode'; cause: string };

// A body cut within its last block is worth reading, as browsers do: finishFlush lets zlib give what it has.
const lenient = { finishFlush: constants.Z_SYNC_FLUSH };
const decoders = {
  gzip: promisify(gunzip),
  deflate: (bytes: Buffer, options: object) =>
    // RFC 9110 means zlib's format; some servers send bare deflate. zlib's first byte is 8 in its low half.
    ((bytes[0] ?? 0) & 0x0f) === 8 ? promisify(inflate)(bytes, options) : promisify(inflateRaw)(bytes, options),
  br: (bytes: Buffer, options: { maxOutputLength: number }) =>
    promisify(brotliDecompress)(bytes, { maxOutputLength: options.maxOutputLength }),
};

/** Undoes Content-Encoding. `maxBytes` holds for the decompressed bytes, after each step: a small bomb must not fill memory. */
export async function decodeBody(raw: Buffer, contentEncoding: string, maxBytes: number): Promise<DecodedBody> {
  const encodings = contentEncoding
    .toLowerCase()
    .split(',')
    .map((name) => name.trim().replace(/^x-/, ''))
    .filter((name) => name !== '' && name !== 'identity');
  if (encodings.length > 3) return { ok: false, reason: 'decode', cause: 'too many content encodings' };
  let body = raw;
  for (const encoding of encodings.reverse()) {
    if (body.length === 0) break;
    // Misconfigured caches keep the header and drop the compression.
    if (encoding === 'gzip' && !isGzip(body)) continue;
    const decode = Object.hasOwn(decoders, encoding) ? decoders[encoding as keyof typeof decoders] : undefined;
    if (!decode) return { ok: false, reason: 'decode', cause: 'unknown content encoding' };
    try {
      body = await decode(body, { ...lenient, maxOutputLength: maxBytes });
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
        ? { ok: false, reason: 'too-large', cause: `more than ${maxBytes} bytes decompressed` }
        : { ok: false, reason: 'decode', cause: `the body is not valid ${encoding}` };
    }
  }
  // Feeds kept as feed.xml.gz come without the header.
  if (encodings.length === 0 && isGzip(body)) return decodeBody(body, 'gzip', maxBytes);
  return { ok: true, body };
}

function isGzip(bytes: Buffer): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}
