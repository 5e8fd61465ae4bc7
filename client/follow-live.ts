import { type WirewatchClient, WirewatchProblem } from './wirewatch-client.js';

export interface LiveEvent {
  id: string;
  /** `story`, `alert`, `delivery`; or `reset`: load the lists anew, what comes from then on follows. */
  event: string;
  data: unknown;
}

export interface FollowOptions {
  streams?: ('story' | 'alert' | 'delivery')[];
  topic?: string;
  /** Of the last event that was dealt with: what came since comes first. */
  lastEventId?: string;
  signal?: AbortSignal;
  /** Between a lost connection and the next, unless the server says otherwise. */
  retryMs?: number;
}

/**
 * What comes and changes, as it does. A lost connection is taken up again where it was; what the server refuses (nobody signed in any
 * more) throws. Ends with the signal.
 */
export async function* followLive(
  { options }: WirewatchClient,
  { streams, topic, lastEventId, signal, retryMs = 2_000 }: FollowOptions = {},
): AsyncGenerator<LiveEvent, void, undefined> {
  const url = new URL('/api/v1/live', options.baseUrl);
  if (streams) url.searchParams.set('streams', streams.join(','));
  if (topic !== undefined) url.searchParams.set('topic', topic);
  const state = { lastEventId, retryMs };
  while (!signal?.aborted) {
    try {
      const headers = {
        ...options.headers,
        ...(state.lastEventId === undefined ? {} : { 'last-event-id': state.lastEventId }),
      };
      const response = await options.fetch(url, { headers, credentials: 'same-origin', ...(signal && { signal }) });
      if (response.status >= 400 && response.status < 500 && response.status !== 429) {
        throw new WirewatchProblem((await response.json()) as WirewatchProblem['problem']);
      }
      if (response.ok && response.body) yield* readEvents(response.body, state);
      else await response.body?.cancel();
    } catch (error) {
      if (error instanceof WirewatchProblem) throw error;
      if (signal?.aborted) return;
    }
    await pause(state.retryMs, signal);
  }
}

/** https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation */
async function* readEvents(
  body: ReadableStream<Uint8Array>,
  state: { lastEventId: string | undefined; retryMs: number },
): AsyncGenerator<LiveEvent, void, undefined> {
  const reader = body
    .pipeThrough(new TextDecoderStream() as unknown as TransformStream<Uint8Array, string>)
    .getReader();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const blocks = (rest + value).split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        const { id, event, data, retry } = readBlock(block);
        if (retry !== undefined) state.retryMs = Number(retry);
        if (id !== undefined) state.lastEventId = id;
        if (data !== undefined) yield { id: state.lastEventId ?? '', event: event ?? 'message', data: toValue(data) };
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function readBlock(block: string): Record<string, string | undefined> {
  const fields: Record<string, string | undefined> = {};
  for (const line of block.split('\n')) {
    const [, name, value = ''] = /^(\w+):? ?(.*)$/.exec(line) ?? [];
    if (name === undefined) continue;
    fields[name] = name === 'data' && fields[name] !== undefined ? `${fields[name]}\n${value}` : value;
  }
  return fields;
}

function toValue(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return data;
  }
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
}
