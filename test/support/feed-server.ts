import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, type Socket } from 'node:net';
import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';

export interface FeedItem {
  title: string;
  guid?: string;
  link?: string;
  description?: string;
  pubDate?: Date;
}

export interface FeedAnswer {
  /** Makes an RSS 2.0 document; left out, `body` is served as it is. */
  items?: FeedItem[];
  language?: string;
  title?: string;
  body?: string | Buffer;
  status?: number;
  headers?: Record<string, string>;
  /** With either, a conditional request that carries the same value is answered 304. */
  etag?: string;
  lastModified?: string;
  encoding?: 'gzip' | 'deflate' | 'deflate-raw' | 'br';
  redirectTo?: string;
  /** Seconds or a date, for 429 and 503. */
  retryAfter?: string;
  /**
   * How to misbehave: `drip` sends a byte every 10 ms without end, `endless` as fast as the reader takes it, `silent` never
   * answers, `reset` breaks the connection before the answer, `cut` in the middle of the body, `not-http` answers nonsense.
   */
  trouble?: 'drip' | 'endless' | 'silent' | 'reset' | 'cut' | 'not-http';
}

export interface FeedServerRequest {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  status: number;
}

export interface FeedServer {
  /** Origin, without a slash at the end. */
  url: string;
  setFeed(path: string, answer: FeedAnswer): void;
  removeFeed(path: string): void;
  /** In order of arrival, those answered badly included. */
  requests: FeedServerRequest[];
  openSockets(): number;
  close(): Promise<void>;
}

/** A feed publisher for tests: real HTTP on a free port of 127.0.0.1, able to fail in the ways that publishers do. */
export async function startFeedServer(): Promise<FeedServer> {
  const answers = new Map<string, FeedAnswer>();
  const requests: FeedServerRequest[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    const answer = answers.get(path);
    const status = answer ? statusOf(answer, request) : 404;
    requests.push({ method: request.method ?? '', path, headers: request.headers, status });
    if (!answer) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('no feed here');
    } else if (answer.trouble) {
      misbehave(answer.trouble, response);
    } else {
      reply(answer, status, response);
    }
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // A reader that gives up resets the connection, which is what these tests are about.
    socket.on('error', () => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    setFeed: (path, answer) => void answers.set(path, answer),
    removeFeed: (path) => void answers.delete(path),
    requests,
    openSockets: () => sockets.size,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function statusOf(answer: FeedAnswer, request: IncomingMessage): number {
  if (answer.status !== undefined) return answer.status;
  if (answer.redirectTo !== undefined) return 302;
  const tags = request.headers['if-none-match'];
  // If-None-Match decides alone where both are sent: RFC 9110 §13.2.2.
  if (tags !== undefined && answer.etag !== undefined) return tags === answer.etag ? 304 : 200;
  const since = request.headers['if-modified-since'];
  return since !== undefined && since === answer.lastModified ? 304 : 200;
}

function reply(answer: FeedAnswer, status: number, response: ServerResponse): void {
  const headers: Record<string, string> = {
    'content-type': 'application/rss+xml; charset=utf-8',
    ...(answer.etag === undefined ? {} : { etag: answer.etag }),
    ...(answer.lastModified === undefined ? {} : { 'last-modified': answer.lastModified }),
    ...(answer.redirectTo === undefined ? {} : { location: answer.redirectTo }),
    ...(answer.retryAfter === undefined ? {} : { 'retry-after': answer.retryAfter }),
    ...answer.headers,
  };
  if (status === 304) {
    response.writeHead(status, headers).end();
    return;
  }
  const plain = Buffer.from(answer.body ?? (answer.items ? printRss(answer, answer.items) : ''));
  const body = compress(plain, answer.encoding);
  if (answer.encoding) headers['content-encoding'] ??= answer.encoding.replace('-raw', '');
  response.writeHead(status, { 'content-length': body.length, ...headers }).end(body);
}

function compress(body: Buffer, encoding: FeedAnswer['encoding']): Buffer {
  switch (encoding) {
    case 'gzip':
      return gzipSync(body);
    case 'deflate':
      return deflateSync(body);
    case 'deflate-raw':
      return deflateRawSync(body);
    case 'br':
      // The default quality takes seconds for a bomb's worth of bytes.
      return brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } });
    case undefined:
      return body;
  }
}

function misbehave(trouble: NonNullable<FeedAnswer['trouble']>, response: ServerResponse): void {
  const { socket } = response;
  switch (trouble) {
    case 'silent':
      return;
    case 'reset':
      socket?.resetAndDestroy();
      return;
    case 'not-http':
      socket?.end('220 mail.example ESMTP\r\n');
      return;
    case 'cut':
      response.writeHead(200, { 'content-type': 'application/rss+xml', 'content-length': 10_000 });
      response.write('<rss version="2.0"><channel>', () => socket?.destroy());
      return;
    case 'drip': {
      response.writeHead(200, { 'content-type': 'application/rss+xml' });
      const drip = setInterval(() => response.write(' '), 10);
      response.on('close', () => clearInterval(drip));
      return;
    }
    case 'endless': {
      response.writeHead(200, { 'content-type': 'application/rss+xml' });
      const block = Buffer.alloc(64 * 1024, ' ');
      const pump = () => {
        while (!response.destroyed && response.write(block));
      };
      response.on('drain', pump);
      pump();
    }
  }
}

function printRss(answer: FeedAnswer, items: FeedItem[]): string {
  const language = answer.language === undefined ? '' : `<language>${escapeXml(answer.language)}</language>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>${escapeXml(answer.title ?? 'Test wire')}</title><link>https://wire.example/</link>${language}
${items.map(printItem).join('\n')}
</channel></rss>`;
}

function printItem({ title, guid, link, description, pubDate }: FeedItem): string {
  const parts: [string, string | undefined][] = [
    ['title', title],
    ['guid', guid],
    ['link', link],
    ['description', description],
    ['pubDate', pubDate?.toUTCString()],
  ];
  const elements = parts.map(([name, value]) => (value === undefined ? '' : `<${name}>${escapeXml(value)}</${name}>`));
  return `<item>${elements.join('')}</item>`;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
