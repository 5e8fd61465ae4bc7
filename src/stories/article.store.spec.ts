import { openStores, type StoreContext } from '../../test/support/stores.js';
import { ARTICLE_RETRY_MS, ArticleStore } from './article.store.js';

const at = new Date('2026-11-24T12:00:00Z');
const after = (ms: number) => new Date(at.getTime() + ms);
const article = { text: 'The whole article', html: '<p>The whole article</p>', language: 'en' };

describe('articleStore', () => {
  let context: StoreContext;
  let articles: ArticleStore;
  let feedId: string;

  beforeAll(async () => {
    context = await openStores();
    articles = new ArticleStore(context.prisma);
  });
  afterAll(() => context.close());
  beforeEach(async () => {
    await context.database.query('DELETE FROM feeds');
    feedId = (
      await context.prisma.feed.create({ data: { url: 'https://news.example/feed', title: 'News', fullText: true } })
    ).id;
  });

  const addStory = (fields: object = {}) =>
    context.prisma.story.create({
      data: {
        feedId,
        key: 'a',
        url: 'https://news.example/a',
        title: 'Treaty',
        text: 'The beginning',
        fetchedAt: at,
        contentHash: 'hash',
        fingerprint: 'print',
        matchedAt: at,
        decidedAt: at,
        articleState: 'wanted',
        ...fields,
      },
    });
  const read = (id: string) => context.prisma.story.findUniqueOrThrow({ where: { id }, include: { revisions: true } });

  it('completes the wording that the article was read for: the same one, to be matched again', async () => {
    const story = await addStory();
    const wanted = await articles.findWanted(story.id);
    expect(wanted).toMatchObject({ url: story.url, text: 'The beginning', feed: { title: 'News', fullText: true } });
    await expect(articles.complete(story, article)).resolves.toEqual({ id: story.id, revision: 2 });
    await expect(read(story.id)).resolves.toMatchObject({
      ...article,
      title: 'Treaty',
      revision: 2,
      articleState: 'read',
      matchedAt: null,
      decidedAt: null,
      contentHash: 'hash',
      fingerprint: 'print',
      revisions: [],
    });
    await expect(articles.findWanted(story.id)).resolves.toBeNull();
  });

  it('knows a language better than the page does, where the feed has named one', async () => {
    const story = await addStory({ language: 'uk' });
    await articles.complete(story, { ...article, language: 'ru' });
    await expect(read(story.id)).resolves.toMatchObject({ language: 'uk' });
  });

  it('takes what PostgreSQL would refuse', async () => {
    const story = await addStory();
    await articles.complete(story, { ...article, text: 'a\0b', html: '<p>\0</p>' });
    await expect(read(story.id)).resolves.toMatchObject({ text: 'ab', html: '<p></p>' });
  });

  const methods: [string, (wording: { id: string; revision: number; articleAttempts: number }) => Promise<unknown>][] =
    [
      ['complete', (wording) => articles.complete(wording, article)],
      ['keep', (wording) => articles.keep(wording)],
      ['fail', (wording) => articles.fail(wording, 'gone')],
      ['recordAttempt', (wording) => articles.recordAttempt(wording, 'busy')],
      ['release', (wording) => articles.release(wording)],
    ];
  it.each(methods)(
    '%s leaves a wording alone that came meanwhile, and a story whose article was read',
    async (_, call) => {
      const newer = await addStory({ revision: 2 });
      const done = await addStory({ key: 'b', articleState: 'read' });
      await expect(call({ ...newer, revision: 1 })).resolves.toBeUndefined();
      await expect(call(done)).resolves.toBeUndefined();
      await expect(read(newer.id)).resolves.toEqual({ ...newer, revisions: [] });
      await expect(read(done.id)).resolves.toEqual({ ...done, revisions: [] });
    },
  );

  it('completes once, however many jobs have read the article', async () => {
    const story = await addStory();
    const completed = await Promise.all(Array.from({ length: 5 }, () => articles.complete(story, article)));
    expect(completed.filter(Boolean)).toHaveLength(1);
  });

  it.each<[string, (story: { id: string; revision: number; articleAttempts: number }) => Promise<void>, object]>([
    ['keep', (story) => articles.keep(story), { articleState: 'read', articleFailure: null, articleAttempts: 1 }],
    [
      'fail',
      (story) => articles.fail(story, 'gone'),
      { articleState: 'failed', articleFailure: 'gone', articleAttempts: 2 },
    ],
    [
      'recordAttempt',
      (story) => articles.recordAttempt(story, 'busy'),
      { articleState: 'wanted', articleFailure: 'busy', articleAttempts: 2 },
    ],
    ['release', (story) => articles.release(story), { articleState: null, articleFailure: null, articleAttempts: 1 }],
  ])('%s says so on the story, and does not have it matched again', async (_, call, expected) => {
    const story = await addStory({ articleAttempts: 1, articleFailure: 'busy' });
    await call(story);
    await expect(read(story.id)).resolves.toMatchObject({
      ...expected,
      revision: 1,
      matchedAt: at,
      text: 'The beginning',
    });
  });

  it('finds what is stranded, each try a pause later, the oldest first', async () => {
    const [first, second] = ARTICLE_RETRY_MS;
    const thrice = await addStory({ key: 'c', articleAttempts: 2 });
    const twice = await addStory({ key: 'b', articleAttempts: 1 });
    const once = await addStory({ key: 'a', fetchedAt: after(1) });
    await addStory({ key: 'read', articleState: 'read' });
    await addStory({ key: 'plain', articleState: null });
    const found = async (ms: number, limit = 10) => (await articles.findStranded(after(ms), limit)).map(({ id }) => id);
    await expect(found(1)).resolves.toEqual([]);
    await expect(found(2)).resolves.toEqual([once.id]);
    await expect(found(first + 1)).resolves.toEqual([twice.id, once.id]);
    await expect(found(first + second)).resolves.not.toContain(thrice.id);
    await expect(found(first + second + 1)).resolves.toHaveLength(3);
    await expect(found(first + second + 1, 2)).resolves.not.toContain(once.id);
  });
});
