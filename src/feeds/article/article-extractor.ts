import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { projectRoot } from '../../config/project-root.js';
import { type ArticleExtractor, type ExtractFailure, type ExtractOutcome, type Page } from './article.js';

export interface ArticleExtractorOptions {
  /** For one page; then its thread is ended, and another takes its place. 10 s by default. */
  timeoutMs?: number;
  /** Of a thread's heap. 256 MB by default. */
  memoryMb?: number;
  /** Bytes of a page. 8 MiB by default. */
  maxBytes?: number;
  /** Pages read at once, a thread each. 1 by default, which reads some dozens a second. */
  threads?: number;
  /** What a thread runs. */
  workerFile?: URL;
}

// A thread loads its file without what a test runner does to sources: always the built one.
const builtWorker = pathToFileURL(join(projectRoot, 'dist/feeds/article/article-worker.js'));

interface Task {
  page: Page;
  resolve(outcome: ExtractOutcome): void;
  isSettled: boolean;
}

/**
 * Reads pages in threads of their own, each begun when it is first needed: no page can hold up the process, eat its memory or
 * overflow its stack. Idle threads do not keep the process alive.
 */
export function createArticleExtractor(options: ArticleExtractorOptions = {}): ArticleExtractor {
  const { timeoutMs = 10_000, memoryMb = 256, maxBytes = 8 * 1024 * 1024, threads = 1 } = options;
  const workerFile = options.workerFile ?? builtWorker;
  const waiting: Task[] = [];
  const lanes = Array.from({ length: threads }, () => ({ worker: undefined as Worker | undefined, isBusy: false }));
  let isClosed = false;

  const settle = (task: Task, outcome: ExtractOutcome) => {
    if (task.isSettled) return;
    task.isSettled = true;
    task.resolve(outcome);
  };

  async function work(lane: (typeof lanes)[number]): Promise<void> {
    lane.isBusy = true;
    for (let task = waiting.shift(); task; task = waiting.shift()) {
      if (task.isSettled) continue;
      lane.worker ??= startWorker(workerFile, memoryMb, () => (lane.worker = undefined));
      const { outcome, isSpent } = await ask(lane.worker, task.page, timeoutMs);
      if (isSpent) await lane.worker?.terminate();
      settle(task, outcome);
    }
    lane.isBusy = false;
  }

  return {
    extract(page, signal) {
      if (isClosed || signal?.aborted) return Promise.resolve(failed('aborted', 'given up'));
      if (page.body.length > maxBytes)
        return Promise.resolve(failed('too-large', `the page has more than ${maxBytes} bytes`));
      return new Promise<ExtractOutcome>((resolve) => {
        const abort = () => settle(task, failed('aborted', 'given up'));
        const task: Task = {
          page,
          isSettled: false,
          resolve(outcome) {
            signal?.removeEventListener('abort', abort);
            resolve(outcome);
          },
        };
        signal?.addEventListener('abort', abort);
        waiting.push(task);
        const lane = lanes.find(({ isBusy }) => !isBusy);
        if (lane) void work(lane);
      });
    },
    async close() {
      isClosed = true;
      for (const task of waiting.splice(0)) settle(task, failed('aborted', 'given up'));
      await Promise.all(lanes.map(async ({ worker }) => worker?.terminate()));
    },
  };
}

function startWorker(file: URL, memoryMb: number, onExit: () => void): Worker {
  const worker = new Worker(file, { resourceLimits: { maxOldGenerationSizeMb: memoryMb } });
  worker.unref();
  // Between two pages nobody else listens; the next page gets another thread.
  worker.on('error', () => undefined).on('exit', onExit);
  return worker;
}

/** One page at a time, so that the time limit is the page's own. A spent worker is of no more use. */
function ask(worker: Worker, page: Page, timeoutMs: number): Promise<{ outcome: ExtractOutcome; isSpent: boolean }> {
  return new Promise((resolve) => {
    const end = (outcome: ExtractOutcome, isSpent: boolean) => {
      clearTimeout(timer);
      worker.off('message', onMessage).off('error', onError).off('exit', onExit).unref();
      resolve({ outcome, isSpent });
    };
    const onMessage = (outcome: ExtractOutcome) => end(outcome, false);
    const onError = (error: unknown) => end(describeCrash(error), true);
    const onExit = () => end(failed('aborted', 'given up'), true);
    const timer = setTimeout(
      () => end(failed('timeout', `the page could not be read within ${timeoutMs} ms`), true),
      timeoutMs,
    );
    worker.on('message', onMessage).on('error', onError).on('exit', onExit).ref();
    worker.postMessage(page);
  });
}

function describeCrash(error: unknown): ExtractOutcome {
  return (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY'
    ? failed('too-large', 'reading the page takes more memory than it may have')
    : failed('internal-error', 'the page made the reader fail');
}

function failed(reason: ExtractFailure, message: string): ExtractOutcome {
  return { kind: 'failed', reason, message };
}
