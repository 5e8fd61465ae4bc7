import { setMaxListeners } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { CLOCK, type Clock } from '../../config/clock.js';
import { latestUpdates } from './latest-updates.js';
import { eventFrame } from './live-frame.js';
import type { LiveKind } from './live-kind.js';
import { isBeyond, type LivePosition, parseEventId, toEventId } from './live-position.js';
import { LIVE_TIMES, type LiveTimes } from './live-times.js';
import { type LiveUpdate, LiveUpdateStore } from './live-update.store.js';
import { LiveViewStore } from './live-view.store.js';

export interface LiveEvent {
  position: LivePosition;
  kind: LiveKind;
  /** Slugs of the topics that find a story. */
  topics: ReadonlySet<string>;
  frame: Buffer;
}

export interface LiveBatch {
  events: LiveEvent[];
  position: LivePosition;
  isComplete: boolean;
}

export interface LiveListener {
  kinds: ReadonlySet<LiveKind>;
  /** Events come in their order; those at or before what the listener has read already, it passes over. */
  receive(events: readonly LiveEvent[], position: LivePosition): void;
}

/** Beyond it, a client is told to load anew. */
export const LIVE_KEPT_MS = 24 * 60 * 60_000;
/** Of one read, before what it brought is told. */
const BATCH = 500;
/** Found by a topic that changed, a story of long ago is no news. */
const NEWS_MS = 60 * 60_000;

/** The one reader of live updates in this process: it looks only while somebody listens, and tells all of them what it found. */
@Injectable()
export class LiveReaderService implements OnModuleDestroy {
  private readonly logger = new Logger('Live');
  private readonly listeners = new Set<LiveListener>();
  private readonly stopping = new AbortController();
  private position: LivePosition | undefined;
  private failed = false;

  constructor(
    private readonly updates: LiveUpdateStore,
    private readonly views: LiveViewStore,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LIVE_TIMES) private readonly times: LiveTimes,
  ) {
    // Each client listens, and there may be hundreds.
    setMaxListeners(0, this.stopping.signal);
  }

  get stopped(): AbortSignal {
    return this.stopping.signal;
  }

  /** Where a client goes on: where it was, or, with `isReset`, from now on, since what lies between cannot be told any more. */
  async start(lastEventId: string | undefined): Promise<{ position: LivePosition; isReset: boolean }> {
    const end = await this.updates.end();
    if (lastEventId === undefined) return { position: end, isReset: false };
    const point = parseEventId(lastEventId);
    const oldest = this.clock.now().getTime() - LIVE_KEPT_MS;
    // Beyond the end: it was given out by a database that is not this one any more.
    if (!point || point.issuedAt.getTime() < oldest || point.position.transactionId > end.transactionId)
      return { position: end, isReset: true };
    return { position: point.position, isReset: false };
  }

  async read(after: LivePosition, kinds: () => ReadonlySet<LiveKind>): Promise<LiveBatch> {
    const { updates, position, isComplete } = await this.updates.read(after, BATCH);
    const latest = latestUpdates(updates);
    // Who joins while views are loaded may want others.
    for (;;) {
      const loaded = kinds();
      const events = await this.toEvents(latest, loaded);
      if ([...kinds()].every((kind) => loaded.has(kind))) return { events, position, isComplete };
    }
  }

  /** False where the others are further on: then there is something to be read first. */
  join(listener: LiveListener, position: LivePosition): boolean {
    if (this.position && isBeyond(this.position, position)) return false;
    this.listeners.add(listener);
    if (!this.position) {
      this.position = position;
      void this.listen();
    }
    return true;
  }

  leave(listener: LiveListener): void {
    this.listeners.delete(listener);
  }

  idOf(position: LivePosition): string {
    return toEventId({ position, issuedAt: this.clock.now() });
  }

  onModuleDestroy(): void {
    this.stopping.abort();
  }

  private async listen(): Promise<void> {
    while (this.position && this.listeners.size > 0 && !this.stopping.signal.aborted) {
      const isComplete = await this.tell(this.position);
      if (isComplete) await pause(this.times.poll, undefined, { signal: this.stopping.signal }).catch(() => undefined);
    }
    this.position = undefined;
  }

  /** What fails is read again the next time: the position stays. */
  private async tell(after: LivePosition): Promise<boolean> {
    try {
      const { events, position, isComplete } = await this.read(after, () => this.wantedKinds());
      this.position = position;
      for (const listener of [...this.listeners]) listener.receive(events, position);
      this.failed = false;
      return isComplete;
    } catch (error) {
      if (!this.failed && !this.stopping.signal.aborted)
        this.logger.warn(`Live updates wait: ${error instanceof Error ? error.message : String(error)}`);
      this.failed = true;
      return true;
    }
  }

  private wantedKinds(): ReadonlySet<LiveKind> {
    return new Set([...this.listeners].flatMap(({ kinds }) => [...kinds]));
  }

  private async toEvents(updates: readonly LiveUpdate[], kinds: ReadonlySet<LiveKind>): Promise<LiveEvent[]> {
    const idsOf = (kind: LiveKind) =>
      kinds.has(kind) ? updates.filter((update) => update.kind === kind).map(({ subjectId }) => subjectId) : [];
    const load = <View>(ids: string[], from: (ids: string[]) => Promise<Map<string, View>>) =>
      ids.length > 0 ? from(ids) : Promise.resolve(new Map<string, View>());
    const [stories, alerts, deliveries] = await Promise.all([
      load(idsOf('story'), (ids) => this.views.stories(ids)),
      load(idsOf('alert'), (ids) => this.views.alerts(ids)),
      load(idsOf('delivery'), (ids) => this.views.deliveries(ids)),
    ]);
    return updates.flatMap(({ kind, subjectId, position, at }): LiveEvent[] => {
      const story = stories.get(subjectId);
      if (kind === 'story' && story && at.getTime() - story.wordedAt.getTime() > NEWS_MS) return [];
      const data = { story: story?.view, alert: alerts.get(subjectId), delivery: deliveries.get(subjectId) }[kind];
      if (!data) return [];
      const topics = new Set(kind === 'story' ? story?.view.matches.map(({ topic }) => topic.slug) : []);
      return [{ position, kind, topics, frame: eventFrame({ id: this.idOf(position), name: kind, data }) }];
    });
  }
}
