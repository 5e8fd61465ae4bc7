import { setMaxListeners } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { SETTINGS, type Settings } from '../config/settings.js';
import { type JobQueue, type JobWorker, openQueueBackend, type QueueBackend } from './queue-backend.js';
import { packJobs, runTogether } from './job-pack.js';
import { type JobRequest, type Processors, type QueueName, queueNames, queues } from './queues.js';

/** A worker that died holds its job this long; the sweep asks the database sooner. */
const LOCK_MS = 15_000;
const STALLED_CHECK_MS = 5_000;
/** A shutdown waits for a send under way, and for its record: a message broken off after its acceptance would go out twice. */
const DRAIN_MARGIN_MS = 5_000;

/** Puts ids into queues, and runs the processors on them. */
@Injectable()
export class QueueService implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger('Queues');
  private backend: QueueBackend;
  private readonly opened = new Map<QueueName, JobQueue>();
  private workers: JobWorker[] = [];
  private readonly stopping = new AbortController();
  private draining: Promise<void> | undefined;
  private away = false;
  private loss = false;

  constructor(@Inject(SETTINGS) private readonly settings: Settings) {
    // Each job under way listens, and there may be hundreds.
    setMaxListeners(0, this.stopping.signal);
  }

  async onModuleInit(): Promise<void> {
    this.backend = await openQueueBackend({
      connection: this.settings.queue,
      prefix: this.settings.QUEUE_PREFIX,
      onConnectionError: (error) => this.noteAway(error),
    });
    for (const name of queueNames) {
      const queue = this.backend.createQueue(name);
      queue.on('error', (error) => this.noteAway(error));
      this.opened.set(name, queue);
    }
  }

  /**
   * Asks for work on things that the database already holds. When the queue cannot be reached the request is dropped, and
   * says so: the sweep finds the same work in the database and asks again.
   */
  async enqueue(name: QueueName, requests: JobRequest[]): Promise<void> {
    if (requests.length === 0) return;
    const { attempts, backoffMs, together } = queues[name];
    const jobs = packJobs(requests, together).map(({ ids, jobId, delayMs }) => ({
      name,
      data: { ids },
      opts: {
        jobId,
        delay: delayMs,
        attempts,
        backoff: backoffMs > 0 ? { type: 'exponential' as const, delay: backoffMs } : undefined,
        // A finished job must not stand in the way of a later one of the same id.
        removeOnComplete: true,
        removeOnFail: true,
      },
    }));
    try {
      await this.opened.get(name)?.addBulk(jobs);
      this.noteBack();
    } catch (error) {
      this.noteAway(error as Error);
    }
  }

  async startWorkers(processors: Processors): Promise<void> {
    for (const name of queueNames) {
      const { process, concurrency } = processors[name];
      const run = (id: string) => process(id, this.stopping.signal);
      const worker = this.backend.createWorker(name, ({ data }) => runTogether(data.ids, run), {
        concurrency,
        lockDuration: LOCK_MS,
        stalledInterval: STALLED_CHECK_MS,
        maxStalledCount: 10,
      });
      worker.on('error', (error) => (isForgottenJob(error) ? (this.loss = true) : this.noteAway(error)));
      worker.on('failed', (job, error) => {
        this.logger.error(
          `${name} failed (run ${job?.attemptsMade ?? '?'} of ${queues[name].attempts}): ${error.message}`,
        );
      });
      this.workers.push(worker);
    }
    await Promise.all(this.workers.map((worker) => worker.waitUntilReady()));
  }

  /** Jobs by state, for each queue. */
  async counts(): Promise<Record<string, Record<string, number>>> {
    const entries = await Promise.all(
      queueNames.map(async (name) => [name, (await this.opened.get(name)?.getJobCounts()) ?? {}] as const),
    );
    return Object.fromEntries(entries);
  }

  /** Whether jobs may have been lost since this was last asked: the connection broke, or the store has forgotten what it held. */
  async takeLoss(): Promise<boolean> {
    const loss = this.loss;
    this.loss = false;
    try {
      return (await this.backend.hasForgotten()) || loss;
    } catch (error) {
      this.noteAway(error as Error);
      return loss;
    }
  }

  /** Takes no more jobs, and waits for those under way: while they run, everything that they use must stay open. */
  drain(): Promise<void> {
    this.draining ??= (async () => {
      this.stopping.abort();
      const patience = new AbortController();
      const closed = Promise.allSettled(this.workers.map((worker) => worker.close()));
      const tired = pause(this.settings.SEND_TIMEOUT_MS + DRAIN_MARGIN_MS, undefined, {
        signal: patience.signal,
      }).catch(() => undefined);
      await Promise.race([closed, tired]);
      patience.abort();
    })();
    return this.draining;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.drain();
    await Promise.allSettled([...this.opened.values()].map((queue) => queue.close()));
    await this.backend?.close();
  }

  private noteAway(error: Error): void {
    if (this.stopping.signal.aborted) return;
    this.loss = true;
    if (!this.away)
      this.logger.warn(
        `The ${this.settings.queue.backend} queue cannot be reached (${error.message}); nothing is lost, work waits in the database`,
      );
    this.away = true;
  }

  private noteBack(): void {
    if (this.away) this.logger.log(`The ${this.settings.queue.backend} queue is back`);
    this.away = false;
  }
}

/** What BullMQ says of a job that was gone when it was done: the connection is there. */
function isForgottenJob({ message }: Error): boolean {
  return message.startsWith('Missing key for job');
}
