import pg from 'pg';
import { openStores, type StoreContext } from '../../test/support/stores.js';
import { resolveKeyCollisions } from './resolve-key-collisions.js';
import { StoryStore } from './story.store.js';
import type { NewStory } from './to-story.js';

const at = new Date('2026-11-24T12:00:00Z');

const story = (key: string, fields: Partial<NewStory> = {}): NewStory => ({
  key,
  guid: key,
  url: `https://news.example/${key}`,
  title: `Title of ${key}`,
  text: 'Text',
  html: null,
  author: null,
  language: 'en',
  categories: [],
  enclosures: [],
  publishedAt: at,
  dateClamped: false,
  contentHash: `hash of ${key}`,
  fingerprint: `words of ${key}`,
  ...fields,
});

describe('storyStore', () => {
  let context: StoreContext;
  let stories: StoryStore;
  let feedId: string;

  beforeAll(async () => {
    context = await openStores();
    stories = new StoryStore(context.prisma);
  });
  afterAll(() => context.close());
  beforeEach(async () => {
    await context.database.query('DELETE FROM feeds');
    await context.database.query('DELETE FROM events');
    feedId = (await context.prisma.feed.create({ data: { url: 'https://news.example/feed', title: 'News' } })).id;
  });

  const fetchOf = (items: NewStory[], fetched: { wantsArticle?: boolean } = {}) =>
    context.prisma.$transaction((transaction) =>
      stories.insertNewStories(transaction, feedId, resolveKeyCollisions(items), {
        at,
        onFirstPoll: false,
        wantsArticle: false,
        ...fetched,
      }),
    );
  const read = (id: string) => context.prisma.story.findUnique({ where: { id }, include: { revisions: true } });
  const insert = async (...items: NewStory[]) => (await fetchOf(items)).stored;

  describe('insertNewStories', () => {
    it('gives back what is new, and nothing for what was seen before in the same words', async () => {
      await expect(insert(story('a'), story('b'))).resolves.toHaveLength(2);
      await expect(insert(story('a'), story('b'))).resolves.toEqual([]);
      const [added] = await insert(story('a'), story('c'), story('b'));
      await expect(read(added?.id ?? '')).resolves.toMatchObject({
        key: 'c',
        title: 'Title of c',
        publishedAt: at,
      });
    });

    it('a date that moves makes no new story, and no revision', async () => {
      await insert(story('a'));
      await expect(insert(story('a', { publishedAt: new Date(at.getTime() + 3_600_000) }))).resolves.toEqual([]);
    });

    it('a new wording keeps the old one as a revision, and is up for matching again', async () => {
      const [first] = await insert(story('a'));
      await context.database.query('UPDATE stories SET matched_at = now(), decided_at = now()');
      await expect(insert(story('a', { title: 'Corrected', contentHash: 'other' }), story('b'))).resolves.toEqual(
        expect.arrayContaining([{ id: first?.id, revision: 2, kind: 'changed' }]),
      );
      await expect(read(first?.id ?? '')).resolves.toMatchObject({
        title: 'Corrected',
        revision: 2,
        matchedAt: null,
        decidedAt: null,
        revisions: [{ number: 1, title: 'Title of a' }],
      });
    });

    it('stores what a reader sees beside the text, and replaces it with the wording', async () => {
      const shown = {
        html: '<p><b>Text</b></p>',
        categories: ['World', 'a\0b'],
        enclosures: [
          { url: 'https://news.example/a.mp3', type: 'audio/mpeg', length: 12 },
          { url: 'https://news.example/b' },
        ],
      };
      const [first] = await insert(story('a', shown));
      await expect(read(first?.id ?? '')).resolves.toMatchObject({ ...shown, categories: ['World', 'ab'] });
      await insert(story('a', { contentHash: 'other', categories: ['Asia'], language: 'fr' }));
      await expect(read(first?.id ?? '')).resolves.toMatchObject({
        html: null,
        categories: ['Asia'],
        enclosures: [],
        language: 'fr',
      });
    });

    it('wants the article of what is new or changed, where there is one to fetch', async () => {
      const wantsArticle = true;
      const { stored } = await fetchOf([story('a'), story('b', { url: null })], { wantsArticle });
      const states = () =>
        context.database.query(
          'SELECT key, article_state, article_attempts, article_failure FROM stories ORDER BY key',
        );
      const wanted = { article_state: 'wanted', article_attempts: 0, article_failure: null };
      const none = { ...wanted, article_state: null };
      await expect(states()).resolves.toEqual([
        { key: 'a', ...wanted },
        { key: 'b', ...none },
      ]);
      await context.database.query(
        "UPDATE stories SET article_state = 'failed', article_attempts = 3, article_failure = 'no' WHERE id = $1",
        [stored.find(({ kind }) => kind === 'new')?.id],
      );
      await context.database.query("UPDATE stories SET text = 'The article' WHERE key = 'a'");
      await expect(fetchOf([story('a')], { wantsArticle })).resolves.toEqual({ stored: [], knownCount: 1 });
      await fetchOf([story('a', { contentHash: 'other' })], { wantsArticle });
      await expect(states()).resolves.toEqual([
        { key: 'a', ...wanted },
        { key: 'b', ...none },
      ]);
      await expect(context.prisma.revision.findMany()).resolves.toMatchObject([{ text: 'The article' }]);
      await fetchOf([story('a', { contentHash: 'third' })]);
      await expect(states()).resolves.toMatchObject([none, none]);
    });

    it('takes one statement for what is new, what is changed and what is known', async () => {
      await insert(story('a'), story('b'));
      const query = jest.spyOn(pg.Client.prototype, 'query');
      const { stored } = await fetchOf([story('a'), story('b', { contentHash: 'other' }), story('c')]);
      const statements = query.mock.calls.map(([sent]) => (sent as unknown as { text?: string }).text ?? String(sent));
      query.mockRestore();
      expect(stored.map(({ kind }) => kind).sort()).toEqual(['changed', 'new']);
      expect(statements.filter((text) => !/^(BEGIN|COMMIT)/.test(text))).toHaveLength(1);
      expect(statements).toHaveLength(3);
    });

    it('lets two fetches change the same stories at the same moment, in any order, each once', async () => {
      const items = Array.from({ length: 20 }, (_, index) => story(`n${index}`));
      await insert(...items);
      const changed = [...items.map((item) => ({ ...item, contentHash: `new ${item.key}` })), story('x'), story('y')];
      const stored = await Promise.all([insert(...changed), insert(...[...changed].reverse()), insert(...changed)]);
      expect(stored.flat()).toHaveLength(22);
      await expect(context.prisma.revision.count()).resolves.toBe(20);
    });

    it('lets two fetches of one feed at the same moment store each story once', async () => {
      const items = Array.from({ length: 20 }, (_, index) => story(`n${index}`));
      const stored = await Promise.all([insert(...items), insert(...items)]);
      expect(stored.flat()).toHaveLength(20);
      await expect(context.prisma.story.count()).resolves.toBe(20);
    });

    it('takes what PostgreSQL would refuse: NUL, and half a surrogate pair', async () => {
      const [added] = await insert(story('odd', { title: 'a\0b \ud800 c', text: '\udfff 😀' }));
      await expect(read(added?.id ?? '')).resolves.toMatchObject({ title: 'ab \ufffd c', text: '\ufffd 😀' });
    });
  });

  it('findStranded gives what is overdue, and leaves what is still on its way', async () => {
    await insert(story('a'));
    const later = new Date(at.getTime() + 1);
    await expect(stories.findStranded('matching', at, 10)).resolves.toEqual([]);
    await expect(stories.findStranded('matching', later, 10)).resolves.toHaveLength(1);
    await context.database.query('UPDATE stories SET matched_at = $1', [at]);
    await expect(stories.findStranded('matching', later, 10)).resolves.toEqual([]);
    await expect(stories.findStranded('deciding', later, 10)).resolves.toHaveLength(1);
  });
});
