import { PreviewTurns } from './preview-turns.js';

describe('PreviewTurns', () => {
  it('gives one turn at a time, in the order in which they were asked for', async () => {
    const turns = new PreviewTurns(3);
    const order: string[] = [];
    const first = await turns.take();
    const second = turns.take()?.then((release) => (order.push('second'), release));
    const third = turns.take()?.then((release) => (order.push('third'), release));
    expect(order).toEqual([]);
    first?.();
    (await second)?.();
    (await third)?.();
    expect(order).toEqual(['second', 'third']);
  });

  it('takes no more than it has room for, and has room again when one ends', async () => {
    const turns = new PreviewTurns(2);
    const first = await turns.take();
    expect(turns.take()).toBeDefined();
    expect(turns.take()).toBeUndefined();
    first?.();
    expect(turns.take()).toBeDefined();
  });
});
