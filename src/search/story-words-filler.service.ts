import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { setTimeout } from 'node:timers/promises';
import { SETTINGS, type Settings } from '../config/settings.js';
import { StoryWordsStore } from './story-words.store.js';

/** A pause between two batches: whatever comes in goes first. */
const PAUSE_MS = 50;
const RETRY_MS = 10_000;

/**
 * Makes the stories searchable that were stored before there was a search: once after a start, newest first, a batch at a time. Where it
 * was broken off, the next start finds what is missing; two processes at it do the same, and no harm.
 */
@Injectable()
export class StoryWordsFillerService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('Search');
  private readonly stopping = new AbortController();
  private filling = Promise.resolve();

  constructor(
    private readonly words: StoryWordsStore,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  onApplicationBootstrap(): void {
    if (this.settings.ROLE !== 'api') this.filling = this.fillAll();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopping.abort();
    await this.filling;
  }

  /** Resolves when all that were there are searchable, or when the process ends. */
  async fillAll(): Promise<void> {
    const { signal } = this.stopping;
    let before: string | undefined;
    let filled = 0;
    while (!signal.aborted) {
      let pauseMs = PAUSE_MS;
      try {
        const batch = await this.words.fill(before);
        filled += batch.filled;
        if (batch.next === null) break;
        before = batch.next;
      } catch (error) {
        this.logger.warn(
          `Stored stories are made searchable later: ${error instanceof Error ? error.message : String(error)}`,
        );
        pauseMs = RETRY_MS;
      }
      await setTimeout(pauseMs, undefined, { signal }).catch(() => undefined);
    }
    if (filled > 0) this.logger.log(`${filled} stored stories are searchable now`);
  }
}
