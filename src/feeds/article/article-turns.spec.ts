import fc from 'fast-check';
import { createArticleTurns } from './article-turns.js';

const at = (ms: number) => new Date(1_700_000_000_000 + ms);
const now = { kind: 'now' };
const taken = { kind: 'taken' };
const later = (afterMs: number) => ({ kind: 'later', afterMs });

describe('articleTurns', () => {
  it('gives each article of one host a turn of its own, a second apart, and other hosts theirs', () => {
    const turns = createArticleTurns();
    expect(turns.take('a', 'one', at(0))).toEqual(now);
    expect(turns.take('b', 'one', at(0))).toEqual(later(1_000));
    expect(turns.take('c', 'one', at(100))).toEqual(later(1_900));
    expect(turns.take('d', 'two', at(100))).toEqual(now);
    expect(turns.take('b', 'one', at(1_000))).toEqual(now);
    expect(turns.take('c', 'one', at(2_000))).toEqual(now);
  });

  it('gives a second job of the same article nothing to do, while it is read and while it waits', () => {
    const turns = createArticleTurns();
    turns.take('a', 'one', at(0));
    turns.take('b', 'one', at(0));
    expect(turns.take('a', 'one', at(5_000))).toEqual(taken);
    expect(turns.take('b', 'one', at(999))).toEqual(taken);
    turns.release('a');
    expect(turns.take('a', 'one', at(5_000))).toEqual(now);
  });

  it('keeps the distance when jobs come late, all at once', () => {
    const turns = createArticleTurns();
    turns.take('a', 'one', at(0));
    turns.take('b', 'one', at(0));
    turns.take('c', 'one', at(0));
    expect(turns.take('b', 'one', at(9_000))).toEqual(now);
    expect(turns.take('c', 'one', at(9_000))).toEqual(later(1_000));
    expect(turns.take('c', 'one', at(10_000))).toEqual(now);
  });

  it('does not let an article that was put off come sooner, although its reading ends', () => {
    const turns = createArticleTurns();
    turns.take('a', 'one', at(0));
    turns.putOff('a', at(60_000));
    turns.release('a');
    expect(turns.take('a', 'one', at(59_999))).toEqual(taken);
    expect(turns.take('a', 'one', at(60_000))).toEqual(now);
  });

  it('leaves a host alone that asked for it, those with a turn included', () => {
    const turns = createArticleTurns();
    turns.take('a', 'one', at(0));
    turns.take('b', 'one', at(0));
    turns.pauseHost('one', at(30_000));
    expect(turns.take('b', 'one', at(1_000))).toEqual(later(29_000));
    expect(turns.take('c', 'one', at(1_000))).toEqual(later(29_000));
    expect(turns.take('b', 'one', at(30_000))).toEqual(now);
    expect(turns.take('c', 'one', at(30_000))).toEqual(later(1_000));
  });

  it('remembers no more than it may', () => {
    const turns = createArticleTurns({ maxHosts: 10, maxArticles: 10 });
    for (let n = 0; n < 100; n += 1) turns.take(`a${n}`, `host${n}`, at(0));
    expect(turns.take('a0', 'host0', at(0))).toEqual(now);
    expect(turns.take('a99', 'host99', at(0))).toEqual(taken);
  });

  it('never starts two fetches from one host within a second, and starts every article, however jobs come', () => {
    const job = fc.record({ id: fc.nat({ max: 30 }), host: fc.nat({ max: 2 }), afterMs: fc.nat({ max: 700 }) });
    fc.assert(
      fc.property(fc.array(job, { maxLength: 60 }), (jobs) => {
        const turns = createArticleTurns();
        const starts = new Map<number, number>();
        const due = jobs.map(({ id, host }, index) => ({
          id: `${id}/${host}`,
          host,
          ms: jobs.slice(0, index + 1).reduce((sum, { afterMs }) => sum + afterMs, 0),
        }));
        const done = new Set<string>();
        for (let steps = 0; due.length > 0; steps += 1) {
          expect(steps).toBeLessThan(2_000);
          due.sort((one, other) => one.ms - other.ms);
          const next = due.shift();
          if (!next) break;
          const turn = turns.take(next.id, `h${next.host}`, at(next.ms));
          if (turn.kind === 'later') due.push({ ...next, ms: next.ms + turn.afterMs });
          if (turn.kind !== 'now') continue;
          expect(next.ms - (starts.get(next.host) ?? -Infinity)).toBeGreaterThanOrEqual(1_000);
          starts.set(next.host, next.ms);
          done.add(next.id);
          turns.release(next.id);
        }
        expect(done).toEqual(new Set(jobs.map(({ id, host }) => `${id}/${host}`)));
      }),
    );
  });
});
