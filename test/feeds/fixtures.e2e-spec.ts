import { decodeFeed } from '../../src/feeds/read/decode-feed.js';
import { parseFeed, type ParsedFeed } from '../../src/feeds/read/parse-feed.js';
import { type Expected, readFixtures } from './fixtures.js';

const defaultUrl = 'https://ledger.example/feeds/news.xml';
const defaultNow = '2026-03-10T12:00:00Z';
const fields = new Set([
  'about',
  'contentType',
  'url',
  'now',
  'encoding',
  'ok',
  'reason',
  'feed',
  'items',
  'itemCount',
] satisfies (keyof Expected)[] as string[]);
const absent = {
  feed: { language: null, siteUrl: null, selfUrl: null },
  item: { guid: null, url: null, html: null, author: null, language: null, publishedAt: null, updatedAt: null },
};

const fixtures = readFixtures();

describe('the fixtures', () => {
  it('are at least 150', () => {
    expect(fixtures.length).toBeGreaterThanOrEqual(150);
  });

  it('are each about something else', () => {
    const names = new Map<string, string[]>();
    for (const { name, expected } of fixtures) names.set(expected.about, [...(names.get(expected.about) ?? []), name]);
    expect([...names.values()].filter((same) => same.length > 1)).toEqual([]);
  });

  it('say in known words what is expected of them', () => {
    for (const { name, expected } of fixtures) {
      expect({ name, unknown: Object.keys(expected).filter((field) => !fields.has(field)) }).toEqual({
        name,
        unknown: [],
      });
      expect({ name, about: expected.about }).toEqual({ name, about: expect.stringMatching(/^\S.*[^.\s]$/) });
      if (!expected.ok) expect({ name, reason: expected.reason }).toEqual({ name, reason: expect.any(String) });
      else
        expect({ name, items: expected.items?.length ?? expected.itemCount }).toEqual({
          name,
          items: expected.itemCount,
        });
    }
  });
});

describe('a feed', () => {
  it.each(fixtures.map((fixture) => [fixture.name, fixture.expected.about, fixture] as const))(
    '%s: %s',
    async (_name, _about, { source, expected }) => {
      const { text, encoding } = decodeFeed(source, expected.contentType);
      if (expected.encoding) expect(encoding).toBe(expected.encoding);
      const outcome = await parseFeed(text, expected.url ?? defaultUrl, new Date(expected.now ?? defaultNow));
      if (!expected.ok) {
        expect(outcome).toMatchObject({ ok: false, reason: expected.reason });
        return;
      }
      if (!outcome.ok) throw new Error(`refused as ${outcome.reason}: ${outcome.message}`);
      const { items, ...feed } = asWritten(outcome.feed);
      expect({ feed, items, itemCount: items.length }).toMatchObject({
        feed: expected.feed ?? {},
        items: expected.items ?? {},
        itemCount: expected.itemCount,
      });
    },
  );
});

/** As JSON has it, with null for what is absent. */
function asWritten(feed: ParsedFeed): Record<string, unknown> & { items: Record<string, unknown>[] } {
  const written = JSON.parse(JSON.stringify(feed)) as ReturnType<typeof asWritten>;
  return { ...absent.feed, ...written, items: written.items.map((item) => ({ ...absent.item, ...item })) };
}
