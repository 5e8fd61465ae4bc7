/** How batches of a DataLoader take turns: while enough of them are under way, the next one gathers. */
export interface BatchTurns {
  /** For `batchScheduleFn`. */
  schedule(dispatch: () => void): void;
  /** What the loader's batch function is to run in. */
  run<Value>(batch: () => Promise<Value>): Promise<Value>;
}

/**
 * Under load batches grow instead of crowding the database, where they would wait for one another's rows: group commit, as
 * databases do it with their logs.
 * @param atOnce more than one, so that a batch that waits for somebody else's lock does not hold up all others.
 */
export function takeBatchTurns({ gatherMs, atOnce }: { gatherMs: number; atOnce: number }): BatchTurns {
  let underWay = 0;
  const waiting: (() => void)[] = [];
  const dispatchNext = () => {
    while (underWay < atOnce) {
      const dispatch = waiting.shift();
      if (!dispatch) return;
      underWay += 1;
      dispatch();
    }
  };
  return {
    schedule(dispatch) {
      setTimeout(() => {
        waiting.push(dispatch);
        dispatchNext();
      }, gatherMs);
    },
    async run(batch) {
      try {
        return await batch();
      } finally {
        underWay -= 1;
        dispatchNext();
      }
    },
  };
}
