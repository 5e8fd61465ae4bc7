/** What travels in a queue: ids, never content. A job may run twice, late or never; the database decides what is left to do. */
export interface JobPayload {
  ids: string[];
}

export interface QueueDefinition {
  /** Runs of one job before it is dropped; the sweep puts stranded work back. */
  attempts: number;
  /** First delay between runs, doubling, in milliseconds. */
  backoffMs: number;
  /** How many that are asked for at once make one job: their runs begin together, and it ends with the last of them. */
  together: number;
}

/** The one table of queues, in the order in which a story flows through them. */
export const queues = {
  'fetch-feed': { attempts: 1, backoffMs: 0, together: 1 },
  // Beside the flow: a story is matched before its article is read, and again after.
  'read-article': { attempts: 1, backoffMs: 0, together: 1 },
  'match-story': { attempts: 3, backoffMs: 500, together: 30 },
  'decide-alerts': { attempts: 3, backoffMs: 500, together: 1 },
  'compose-digest': { attempts: 3, backoffMs: 1_000, together: 1 },
  // One queue for each way out, and one for targets in trouble: what hangs holds up its like only.
  'send-email': { attempts: 3, backoffMs: 1_000, together: 1 },
  'send-slack': { attempts: 3, backoffMs: 1_000, together: 1 },
  'send-webhook': { attempts: 3, backoffMs: 1_000, together: 10 },
  'send-to-failing': { attempts: 3, backoffMs: 1_000, together: 1 },
  // Beside the flow: the archive, for topics that changed.
  rematch: { attempts: 3, backoffMs: 1_000, together: 1 },
} as const satisfies Record<string, QueueDefinition>;

export type QueueName = keyof typeof queues;
export const queueNames = Object.keys(queues) as QueueName[];

export interface JobRequest {
  id: string;
  /**
   * Tells one piece of work on the thing from the next (a revision, an attempt): while a job of the same id and version
   * is waiting, adding it again does nothing.
   */
  version: string | number;
  delayMs?: number;
}

export type Processor = (id: string, signal: AbortSignal) => Promise<void>;

/** Injection token of {@link Processors}. */
export const PROCESSORS = Symbol('processors');

/** Every queue has its processor, by type: one that is missing does not compile. */
export type Processors = Record<QueueName, { process: Processor; concurrency: number }>;
