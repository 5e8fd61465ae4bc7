import { createActorCache } from './actor-cache.js';
import type { Actor } from './actor.js';

const actor: Actor = { kind: 'api-key', id: '1', name: 'a key', scopes: new Set() };

describe('who was found a short time ago', () => {
  let now: Date;
  let loads: string[];
  const open = (maxEntries = 10) => createActorCache({ ttlMs: 5_000, maxEntries, now: () => now });
  const found = (name: string) => () => {
    loads.push(name);
    return Promise.resolve<Actor | undefined>(actor);
  };

  beforeEach(() => {
    now = new Date('2026-11-24T12:00:00Z');
    loads = [];
  });

  it('is looked up once within the time, by any number of requests, and again after it', async () => {
    const cache = open();
    await Promise.all([cache.find('a', found('a')), cache.find('a', found('a'))]);
    now = new Date(now.getTime() + 4_999);
    expect(cache.has('a')).toBe(true);
    expect(await cache.find('a', found('a'))).toBe(actor);
    expect(loads).toEqual(['a']);
    now = new Date(now.getTime() + 1);
    expect(cache.has('a')).toBe(false);
    await cache.find('a', found('a again'));
    expect(loads).toEqual(['a', 'a again']);
  });

  it('is forgotten at once when told to, also what is being looked up', async () => {
    const cache = open();
    let answer: (actor: Actor) => void = () => undefined;
    const slow = cache.find('a', () => new Promise((resolve) => (answer = resolve)));
    cache.clear();
    answer(actor);
    await slow;
    expect(cache.has('a')).toBe(false);
    await cache.find('a', found('a again'));
    expect(loads).toEqual(['a again']);
  });

  it('is never who was not found, nor a failure', async () => {
    const cache = open();
    expect(await cache.find('a', () => Promise.resolve(undefined))).toBeUndefined();
    await expect(cache.find('b', () => Promise.reject(new Error('no database')))).rejects.toThrow('no database');
    expect([cache.has('a'), cache.has('b')]).toEqual([false, false]);
  });

  it('is kept of so many and no more: the oldest go first', async () => {
    const cache = open(2);
    for (const token of ['a', 'b', 'c']) await cache.find(token, found(token));
    expect(['a', 'b', 'c'].map((token) => cache.has(token))).toEqual([false, true, true]);
  });
});
