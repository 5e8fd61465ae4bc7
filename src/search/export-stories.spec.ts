import { Readable } from 'node:stream';
import { exportStories } from './export-stories.js';
import type { ListedStory } from './story-search.service.js';

const story = (id: string): ListedStory => ({ id, item: JSON.stringify({ id, title: id, feed: {}, matches: [] }) });

describe('exportStories', () => {
  it('reads no page before somebody takes it, and none after the client is gone', async () => {
    const taken: (string | undefined)[] = [];
    const takePage = async (before: string | undefined) => {
      taken.push(before);
      return { rows: [story(String(taken.length))], next: String(taken.length) };
    };
    const first = { rows: [story('0')], next: '0' };
    const stream = Readable.from(exportStories('jsonl', first, takePage), { highWaterMark: 1 });
    const pieces: string[] = [];
    for await (const piece of stream) {
      pieces.push(String(piece));
      if (pieces.length === 3) break;
    }
    expect(pieces).toHaveLength(3);
    expect(stream.destroyed).toBe(true);
    // One piece may be ready before it is asked for.
    expect(taken.length).toBeLessThanOrEqual(4);
  });

  it('goes on over a page without stories', async () => {
    const pages = [
      { rows: [], next: 'b' },
      { rows: [story('c')], next: null },
    ];
    const text: string[] = [];
    for await (const piece of exportStories('jsonl', { rows: [story('a')], next: 'a' }, async () => pages.shift()!))
      text.push(piece);
    expect(text.join('').match(/"id":"."/g)).toEqual(['"id":"a"', '"id":"c"']);
  });
});
