import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { waitList } from './wait-list.js';

export interface SinkRequest {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface SinkAnswer {
  status?: number;
  headers?: Record<string, string>;
  body?: string;
  /** Between taking the request in and answering, in milliseconds. */
  delayMs?: number;
  /** How to misbehave: `hang` never answers, `reset` breaks the connection instead, `hang-body` after the status. */
  trouble?: 'hang' | 'reset' | 'hang-body';
}

export interface HttpSink {
  /** Origin, without a slash at the end. */
  url: string;
  /** In order of arrival. */
  requests: SinkRequest[];
  /** A function answers every request from now on; a list answers one each, then 200 again. */
  respond(answers: ((request: SinkRequest) => SinkAnswer) | SinkAnswer[]): void;
  /** Resolves with the first `count` requests, as soon as there are as many. */
  waitForRequests(count: number): Promise<SinkRequest[]>;
  close(): Promise<void>;
}

/** A receiver of posts for tests, webhook or Slack: real HTTP on a free port of 127.0.0.1, able to fail as receivers do. */
export async function startHttpSink(): Promise<HttpSink> {
  const requests = waitList<SinkRequest>();
  let answer: (request: SinkRequest) => SinkAnswer = () => ({});
  const server = createServer((incoming, response) => {
    void readBody(incoming).then((body) => {
      const { method = '', url = '', headers } = incoming;
      const request = { method, path: url, headers, body };
      const chosen = answer(request);
      requests.push(request);
      if (chosen.delayMs) setTimeout(() => reply(response, chosen), chosen.delayMs);
      else reply(response, chosen);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: requests.items,
    respond(answers) {
      const queue = Array.isArray(answers) ? [...answers] : undefined;
      answer = Array.isArray(answers) ? () => queue?.shift() ?? {} : answers;
    },
    waitForRequests: requests.wait,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function reply(response: ServerResponse, { status = 200, headers = {}, body = '', trouble }: SinkAnswer): void {
  if (trouble === 'hang') return;
  if (trouble === 'reset') {
    response.socket?.resetAndDestroy();
    return;
  }
  response.writeHead(status, headers);
  if (trouble === 'hang-body') response.write(body || ' ');
  else response.end(body);
}

async function readBody(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  // A sender that gives up halfway is not heard of.
  incoming.on('error', () => undefined);
  for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
