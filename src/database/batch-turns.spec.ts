import DataLoader from 'dataloader';
import { waitList } from '../../test/support/wait-list.js';
import { takeBatchTurns } from './batch-turns.js';

describe('takeBatchTurns', () => {
  it('gathers what comes while enough batches are under way, and goes on after one that failed', async () => {
    const turns = takeBatchTurns({ gatherMs: 0, atOnce: 2 });
    const begun = waitList<number[]>();
    const ends: { resolve: () => void; reject: (error: Error) => void }[] = [];
    const loader = new DataLoader<number, number>(
      (keys) =>
        turns.run(async () => {
          begun.push([...keys]);
          await new Promise<void>((resolve, reject) => ends.push({ resolve, reject }));
          return [...keys];
        }),
      { cache: false, batchScheduleFn: turns.schedule },
    );
    const first = loader.load(1);
    await begun.wait(1);
    const second = loader.load(2);
    await begun.wait(2);
    const third = loader.load(3);
    // Timers of one length end in order: a batch that did not wait for its turn would have begun.
    await new Promise((resolve) => setTimeout(resolve, 0));
    const fourth = loader.load(4);
    ends[0]?.reject(new Error('no database'));
    await expect(first).rejects.toThrow('no database');
    await begun.wait(3);
    ends[1]?.resolve();
    ends[2]?.resolve();
    await expect(Promise.all([second, third, fourth])).resolves.toEqual([2, 3, 4]);
    expect(begun.items).toEqual([[1], [2], [3, 4]]);
  });
});
