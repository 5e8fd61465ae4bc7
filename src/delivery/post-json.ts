import { type Dispatcher, request as send } from 'undici';
import { readRetryAfterMs } from '../feeds/fetch/cache-hints.js';
import { describeNetworkError } from '../feeds/fetch/network-failure.js';
import { abandoned } from './abandoned.js';
import type { SendOutcome } from './send-outcome.js';

export interface JsonPost {
  /** A secret: outcomes name its host only. */
  url: string;
  headers?: Record<string, string>;
  body: string;
}

export interface HttpClient {
  /** Refuses private addresses at connect time. */
  agent: Dispatcher;
  userAgent: string;
  timeoutMs: number;
  now: () => Date;
}

export interface HttpAnswer {
  status: number;
  /** Null where it broke off, or was too long to be read. */
  body: string | null;
  /** How long it asks us to wait. */
  afterMs?: number;
}

const MAX_ANSWER_BYTES = 64 * 1024;

/**
 * Posts JSON and names what came of it. Redirects are not followed: a message goes where its target's owner has said, or nowhere.
 * @param judge a channel's own reading of an answer; undefined leaves it to the status.
 */
export async function postJson(
  post: JsonPost,
  client: HttpClient,
  signal: AbortSignal,
  judge: (answer: HttpAnswer) => SendOutcome | undefined = () => undefined,
): Promise<SendOutcome> {
  if (signal.aborted) return abandoned(signal);
  if (!URL.canParse(post.url)) return { kind: 'rejected', reason: 'invalid-target', detail: 'not an http address' };
  const { host } = new URL(post.url);
  try {
    const response = await send(post.url, {
      method: 'POST',
      dispatcher: client.agent,
      signal,
      headersTimeout: client.timeoutMs,
      bodyTimeout: client.timeoutMs,
      headers: { 'content-type': 'application/json; charset=utf-8', 'user-agent': client.userAgent, ...post.headers },
      body: post.body,
    });
    const afterMs = readRetryAfterMs(response.headers, client.now());
    const answer: HttpAnswer = {
      status: response.statusCode,
      body: await readAnswer(response.body),
      ...(afterMs === undefined ? {} : { afterMs }),
    };
    return judge(answer) ?? judgeStatus(answer, host);
  } catch (error) {
    return signal.aborted ? abandoned(signal) : judgeNetworkError(error, host);
  }
}

function judgeStatus({ status, afterMs }: HttpAnswer, host: string): SendOutcome {
  if (status >= 200 && status < 300) return { kind: 'sent' };
  const detail = `${host}: HTTP status ${status}`;
  const again = afterMs === undefined ? {} : { afterMs };
  if (status === 429) return { kind: 'retry', reason: 'rate-limited', detail, ...again };
  if (status === 408) return { kind: 'retry', reason: 'timeout', detail, ...again };
  if (status === 425 || status >= 500) return { kind: 'retry', reason: 'server-error', detail, ...again };
  if (status === 410) return { kind: 'rejected', reason: 'gone', detail, disableTarget: true };
  return { kind: 'rejected', reason: 'http-status', detail };
}

function judgeNetworkError(error: unknown, host: string): SendOutcome {
  const { reason, cause } = describeNetworkError(error);
  switch (reason) {
    case 'blocked-address':
      return { kind: 'rejected', reason: 'blocked-address', detail: cause };
    case 'invalid-url':
      return { kind: 'rejected', reason: 'invalid-target', detail: `${host}: ${cause}` };
    case 'timeout':
    case 'aborted':
      return { kind: 'retry', reason, detail: `${host}: ${cause}` };
    default:
      return { kind: 'retry', reason: 'connection', detail: `${host}: ${cause}` };
  }
}

/** Reads the answer to its end, or breaks it off, so that the connection is free again. Never rejects: the status has been said. */
async function readAnswer(body: Dispatcher.ResponseData['body']): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > MAX_ANSWER_BYTES) return null;
      chunks.push(chunk);
    }
  } catch {
    // A body that breaks or hangs changes nothing about the status that came before it.
    return null;
  }
  return Buffer.concat(chunks).toString('utf8');
}
