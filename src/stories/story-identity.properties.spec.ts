import fc from 'fast-check';
import { openStores, type StoreContext } from '../../test/support/stores.js';
import { type ParsedItem } from '../feeds/read/parsed-feed.js';
import { resolveKeyCollisions } from './resolve-key-collisions.js';
import { StoryStore } from './story.store.js';
import { toStory } from './to-story.js';

const now = new Date('2026-11-24T12:00:00Z');
const ITEMS = 6;

type Edit = 'title' | 'text';

/** A way in which publishers name their items, with what they can change without becoming somebody else to anybody. */
interface Naming {
  guid(name: number, turn: number): string | undefined;
  url(name: number, turn: number): string | undefined;
  edits: Edit[];
}

const own = (name: number) => `https://a.example/${name}`;
const one = () => 'https://a.example/live';
const none = () => undefined;
const namings: Record<string, Naming> = {
  'a guid and an address': { guid: String, url: own, edits: ['title', 'text'] },
  'a guid alone': { guid: String, url: none, edits: ['title', 'text'] },
  'a guid, and one address for all': { guid: String, url: one, edits: ['title', 'text'] },
  'an address alone': { guid: none, url: own, edits: ['title', 'text'] },
  'an address in two schemes': {
    guid: none,
    url: (name, turn) => `${turn % 2 ? 'http' : 'https'}://a.example/${name}`,
    edits: ['title', 'text'],
  },
  'one guid for all, and an address': { guid: one, url: own, edits: ['title', 'text'] },
  'one guid for all': { guid: one, url: none, edits: ['text'] },
  'one address for all': { guid: none, url: one, edits: ['text'] },
  'one guid and one address for all': { guid: one, url: one, edits: ['text'] },
  'a new guid each time, and an address': {
    guid: (name, turn) => `${name} ${turn}`,
    url: own,
    edits: ['title', 'text'],
  },
  'a new guid each time': { guid: (name, turn) => `${name} ${turn}`, url: none, edits: [] },
  'nothing but their words': { guid: none, url: none, edits: ['text'] },
};

const turns = fc.array(
  fc.record({
    shown: fc.shuffledSubarray(
      Array.from({ length: ITEMS }, (_, name) => name),
      { minLength: 1 },
    ),
    edited: fc.option(fc.record({ name: fc.nat(ITEMS - 1), part: fc.nat(1) }), { nil: undefined }),
    dated: fc.date({ noInvalidDate: true }),
  }),
  { minLength: 1, maxLength: 8 },
);

describe('whatever a feed does from fetch to fetch', () => {
  let context: StoreContext;
  let stories: StoryStore;
  beforeAll(async () => {
    context = await openStores();
    stories = new StoryStore(context.prisma);
  });
  afterAll(() => context.close());

  it.each(Object.entries(namings))(
    'each item is one story, each change of wording one revision: %s',
    async (_, naming) => {
      await fc.assert(
        fc.asyncProperty(turns, async (played) => {
          await context.database.query('DELETE FROM feeds');
          const feed = await context.prisma.feed.create({ data: { url: 'https://a.example/feed', title: 'A' } });
          const wordings = Array.from({ length: ITEMS }, () => ({ title: 0, text: 0 }));
          const shownAs = new Map<number, string>();
          let revisions = 0;
          // That several share a name is seen when they are shown together.
          const documents = [{ shown: [0, 1], edited: undefined, dated: now }, ...played];
          for (const [turn, { shown, edited, dated }] of documents.entries()) {
            const part = edited && naming.edits[edited.part];
            if (part && shown.includes(edited.name)) wordings[edited.name]![part] += 1;
            const items = shown.map((name): ParsedItem => {
              const { title, text } = wordings[name]!;
              return {
                guid: naming.guid(name, turn),
                url: naming.url(name, turn),
                title: `Item ${name}, heading ${title}`,
                text: `Item ${name} is about something that takes ${'very '.repeat(20)}long to tell, in draft ${text}`,
                categories: [],
                enclosures: [],
                publishedAt: dated,
              };
            });
            for (const [place, name] of shown.entries()) {
              const words = JSON.stringify([items[place]?.title, items[place]?.text]);
              if (shownAs.has(name) && shownAs.get(name) !== words) revisions += 1;
              shownAs.set(name, words);
            }
            await context.prisma.$transaction((transaction) =>
              stories.insertNewStories(
                transaction,
                feed.id,
                resolveKeyCollisions(items.map((item) => toStory(item, { now }))),
                { at: now, onFirstPoll: turn === 0, wantsArticle: false },
              ),
            );
          }
          const stored = await context.prisma.story.findMany();
          expect(stored.map(({ title, text }) => JSON.stringify([title, text])).sort()).toEqual(
            [...shownAs.values()].sort(),
          );
          expect(await context.prisma.revision.count()).toBe(revisions);
        }),
        { numRuns: 12 },
      );
    },
  );
});
