import { Worker } from 'node:worker_threads';
import { type StoryText, type TopicDefinition } from '../definitions.js';
import { type PackedPercolations, unpackPercolations } from './pack-percolations.js';
import { type Percolation } from './percolation.js';
import { type TopicErrors } from './percolator.js';
import { type PoolRequest, type WorkerSetup } from './percolator-worker.js';

/** Stories that go to a worker at once: handing them over one by one would cost as much as matching them. */
const BATCH = 64;

/**
 * The same queries in several threads, for stories by the thousand: an archive, a back-test. A worker holds a percolator of its own,
 * so that nothing has to be locked; a change is made in all of them before it is answered for.
 */
export class PercolatorPool {
  private readonly workers: PoolWorker[];

  constructor({ workers, ...setup }: WorkerSetup & { workers: number }) {
    if (workers < 1) throw new RangeError('A pool needs a thread at least');
    this.workers = Array.from({ length: workers }, () => new PoolWorker(setup));
  }

  async put(topics: TopicDefinition[]): Promise<TopicErrors[]> {
    const [errors] = await this.askAll({ method: 'put', topics });
    return errors as TopicErrors[];
  }

  async remove(slugs: string[]): Promise<void> {
    await this.askAll({ method: 'remove', slugs });
  }

  /** In the order of the stories. Rejects when a worker ends before its answer. */
  async percolate(stories: readonly StoryText[]): Promise<Percolation[]> {
    const batches: StoryText[][] = [];
    for (let from = 0; from < stories.length; from += BATCH) batches.push(stories.slice(from, from + BATCH));
    const answers: Percolation[][] = [];
    let next = 0;
    // Two batches under way for each worker, so that it finds the next one waiting when it has answered.
    const lanes = this.workers
      .flatMap((worker) => [worker, worker])
      .map(async (worker) => {
        for (let batch = next++; batch < batches.length; batch = next++) {
          const request = { method: 'percolate' as const, stories: batches[batch] ?? [] };
          answers[batch] = unpackPercolations((await worker.ask(request)) as PackedPercolations);
        }
      });
    await Promise.all(lanes);
    return answers.flat();
  }

  async close(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.close()));
  }

  private askAll(request: PoolRequest): Promise<unknown[]> {
    return Promise.all(this.workers.map((worker) => worker.ask(request)));
  }
}

interface Waiting {
  resolve(answer: unknown): void;
  reject(error: unknown): void;
}

class PoolWorker {
  private readonly thread: Worker;
  private readonly waiting = new Map<number, Waiting>();
  private nextId = 0;
  private ended: Error | undefined;

  constructor(setup: WorkerSetup) {
    this.thread = new Worker(new URL('percolator-worker.js', import.meta.url), { workerData: setup });
    this.thread.on('message', ({ id, answer, failure }: { id: number; answer?: unknown; failure?: unknown }) => {
      const { resolve, reject } = this.waiting.get(id) ?? {};
      this.waiting.delete(id);
      if (failure === undefined) resolve?.(answer);
      else reject?.(failure);
    });
    this.thread.on('messageerror', (error) => this.end(error));
    this.thread.on('error', (error) => this.end(error));
    this.thread.on('exit', () => this.end(new Error('The matching thread has ended')));
  }

  ask(request: PoolRequest): Promise<unknown> {
    if (this.ended) return Promise.reject(this.ended);
    const id = this.nextId++;
    return new Promise((resolve, reject) => {
      // Throws, and so rejects, what cannot be handed over; nobody waits for it then.
      this.thread.postMessage({ id, request });
      this.waiting.set(id, { resolve, reject });
    });
  }

  async close(): Promise<void> {
    await this.thread.terminate();
  }

  private end(error: unknown): void {
    this.ended ??= error instanceof Error ? error : new Error(String(error));
    for (const { reject } of this.waiting.values()) reject(this.ended);
    this.waiting.clear();
  }
}
