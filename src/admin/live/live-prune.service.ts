import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { CLOCK, type Clock } from '../../config/clock.js';
import { LIVE_KEPT_MS } from './live-reader.service.js';
import { LiveUpdateStore } from './live-update.store.js';

const INTERVAL_MS = 10 * 60_000;
/** Kept a little longer than they are promised, for who is reading them, and for clocks that differ. */
const MARGIN_MS = 60 * 60_000;

/** Forgets live updates that nobody can ask for any more. Any number of processes may do so at once. */
@Injectable()
export class LivePruneService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('Live');
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly updates: LiveUpdateStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.prune(), INTERVAL_MS).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  async prune(): Promise<void> {
    try {
      await this.updates.prune(new Date(this.clock.now().getTime() - LIVE_KEPT_MS - MARGIN_MS));
    } catch (error) {
      this.logger.warn(`Old live updates stay for now: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}
