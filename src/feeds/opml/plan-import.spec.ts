import { feedUrlKey } from './feed-url-key.js';
import { type OpmlEntry } from './opml.js';
import { type KnownFeed, planImport } from './plan-import.js';

const now = new Date('2026-11-24T12:00:00Z');
const feed = (url: string, line = 1, title?: string): OpmlEntry => ({
  kind: 'feed',
  line,
  feed: { url, ...(title && { title }) },
});
const known = (url: string, fields: Partial<KnownFeed> = {}): KnownFeed => ({
  id: `id of ${url}`,
  url,
  finalUrl: null,
  state: 'active',
  ...fields,
});

describe('feedUrlKey', () => {
  it.each([
    ['https://wire.example/feed', 'HTTPS://Wire.Example/feed', true],
    ['https://wire.example/feed', 'https://wire.example:443/feed', true],
    ['http://wire.example/feed', 'http://wire.example:80/feed', true],
    ['https://wire.example', 'https://wire.example/', true],
    ['https://wire.example/feed#top', 'https://wire.example/feed', true],
    ['https://wire.example/feed', 'https://wire.example/Feed', false],
    ['https://wire.example/feed', 'https://wire.example/feed/', false],
    ['https://wire.example/feed', 'http://wire.example/feed', false],
    ['https://wire.example/feed?a=1', 'https://wire.example/feed?a=2', false],
    ['https://wire.example:8443/feed', 'https://wire.example/feed', false],
    ['no address', 'no address', true],
  ])('takes %s and %s for one: %s', (one, other, same) => {
    expect(feedUrlKey(one) === feedUrlKey(other)).toBe(same);
  });
});

describe('planImport', () => {
  it.each<[string, KnownFeed, string | null]>([
    ['is there', known('https://wire.example/feed'), null],
    ['is there in other letters', known('HTTPS://WIRE.example:443/feed'), null],
    ['is paused', known('https://wire.example/feed', { state: 'paused' }), 'it is there, and paused'],
    [
      'is gone',
      known('https://wire.example/feed', { state: 'gone' }),
      'it is there; its publisher has said that it is gone',
    ],
    [
      'is a duplicate',
      known('https://wire.example/feed', { state: 'duplicate' }),
      'it is there, as the duplicate of another feed',
    ],
    [
      'is where another one leads to',
      known('https://old.example/', { finalUrl: 'https://wire.example/feed' }),
      'it is there, under another address',
    ],
  ])('adds no feed that %s', (_, there, message) => {
    const { feeds, lines } = planImport([feed('https://wire.example/feed')], [there], now);
    expect(feeds).toEqual([]);
    expect(lines).toEqual([expect.objectContaining({ outcome: 'already-there', feedId: there.id, message })]);
  });

  it('adds a feed that comes twice once, and names the line', () => {
    const { feeds, lines } = planImport([feed('https://a.example/', 3), feed('https://a.example/#x', 9)], [], now);
    expect(feeds).toHaveLength(1);
    expect(lines.map(({ outcome, feedId, message }) => [outcome, feedId, message])).toEqual([
      ['added', feeds[0]?.id, null],
      ['already-there', feeds[0]?.id, 'the same address as in line 3'],
    ]);
  });

  it.each([
    [1, 0],
    [2, 60],
    [100, 5_940],
    [20_000, 599_970],
  ])('spreads the first fetches of %d feeds over %d ms', (count, lastMs) => {
    const entries = Array.from({ length: count }, (_, id) => feed(`https://wire.example/${id}`));
    const waits = planImport(entries, [], now).feeds.map(({ nextFetchAt }) => nextFetchAt.getTime() - now.getTime());
    expect(waits[0]).toBe(0);
    expect(waits[count - 1]).toBe(lastMs);
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
  });

  it('makes what it takes fit to be stored', () => {
    const { feeds, lines } = planImport(
      [
        feed('https://a.example/', 1, `\0 a\ud800b ${'x'.repeat(400)}`),
        feed('https://b.example/', 2, '\u0001'),
        feed(`https://c.example/${'x'.repeat(2_000)}`, 3),
        { kind: 'error', line: 4, message: 'm\0', title: '\0', address: `x${'😀'.repeat(2_000)}` },
      ],
      [],
      now,
    );
    expect(feeds.map(({ title }) => title)).toEqual([`ab ${'x'.repeat(297)}`, 'b.example']);
    expect(lines.map(({ outcome }) => outcome)).toEqual(['added', 'added', 'error', 'error']);
    expect(lines[2]?.message).toBe('its address is longer than 2,000 characters');
    expect(lines[3]).toMatchObject({ message: 'm', title: null });
    for (const { url } of lines) expect(url).not.toMatch(/\p{Cs}/u);
  });
});
