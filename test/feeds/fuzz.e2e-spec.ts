import fc from 'fast-check';
import { decodeFeed } from '../../src/feeds/read/decode-feed.js';
import { parseFeed, type ParsedFeed, type ParseOutcome } from '../../src/feeds/read/parse-feed.js';
import { readFixtures } from './fixtures.js';
import { fragments, mutate, mutations } from './mutations.js';

const now = new Date('2026-03-10T12:00:00Z');
const sources = new Map(readFixtures().map(({ name, source }) => [name, Buffer.from(source)]));
const names = [...sources.keys()];
const sourceOf = (name: string) => sources.get(name)!;
const contentTypes = fc.constantFrom(
  undefined,
  'application/rss+xml',
  'application/json',
  'text/xml; charset=utf-8',
  'text/xml; charset="windows-1251"',
  'text/xml; charset=shift_jis',
  'text/xml; charset=iso-2022-jp',
  'text/xml; charset=gb18030',
  'text/xml; charset=utf-16',
  'text/xml; charset=nonsense',
  'text/xml; charset="',
);

describe('any input is given a named outcome, with items that are safe to store', () => {
  it('fixtures with a few faults put in', async () => {
    const spoilt = fc.record({
      name: fc.constantFrom(...names),
      faults: fc.array(mutations(names), { minLength: 1, maxLength: 6 }),
      contentType: contentTypes,
    });
    await fc.assert(
      fc.asyncProperty(spoilt, async ({ name, faults, contentType }) => {
        await readSafely(mutate(sourceOf(name), faults, sourceOf), contentType);
      }),
      { numRuns: 1_200 },
    );
  });

  it('fragments of markup strung together', async () => {
    const scraps = fc.array(fc.oneof(fc.constantFrom(...fragments), fc.string({ unit: 'binary', maxLength: 10 })), {
      maxLength: 40,
    });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('', '<rss><channel>', '<feed>', '{"items":['), scraps, async (start, rest) => {
        await readSafely(Buffer.from(start + rest.join('')));
      }),
      { numRuns: 200 },
    );
  });

  it('bytes at random', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 500 }), contentTypes, async (bytes, contentType) => {
        await readSafely(bytes, contentType);
      }),
      { numRuns: 200 },
    );
  });

  it('JSON of any shape', async () => {
    const fields = ['version', 'title', 'items', 'id', 'url', 'content_html', 'date_published', 'authors', 'tags'];
    const value = fc.letrec((tie) => ({
      any: fc.oneof({ depthSize: 'small' }, fc.jsonValue({ maxDepth: 1 }), tie('list'), tie('object')),
      list: fc.array(tie('any'), { maxLength: 4 }),
      object: fc.dictionary(fc.constantFrom(...fields), tie('any'), { maxKeys: 6 }),
    })).object;
    await fc.assert(
      fc.asyncProperty(value, async (feed) => {
        await readSafely(
          Buffer.from(JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', ...(feed as object) })),
        );
      }),
      { numRuns: 200 },
    );
  });

  it.each(fragments)('100 kB of %j', async (fragment) => {
    for (const start of ['', '<rss><channel><item><title>', '{"items":[{"title":"']) {
      await readSafely(Buffer.from((start + fragment.repeat(100_000 / fragment.length)).slice(0, 100_000)));
    }
  });
});

/** Reads as the fetcher does, and looks at what may never be: an exception, a wait out of proportion, a value that cannot be stored or linked to. */
async function readSafely(bytes: Uint8Array, contentType?: string): Promise<ParseOutcome> {
  const startedAt = performance.now();
  const { text } = decodeFeed(bytes, contentType);
  const outcome = await parseFeed(text, 'https://ledger.example/feeds/news.xml', now);
  // Generous, since the machine may be busy: what is quadratic takes longer than that by far.
  expect(performance.now() - startedAt).toBeLessThan(5_000 * Math.max(1, bytes.length / 100_000));
  if (outcome.ok) expect(faultsOf(outcome.feed)).toEqual([]);
  else
    expect(outcome).toEqual({
      ok: false,
      reason: expect.stringMatching(/^(not-a-feed|html-page|empty|malformed)$/),
      message: expect.stringMatching(/./),
    });
  return outcome;
}

function faultsOf(feed: ParsedFeed): string[] {
  const urls = [
    feed.siteUrl,
    feed.selfUrl,
    ...feed.hubUrls,
    ...feed.items.flatMap(({ url, enclosures }) => [url, ...enclosures.map((enclosure) => enclosure.url)]),
  ].filter((url) => url !== undefined);
  const titles = [feed.title, ...feed.items.map(({ title }) => title)];
  const dates = feed.items.flatMap(({ publishedAt, updatedAt }) => [publishedAt, updatedAt]).filter((date) => date);
  const numbers = [feed.hints.ttlMs, feed.hints.updateMs, ...feed.hints.skipHours, ...feed.hints.skipDays];
  return [
    ...urls.filter((url) => !isWebAddress(url)).map((url) => `no web address: ${JSON.stringify(url)}`),
    ...titles
      .filter((title) => /[\p{Cc}\p{Zl}\p{Zp}]|^\s|\s$|\s\s/u.test(title))
      .map((title) => `no title: ${JSON.stringify(title)}`),
    ...dates.filter((date) => !Number.isFinite(date?.getTime())).map(() => 'no date'),
    ...numbers
      .filter((number) => number !== undefined && !(number >= 0 && Number.isFinite(number)))
      .map((number) => `no hint: ${number}`),
    // PostgreSQL takes no null characters: one such string would lose the whole fetch.
    ...stringsIn(feed)
      .filter((text) => text.includes('\0'))
      .map((text) => `a null character: ${JSON.stringify(text)}`),
  ];
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}

function isWebAddress(url: string): boolean {
  return /^https?:$/.test(URL.parse(url)?.protocol ?? '');
}
