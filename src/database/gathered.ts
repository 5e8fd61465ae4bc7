import DataLoader from 'dataloader';
import { takeBatchTurns } from './batch-turns.js';
import { loadEach } from './load-each.js';

export interface GatheringOptions {
  gatherMs?: number;
  maxBatch?: number;
  /** More than one, so that a batch that waits for somebody else's lock does not hold up all others. */
  atOnce?: number;
}

/** Calls that come within this time share a statement. */
const GATHER_MS = 2;
const MAX_BATCH = 200;
const AT_ONCE = 2;

/**
 * Makes one statement of the calls of a moment, and of all that come while it runs the next: `load` gets what each was called with, and
 * gives what each is to get, in the same order. When it fails for all, each is tried by itself.
 */
export function gathered<Asked, Given>(
  load: (asked: readonly Asked[]) => Promise<Given[]>,
  { gatherMs = GATHER_MS, maxBatch = MAX_BATCH, atOnce = AT_ONCE }: GatheringOptions = {},
): (asked: Asked) => Promise<Given> {
  const turns = takeBatchTurns({ gatherMs, atOnce });
  const loader = new DataLoader<Asked, Given>((asked) => turns.run(() => loadEach(asked, load)), {
    cache: false,
    maxBatchSize: maxBatch,
    batchScheduleFn: turns.schedule,
  });
  return (asked) => loader.load(asked);
}
