import { type Dispatcher, request as send } from 'undici';
import { type AddressGuard, createGuardedAgent } from '../fetch/address-guard.js';
import { first, readRetryAfterMs } from '../fetch/cache-hints.js';
import { describeNetworkError } from '../fetch/network-failure.js';

export interface SubscriptionRequest {
  hubUrl: string;
  topicUrl: string;
  callbackUrl: string;
  secret: string;
  leaseSeconds: number;
}

/** What a hub makes of a request. Reasons are one line for people: the host and the cause, no address. */
export type SubscriptionOutcome =
  | { kind: 'accepted' }
  | { kind: 'rejected'; reason: string }
  | { kind: 'unreachable'; reason: string; afterMs?: number };

/** Injection token of {@link WebSubClient}. */
export const WEBSUB_CLIENT = Symbol('websub client');

export interface WebSubClient {
  /** Asks for pushes; the hub then calls back to see whether we mean it. Never rejects: whatever happens is an outcome. */
  subscribe(request: SubscriptionRequest): Promise<SubscriptionOutcome>;
  close(): Promise<void>;
}

export interface WebSubClientOptions {
  userAgent: string;
  /** For the whole request, all hops included. */
  timeoutMs: number;
  addressGuard: AddressGuard;
  now?: () => Date;
}

const MAX_HOPS = 5;
const MAX_REASON_BYTES = 2_000;

/** https://www.w3.org/TR/websub/#subscriber-sends-subscription-request */
export function createWebSubClient(options: WebSubClientOptions): WebSubClient {
  const agent = createGuardedAgent(options.addressGuard, { connectTimeoutMs: options.timeoutMs });
  return {
    async subscribe(request) {
      const signal = AbortSignal.timeout(options.timeoutMs);
      let url = new URL(request.hubUrl);
      try {
        for (let hops = 0; hops <= MAX_HOPS; hops += 1) {
          const answer = await post(url, request, { ...options, agent, signal });
          if (answer.kind !== 'redirect') return answer;
          if (url.protocol === 'https:' && answer.to.protocol !== 'https:') {
            return { kind: 'rejected', reason: `${url.host}: redirects to an address without encryption` };
          }
          url = answer.to;
        }
        return { kind: 'unreachable', reason: `${url.host}: too many redirects` };
      } catch (error) {
        const cause = signal.aborted ? 'no answer in time' : describeNetworkError(error).cause;
        return { kind: 'unreachable', reason: `${url.host}: ${cause}` };
      }
    },
    close: () => agent.destroy(),
  };
}

type Limits = WebSubClientOptions & { agent: Dispatcher; signal: AbortSignal };

async function post(
  url: URL,
  request: SubscriptionRequest,
  { agent, signal, userAgent, now }: Limits,
): Promise<SubscriptionOutcome | { kind: 'redirect'; to: URL }> {
  const { statusCode, headers, body } = await send(url, {
    method: 'POST',
    dispatcher: agent,
    signal,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      accept: 'text/plain, */*',
      'user-agent': userAgent,
    },
    body: new URLSearchParams({
      'hub.mode': 'subscribe',
      'hub.topic': request.topicUrl,
      'hub.callback': request.callbackUrl,
      // To a hub without encryption too: who listens in can make us fetch a feed early, and nothing worse.
      'hub.secret': request.secret,
      'hub.lease_seconds': String(request.leaseSeconds),
    }).toString(),
  });
  try {
    if (statusCode >= 200 && statusCode < 300) return { kind: 'accepted' };
    if (statusCode === 307 || statusCode === 308) {
      const location = first(headers, 'location') ?? '';
      const to = URL.canParse(location, url.href) ? new URL(location, url.href) : undefined;
      if (to?.protocol === 'http:' || to?.protocol === 'https:') return { kind: 'redirect', to };
    }
    const reason = `${url.host}: HTTP status ${statusCode}`;
    if (statusCode === 408 || statusCode === 425 || statusCode === 429 || statusCode >= 500) {
      const afterMs = readRetryAfterMs(headers, now?.() ?? new Date());
      return { kind: 'unreachable', reason, ...(afterMs === undefined ? {} : { afterMs }) };
    }
    const said = await readWords(body);
    return { kind: 'rejected', reason: said ? `${reason}, “${said}”` : reason };
  } finally {
    body.on('error', () => undefined).destroy();
  }
}

/** What a hub says in plain text with its refusal: the first line, without any address or long word, which might be a secret of ours. */
async function readWords(body: Dispatcher.ResponseData['body']): Promise<string> {
  let text = '';
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      text += chunk.toString('utf8');
      if (text.length > MAX_REASON_BYTES) break;
    }
  } catch {
    // The status has been said; words that break off add nothing to it.
    return '';
  }
  return toReason(text);
}

/** A stranger's words made fit to be stored and shown: one line, no markup, no address, no long token. */
export function toReason(text: string): string {
  if (/<[a-z!/]/i.test(text)) return '';
  const line = text.split(/[\r\n]/).find((part) => part.trim() !== '') ?? '';
  return line
    .replace(/\p{Cc}|\p{Cs}/gu, ' ')
    .replace(/\S*:\/\/\S*|\S{33,}/g, '…')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 200);
}
