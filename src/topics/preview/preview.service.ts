import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { CLOCK, type Clock } from '../../config/clock.js';
import { EntityStore } from '../entity.store.js';
import { compileDraftTopics } from './draft-topics.js';
import { groupStories } from './group-stories.js';
import { PreviewArchiveStore } from './preview-archive.store.js';
import { PreviewTurns } from './preview-turns.js';
import { type PreviewView, toPreviewView } from './preview-view.js';
import { type PreviewRange, runPreview } from './run-preview.js';

export interface PreviewRequest extends PreviewRange {
  /** Has to be readable. */
  query: string;
  saved: { id: string; version: number; query: string } | null;
  timeZone: string;
}

export type PreviewOutcome =
  | { outcome: 'done'; preview: PreviewView }
  /** One runs, and enough wait. */
  | { outcome: 'busy' }
  /** Nobody waits for it any more. */
  | { outcome: 'abandoned' };

/** One runs, and so many wait. */
const MOST_AT_ONCE = 4;

/** Beside the time for reading and matching. */
const GROUPING_MS = 4_000;

/** What a draft would have found: the stored archive, read by the matcher that runs live, beside everything else that the process does. */
@Injectable()
export class PreviewService implements OnModuleDestroy {
  private readonly turns = new PreviewTurns(MOST_AT_ONCE);
  private readonly stopping = new AbortController();

  constructor(
    private readonly archive: PreviewArchiveStore,
    private readonly entities: EntityStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run({ query, saved, timeZone, ...range }: PreviewRequest, wanted: AbortSignal): Promise<PreviewOutcome> {
    const turn = this.turns.take();
    if (!turn) return { outcome: 'busy' };
    const release = await turn;
    try {
      const signal = AbortSignal.any([wanted, this.stopping.signal]);
      const startedAt = performance.now();
      const topics = compileDraftTopics(query, saved?.query, await this.entities.definitions());
      const pass = await runPreview(this.archive, topics, range, { signal, now: () => this.clock.now() });
      const groups = await groupStories(pass.found, { signal, timeMs: GROUPING_MS });
      if (signal.aborted) return { outcome: 'abandoned' };
      const durationMs = performance.now() - startedAt;
      return { outcome: 'done', preview: toPreviewView(pass, groups, topics, { range, timeZone, durationMs, saved }) };
    } finally {
      release();
    }
  }

  onModuleDestroy(): void {
    this.stopping.abort();
  }
}
