import { eventually } from './eventually.js';

export interface LiveEvent {
  id: string;
  event: string;
  data: any;
}

export interface LiveClient {
  response: Response;
  events: LiveEvent[];
  /** The last id that came, with an event or without. */
  lastId(): string;
  /** Whether the server has ended it. */
  ended(): boolean;
  /** Waits until as many events came. */
  come(count: number): Promise<LiveEvent[]>;
  close(): Promise<void>;
}

/** Reads server-sent events as a browser's EventSource does, without connecting again by itself. */
export async function openLive(url: string, headers: Record<string, string>): Promise<LiveClient> {
  const abort = new AbortController();
  const response = await fetch(url, { headers: { accept: 'text/event-stream', ...headers }, signal: abort.signal });
  const events: LiveEvent[] = [];
  let lastId = '';
  let ended = false;
  const reading = (async () => {
    let rest = '';
    const decoder = new TextDecoder();
    if (!response.ok || !response.body) return;
    try {
      for await (const chunk of response.body) {
        const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n\n');
        rest = parts.pop() ?? '';
        for (const part of parts) {
          const fields = new Map(part.split('\n').map((line) => [line.split(':', 1)[0], line.replace(/^\w*: ?/, '')]));
          lastId = fields.get('id') ?? lastId;
          const data = fields.get('data');
          if (data !== undefined)
            events.push({ id: lastId, event: fields.get('event') ?? 'message', data: JSON.parse(data) });
        }
      }
    } catch {
      // Ended by us, or cut by the server.
    }
    ended = true;
  })();
  return {
    response,
    events,
    lastId: () => lastId,
    ended: () => ended,
    come: (count) =>
      eventually(`${count} live events, of which ${events.length} came`, async () => events.length >= count && events),
    close: async () => {
      abort.abort();
      await reading;
    },
  };
}
