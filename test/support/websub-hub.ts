import { createHmac, randomUUID } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import { type AddressInfo, type Socket } from 'node:net';
import { waitList } from './wait-list.js';

/**
 * `verify` calls back after its answer, `verify-first` before it, as some hubs do; `deny` calls back with a refusal, `forget`
 * accepts and never calls; `refuse` answers 400, `busy` 503, `silent` nothing; `redirect` sends elsewhere by 308.
 */
export type HubManner = 'verify' | 'verify-first' | 'deny' | 'forget' | 'refuse' | 'busy' | 'silent' | 'redirect';

export interface HubRequest {
  path: string;
  mode: string;
  topic: string;
  callback: string;
  secret: string;
  leaseSeconds: number;
}

export interface HubCall {
  status: number;
  body: string;
  /** Whether the challenge came back as the body, and as nothing but text. */
  confirmed: boolean;
}

export interface WebSubHub {
  /** Where subscriptions are taken. */
  url: string;
  requests: HubRequest[];
  behave(manner: HubManner, options?: { leaseSeconds?: number; redirectTo?: string; retryAfter?: string }): void;
  /** Calls that the hub has made to callbacks, for verification or denial; resolves once there are as many. */
  waitForCalls(count: number): Promise<HubCall[]>;
  call(callback: string, parameters: Record<string, string>): Promise<HubCall>;
  /** Posts to the callback of the last request for the topic; answers its status. */
  publish(topic: string, body: string, options?: PublishOptions): Promise<number>;
  close(): Promise<void>;
}

export interface PublishOptions {
  method?: 'sha1' | 'sha256' | 'sha384' | 'sha512';
  /** Left out, that of the subscription; null signs nothing. */
  secret?: string | null;
  signature?: string;
  /** Null sends none. */
  contentType?: string | null;
}

/** A hub for tests: real HTTP on a free port of 127.0.0.1. https://www.w3.org/TR/websub/#hub */
export async function startWebSubHub(): Promise<WebSubHub> {
  const requests: HubRequest[] = [];
  const calls = waitList<HubCall>();
  const sockets = new Set<Socket>();
  let manner: HubManner = 'verify';
  let options: { leaseSeconds?: number; redirectTo?: string; retryAfter?: string } = {};

  const call: WebSubHub['call'] = async (callback, parameters) => {
    const url = new URL(callback);
    for (const [name, value] of Object.entries(parameters)) url.searchParams.append(name, value);
    const response = await fetch(url);
    const body = await response.text();
    const isText = response.headers.get('content-type')?.startsWith('text/plain') ?? false;
    const made = {
      status: response.status,
      body,
      confirmed: response.ok && isText && body === parameters['hub.challenge'],
    };
    calls.push(made);
    return made;
  };
  const verify = (request: HubRequest) =>
    call(request.callback, {
      'hub.mode': 'subscribe',
      'hub.topic': request.topic,
      'hub.challenge': randomUUID(),
      'hub.lease_seconds': String(options.leaseSeconds ?? request.leaseSeconds),
    });
  const answer = async (request: HubRequest, response: ServerResponse) => {
    switch (manner) {
      case 'verify':
        response.writeHead(202).end();
        await verify(request);
        return;
      case 'verify-first':
        await verify(request);
        response.writeHead(204).end();
        return;
      case 'deny':
        response.writeHead(202).end();
        await call(request.callback, {
          'hub.mode': 'denied',
          'hub.topic': request.topic,
          'hub.reason': 'not on our list',
        });
        return;
      case 'forget':
        response.writeHead(202).end();
        return;
      case 'refuse':
        response.writeHead(400, { 'content-type': 'text/plain' }).end(`unknown topic ${request.topic}`);
        return;
      case 'busy':
        response.writeHead(503, options.retryAfter ? { 'retry-after': options.retryAfter } : {}).end();
        return;
      case 'redirect':
        response.writeHead(308, { location: options.redirectTo ?? '/elsewhere' }).end();
        manner = 'verify';
        return;
      case 'silent':
    }
  };

  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const form = new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
      const request = {
        path: incoming.url ?? '',
        mode: form.get('hub.mode') ?? '',
        topic: form.get('hub.topic') ?? '',
        callback: form.get('hub.callback') ?? '',
        secret: form.get('hub.secret') ?? '',
        leaseSeconds: Number(form.get('hub.lease_seconds')),
      };
      requests.push(request);
      void answer(request, response);
    });
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hub`,
    requests,
    behave(next, nextOptions = {}) {
      manner = next;
      options = nextOptions;
    },
    waitForCalls: calls.wait,
    call,
    publish(topic, body, published = {}) {
      const request = requests.findLast((one) => one.topic === topic);
      if (!request) throw new Error(`Nobody has subscribed to ${topic}`);
      return push(request, body, published);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

async function push(request: HubRequest, body: string, options: PublishOptions): Promise<number> {
  const { method = 'sha256', secret = request.secret, contentType = 'application/rss+xml' } = options;
  const signed = secret === null ? undefined : `${method}=${createHmac(method, secret).update(body).digest('hex')}`;
  const signature = options.signature ?? signed;
  const response = await fetch(request.callback, {
    method: 'POST',
    headers: {
      ...(contentType === null ? {} : { 'content-type': contentType }),
      ...(signature === undefined ? {} : { 'x-hub-signature': signature }),
    },
    // Bytes, so that fetch adds no type of its own.
    body: Buffer.from(body),
  });
  return response.status;
}
