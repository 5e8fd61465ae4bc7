import { Inject, Injectable, Logger } from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { DigestStore } from '../alerts/digest.store.js';
import { CLOCK, type Clock } from '../config/clock.js';
import { SETTINGS, type Settings } from '../config/settings.js';
import { SendLeaseStore } from '../delivery/send-lease.store.js';
import { sendRequests } from '../delivery/send-queue.js';
import { FeedLeaseStore } from '../feeds/feed-lease.store.js';
import { FetchRecordStore } from '../feeds/fetch-record.store.js';
import { WebSubService } from '../feeds/websub/websub.service.js';
import { QueueService } from '../queues/queue.service.js';
import { ArticleStore } from '../stories/article.store.js';
import { EVENT_WINDOW_MS } from '../stories/assign-event.js';
import { EventStore } from '../stories/event.store.js';
import { StoryStore } from '../stories/story.store.js';
import { RematchPlannerService } from '../topics/rematch-planner.service.js';
import { RematchStore } from '../topics/rematch.store.js';

/** Feeds offered by one tick: a few seconds of work for the workers. */
const OFFER_LIMIT = 500;
const HUBS_INTERVAL_MS = 60_000;
const HOUSEKEEPING_INTERVAL_MS = 60 * 60_000;
/** How far back a feed's history tells. */
const FETCH_HISTORY_MS = 30 * 24 * 60 * 60_000;
const GATE_MEMORY_MS = 24 * 60 * 60_000;
/** Digests asked for by one tick. */
const DIGEST_LIMIT = 500;
/** Work younger than this is still on its way through the queue. */
const STRANDED_AFTER_MS = 10_000;
const SWEEP_LIMIT = 1_000;
/** Within it, asking again for work that still waits adds nothing to the queue. */
const SWEEP_ROUND_MS = 60_000;

/** The clock's hand: offers due feeds, sees topics that changed, and puts back in the queue whatever a crash, a flushed Redis or a lost job left behind. */
@Injectable()
export class TickService {
  private readonly logger = new Logger('Schedule');
  private readonly running = new Set<string>();

  constructor(
    private readonly registry: SchedulerRegistry,
    private readonly leases: FeedLeaseStore,
    private readonly fetches: FetchRecordStore,
    private readonly webSub: WebSubService,
    private readonly stories: StoryStore,
    private readonly events: EventStore,
    private readonly articles: ArticleStore,
    private readonly digests: DigestStore,
    private readonly sends: SendLeaseStore,
    private readonly rematches: RematchStore,
    private readonly rematchPlanner: RematchPlannerService,
    private readonly queues: QueueService,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The first sweep takes up whatever there is, however young: what an earlier process left must not wait. */
  start(): void {
    this.every('tick', this.settings.TICK_INTERVAL_MS, () => this.tick());
    this.every('look for changed topics', this.settings.TICK_INTERVAL_MS, () => this.rematchPlanner.plan());
    // Redis comes back without the jobs that it had: what they were for does not wait to be called stranded.
    this.every('look for lost jobs', this.settings.TICK_INTERVAL_MS, async () => {
      if (await this.queues.takeLoss()) await this.sweep(0);
    });
    this.every('look for due digests', this.settings.TICK_INTERVAL_MS, () => this.askForDigests());
    this.every('renewal of pushes', HUBS_INTERVAL_MS, () => this.webSub.renewDue(this.clock.now()));
    this.every('housekeeping', HOUSEKEEPING_INTERVAL_MS, () => this.keepHouse());
    let strandedAfterMs = 0;
    this.every('sweep', this.settings.SWEEP_INTERVAL_MS, async () => {
      await this.sweep(strandedAfterMs);
      strandedAfterMs = STRANDED_AFTER_MS;
    });
  }

  /**
   * Offers each due feed again and again, until somebody fetches it: an offer that was lost is made up for by the next one. The
   * job's id makes the same offer twice one, and the feed's lease, taken by the fetch, gives the feed to one worker.
   */
  async tick(): Promise<void> {
    const due = await this.leases.findDueFeeds(this.clock.now(), OFFER_LIMIT);
    await this.queues.enqueue(
      'fetch-feed',
      due.map(({ id, turn }) => ({ id, version: turn.getTime() })),
    );
  }

  /** Asks for each due digest again and again, as the same job, until it is composed or there is nothing to tell. */
  async askForDigests(): Promise<void> {
    const due = await this.digests.findDue(this.clock.now(), DIGEST_LIMIT);
    await this.queues.enqueue(
      'compose-digest',
      due.map(({ subscriptionId, dueAt }) => ({ id: subscriptionId, version: dueAt.getTime() })),
    );
  }

  /** Asks the database what is left undone. Each step checks for itself what it finds, so asking twice does no harm. */
  async sweep(strandedAfterMs: number): Promise<void> {
    const now = this.clock.now();
    const before = new Date(now.getTime() - strandedAfterMs);
    // Part of the job's id, so that one stuck in a dead worker's hands does not stand in the way.
    const round = Math.floor(now.getTime() / SWEEP_ROUND_MS);
    const [unmatched, undecided, unsent, unread, unfinished] = await Promise.all([
      this.stories.findStranded('matching', before, SWEEP_LIMIT),
      this.stories.findStranded('deciding', before, SWEEP_LIMIT),
      this.sends.findStranded(before, now, SWEEP_LIMIT),
      this.articles.findStranded(before, SWEEP_LIMIT),
      this.rematches.findStranded(before, now),
    ]);
    const again = (id: string) => ({ id, version: `sweep-${round}` });
    await this.queues.enqueue(
      'match-story',
      unmatched.map(({ id }) => again(id)),
    );
    await this.queues.enqueue(
      'decide-alerts',
      undecided.map(({ id }) => again(id)),
    );
    for (const [queue, requests] of sendRequests(unsent, now)) {
      await this.queues.enqueue(
        queue,
        requests.map(({ id }) => again(id)),
      );
    }
    await this.queues.enqueue(
      'read-article',
      unread.map(({ id }) => again(id)),
    );
    await this.queues.enqueue('rematch', unfinished.map(again));
  }

  /** Forgets what nothing asks for any more. */
  async keepHouse(): Promise<void> {
    const before = (ms: number) => new Date(this.clock.now().getTime() - ms);
    await this.fetches.prune(before(FETCH_HISTORY_MS));
    await this.sends.pruneGates(before(GATE_MEMORY_MS));
    await this.events.pruneBands(before(EVENT_WINDOW_MS));
  }

  stop(): void {
    for (const name of this.registry.getIntervals()) this.registry.deleteInterval(name);
  }

  private every(name: string, intervalMs: number, run: () => Promise<void>): void {
    const once = async () => {
      if (this.running.has(name)) return;
      this.running.add(name);
      try {
        await run();
      } catch (error) {
        this.logger.error(
          `The ${name} failed and will run again: ${error instanceof Error ? error.message : String(error)}`,
        );
      } finally {
        this.running.delete(name);
      }
    };
    this.registry.addInterval(
      name,
      setInterval(() => void once(), intervalMs),
    );
    void once();
  }
}
