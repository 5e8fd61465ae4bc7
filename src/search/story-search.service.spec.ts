import fc from 'fast-check';
import { v7 as newId } from 'uuid';
import { dense, ENTITIES, hostile, nestedNear, query, SLUGS, wire } from '../../test/support/arbitrary-queries.js';
import { openStores, type StoreContext } from '../../test/support/stores.js';
import { compileQuery } from '../matching/compile-query.js';
import { FormBook } from '../matching/compile-forms.js';
import { evaluate, readStory } from '../matching/evaluate.js';
import { parseQuery } from '../matching/parse-query.js';
import { printQuery } from '../matching/print-query.js';
import type { EntityStore } from '../topics/entity.store.js';
import { FacetStore } from './facet.store.js';
import { SearchCompilerService } from './search-compiler.service.js';
import { type SearchStatistics, SearchStatisticsStore } from './search-statistics.store.js';
import { SimilarTitleStore } from './similar-title.store.js';
import { StoryItemStore } from './story-item.store.js';
import { StorySearchService } from './story-search.service.js';
import { StoryStepStore } from './story-step.store.js';
import { StoryWordsStore } from './story-words.store.js';

const DAY_MS = 24 * 60 * 60_000;
const now = new Date('2026-11-24T12:00:00Z');
const clock = { now: () => now, random: () => 0 };
const FEED = { url: 'https://yonhap.example/AND', title: 'Yonhap News' };
const STORIES = 160;

/** As a fetch would store it. */
const storable = (text: string) => text.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '\uFFFD');

describe('storySearchService', () => {
  let context: StoreContext;
  let search: StorySearchService;
  let statistics: SearchStatisticsStore;
  let stories: { id: string; title: string; text: string; language: string | null }[];

  beforeAll(async () => {
    context = await openStores();
    const { prisma } = context;
    const { id: feedId } = await prisma.feed.create({ data: FEED });
    const words = fc.oneof(wire, dense, hostile);
    stories = fc
      .sample(fc.record({ title: words, text: words, language: fc.constantFrom('en', 'ko', null) }), {
        numRuns: STORIES,
        seed: 7,
      })
      .map(({ title, text, language }, nth) => ({
        id: newId({ msecs: now.getTime() - (STORIES - nth) * 0.3 * DAY_MS }),
        title: storable(title),
        text: storable(text),
        language,
      }));
    await prisma.story.createMany({
      data: stories.map((story) => ({
        ...story,
        feedId,
        key: story.id,
        contentHash: '',
        fingerprint: '',
        fetchedAt: now,
        matchedAt: now,
        enclosures: [],
      })),
    });
    const filler = new StoryWordsStore(prisma);
    let before: string | undefined;
    for (let next: string | null = ''; next !== null; before = next ?? undefined)
      ({ next } = await filler.fill(before));
    statistics = new SearchStatisticsStore(prisma, clock);
    const items = new StoryItemStore(prisma);
    search = new StorySearchService(
      new StoryStepStore(prisma),
      items,
      new SimilarTitleStore(prisma),
      new FacetStore(prisma),
      statistics,
      new SearchCompilerService({ definitions: async () => ENTITIES } as unknown as EntityStore, clock),
      clock,
    );
  });
  afterAll(() => context.close());

  const findAll = async (q: string) => {
    const found: string[] = [];
    let before: string | undefined;
    for (let next: string | null = ''; next !== null; before = next ?? undefined) {
      const page = await search.page({ q, filter: {} }, { before, wanted: 30 });
      found.push(...page.rows.map(({ id }) => id));
      next = page.next;
    }
    return found;
  };

  it.each<[string, Partial<SearchStatistics>]>([
    ['with all at once', {}],
    // As if there were a million stories: windows of hours, then of days, then of weeks.
    ['window after window', { stories: 1_000_000, density: 1 / 1_000, floor: 0.5 }],
  ])(
    'finds exactly what the matcher says, newest first, each story once: %s',
    async (_, known) => {
      const real = await statistics.current();
      jest.spyOn(statistics, 'current').mockResolvedValue({ ...real, frequencies: new Map(), ...known });
      const book = new FormBook(ENTITIES);
      let found = 0;
      await fc.assert(
        fc.asyncProperty(fc.oneof(query.any, nestedNear), async (node) => {
          const q = printQuery(node);
          const parsed = parseQuery(q, { entitySlugs: new Set(SLUGS) });
          fc.pre(parsed.ok);
          if (!parsed.ok) return;
          const compiled = compileQuery(parsed.query, book);
          const expected = stories
            .filter(
              ({ title, text, language }) =>
                evaluate(
                  compiled,
                  readStory({ title, text, language: language ?? undefined, source: FEED.title, feed: FEED.url }),
                ).holds,
            )
            .map(({ id }) => id)
            .reverse();
          found += expected.length;
          expect({ q, found: await findAll(q) }).toEqual({ q, found: expected });
        }),
        { numRuns: 25 },
      );
      expect(found).toBeGreaterThan(200);
    },
    120_000,
  );
});
