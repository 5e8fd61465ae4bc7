import { once } from 'node:events';
import type { PassThrough } from 'node:stream';
import { eventFrame, heartbeatFrame, retryFrame } from './live-frame.js';
import type { LiveKind } from './live-kind.js';
import { isBeyond, type LivePosition } from './live-position.js';
import type { LiveEvent, LiveListener, LiveReaderService } from './live-reader.service.js';
import type { LiveTimes } from './live-times.js';

export interface LiveWish {
  kinds: ReadonlySet<LiveKind>;
  /** Of stories, only those that this topic finds. */
  topic: string | undefined;
  start: { position: LivePosition; isReset: boolean };
}

export interface LiveReceiver {
  stream: PassThrough;
  /** Breaks the connection, whatever still waits to be sent. */
  cut(): void;
  /** Whether its session or key still lets it listen. */
  mayStill(): Promise<boolean>;
}

/** What has been written when a stream ends has so long to arrive. */
const LAST_WORDS_MS = 500;
/** Of one client, in bytes. Who has more waiting leaves the others, and reads at its own pace. */
const MOST_WAITING = 1024 * 1024;

/**
 * Writes events to one client until it goes, may listen no longer, takes nothing any more, or the process stops. Each event is
 * written once, in its order: first what lies behind, straight from the table and as fast as the client takes it, then what comes.
 */
export async function serveLive(
  reader: Pick<LiveReaderService, 'read' | 'join' | 'leave' | 'idOf' | 'stopped'>,
  { kinds, topic, start }: LiveWish,
  { stream, cut, mayStill }: LiveReceiver,
  times: LiveTimes,
): Promise<void> {
  let { position } = start;
  const gone = new AbortController();
  stream.once('close', () => gone.abort());
  stream.on('error', () => gone.abort());
  const end = () => {
    stream.end();
    gone.abort();
    setTimeout(cut, LAST_WORDS_MS).unref();
  };
  reader.stopped.addEventListener('abort', end, { once: true });
  const isWanted = (event: LiveEvent) =>
    isBeyond(event.position, position) &&
    kinds.has(event.kind) &&
    (event.kind !== 'story' || topic === undefined || event.topics.has(topic));

  const heartbeat = setInterval(() => {
    if (!stream.writableNeedDrain) stream.write(heartbeatFrame(reader.idOf(position)));
  }, times.heartbeat);
  const recheck = setInterval(() => {
    // Where the database does not answer, nothing is told either.
    void mayStill().then(
      (may) => may || end(),
      () => undefined,
    );
  }, times.recheck);

  /** Gives up on a client that takes nothing. */
  const drained = async () => {
    if (!stream.writableNeedDrain) return;
    const patience = AbortSignal.any([gone.signal, AbortSignal.timeout(times.patience)]);
    await once(stream, 'drain', { signal: patience }).catch(cut);
  };

  const readOn = async (listener: LiveListener) => {
    while (!gone.signal.aborted) {
      const batch = await reader.read(position, () => kinds);
      for (const event of batch.events) {
        if (gone.signal.aborted) return;
        if (!isWanted(event)) continue;
        stream.write(event.frame);
        position = event.position;
        await drained();
      }
      position = batch.position;
      if (batch.isComplete && !gone.signal.aborted && reader.join(listener, position)) return;
    }
  };

  /** Ends when the client is gone, or has fallen behind. */
  const listen = async () => {
    const listener: LiveListener = { kinds, receive: () => undefined };
    const onGone = new AbortController();
    await new Promise<void>((resolve) => {
      listener.receive = (events, upTo) => {
        for (const event of events) {
          if (!isWanted(event)) continue;
          if (stream.writableLength + stream.readableLength > MOST_WAITING) return resolve();
          stream.write(event.frame);
          position = event.position;
        }
        if (isBeyond(upTo, position)) position = upTo;
      };
      gone.signal.addEventListener('abort', () => resolve(), { once: true, signal: onGone.signal });
      // The client connects again, and goes on where it was.
      readOn(listener).catch(cut);
    });
    onGone.abort();
    reader.leave(listener);
  };

  try {
    stream.write(retryFrame(times.retry));
    if (start.isReset) stream.write(eventFrame({ id: reader.idOf(position), name: 'reset', data: {} }));
    while (!gone.signal.aborted) {
      await listen();
      await drained();
    }
  } finally {
    clearInterval(heartbeat);
    clearInterval(recheck);
    reader.stopped.removeEventListener('abort', end);
    if (!stream.destroyed) stream.end();
  }
}
