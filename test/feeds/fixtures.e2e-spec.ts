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
  hints: { ttlMs: null, updateMs: null },
  item: { guid: null, html: null, author: null, language: null, publishedAt: null, updatedAt: null },
  enclosure: { type: null, length: null },
};

/** A feed as JSON has it: dates are strings. */
type Written = Omit<ParsedFeed, 'items'> & {
  items: (Record<string, unknown> & { url?: string; enclosures: Record<string, unknown>[] })[];
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
      expect(asWritten(outcome.feed)).toMatchObject({
        ...(expected.feed && { feed: expected.feed }),
        ...(expected.items && { items: expected.items }),
        itemCount: expected.itemCount,
      });
    },
  );
});

/** As JSON has it, with null for what is absent, and addresses in the one spelling that the URL standard gives them. */
function asWritten(parsed: ParsedFeed) {
  const { items, ...feed } = JSON.parse(JSON.stringify(parsed)) as Written;
  return {
    feed: { ...absent.feed, ...feed, siteUrl: inOneSpelling(feed.siteUrl), hints: { ...absent.hints, ...feed.hints } },
    items: items.map(({ url, enclosures, ...item }) => ({
      ...absent.item,
      ...item,
      url: inOneSpelling(url),
      enclosures: enclosures.map((enclosure) => ({ ...absent.enclosure, ...enclosure })),
    })),
    itemCount: items.length,
  };
}

function inOneSpelling(url: string | undefined): string | null {
  return url === undefined ? null : new URL(url).href;
}
