import { packJobs, runTogether } from './job-pack.js';
import type { JobRequest } from './queues.js';

describe('packJobs', () => {
  const requests = (count: number) => Array.from({ length: count }, (_, n) => ({ id: `${n}`, version: 1 }));

  it('makes a job of each where the queue takes them one by one', () => {
    expect(packJobs(requests(2), 1)).toEqual([
      { ids: ['0'], jobId: '0.1' },
      { ids: ['1'], jobId: '1.1' },
    ]);
  });

  it('makes as few jobs as it can where the queue takes them together, none of them lost', () => {
    const jobs = packJobs(requests(65), 30);
    expect(jobs.map(({ ids }) => ids.length)).toEqual([30, 30, 5]);
    expect(jobs.flatMap(({ ids }) => ids)).toEqual(requests(65).map(({ id }) => id));
    expect(new Set(jobs.map(({ jobId }) => jobId)).size).toBe(3);
  });

  it('names a job after all that is in it', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((id) => ({ id, version: 1 }));
    const nameOf = (...asked: unknown[]) => packJobs(asked as JobRequest[], 30)[0]?.jobId;
    expect(nameOf(a, b)).toBe(nameOf(a, b));
    expect(nameOf(a, b)).not.toBe(nameOf(a, c));
    expect(nameOf(a, b)).not.toBe(nameOf(a, { ...b, version: 2 }));
    expect(nameOf(a, b)).not.toContain(':');
  });

  it('names a job of one as it always does', () => {
    expect(packJobs(requests(1), 30)).toEqual([{ ids: ['0'], jobId: '0.1' }]);
  });

  it('leaves what is to be done later by itself', () => {
    const [now, later] = [
      { id: 'now', version: 1 },
      { id: 'later', version: 2, delayMs: 5 },
    ];
    expect(packJobs([now, later, now], 30)).toEqual([
      { ids: ['later'], jobId: 'later.2', delayMs: 5 },
      { ids: ['now', 'now'], jobId: expect.any(String) },
    ]);
  });
});

describe('runTogether', () => {
  it('runs all to their end, and fails with the first that failed', async () => {
    const ran: string[] = [];
    const run = async (id: string) => {
      if (id !== 'c') throw new Error(id);
      await Promise.resolve();
      ran.push(id);
    };
    await expect(runTogether(['a', 'b', 'c'], run)).rejects.toThrow('a');
    expect(ran).toEqual(['c']);
    await expect(runTogether(['c'], run)).resolves.toBeUndefined();
  });
});
