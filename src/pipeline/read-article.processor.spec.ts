import { articlePages } from '../../test/support/article-pages.js';
import { type FeedServer, startFeedServer } from '../../test/support/feed-server.js';
import { openStores, type StoreContext } from '../../test/support/stores.js';
import type { Clock } from '../config/clock.js';
import type { ArticleExtractor } from '../feeds/article/article.js';
import { extractArticle } from '../feeds/article/extract-article.js';
import { createAddressGuard } from '../feeds/fetch/address-guard.js';
import { createFeedClient, type FeedClient } from '../feeds/fetch/fetch-feed.js';
import type { QueueService } from '../queues/queue.service.js';
import type { JobRequest } from '../queues/queues.js';
import { ARTICLE_RETRY_MS, ArticleStore } from '../stories/article.store.js';
import { ReadArticleProcessor } from './read-article.processor.js';

const start = new Date('2026-11-24T12:00:00Z');
const never = new AbortController().signal;
const extractor: ArticleExtractor = { extract: async (page) => extractArticle(page), close: async () => undefined };
const page = articlePages['a newspaper with all that sells beside the article'];
const html = { 'content-type': 'text/html' };

describe('readArticleProcessor', () => {
  let context: StoreContext;
  let server: FeedServer;
  let client: FeedClient;
  let now: Date;
  let feedId: string;
  let asked: ({ name: string } & JobRequest)[];
  const clock: Clock = { now: () => now, random: () => 0.5 };
  const queues = {
    enqueue: async (name: string, requests: JobRequest[]) =>
      void asked.push(...requests.map((request) => ({ name, ...request }))),
  } as unknown as QueueService;

  beforeAll(async () => {
    [context, server] = await Promise.all([openStores(), startFeedServer()]);
    client = createFeedClient({
      userAgent: 'Wirewatch/test',
      timeoutMs: 5_000,
      maxBytes: 1_000_000,
      maxRedirects: 3,
      addressGuard: createAddressGuard({ allowNetworks: ['127.0.0.0/8'], allowOrigins: [] }),
    });
  });
  afterAll(async () => {
    await client.close();
    await Promise.all([context.close(), server.close()]);
  });
  beforeEach(async () => {
    now = start;
    asked = [];
    server.requests.length = 0;
    server.setFeed('/treaty', { body: page?.body, headers: html });
    await context.database.query('DELETE FROM feeds');
    feedId = (
      await context.prisma.feed.create({ data: { url: 'https://news.example/feed', title: 'News', fullText: true } })
    ).id;
  });

  const createProcess = (read: ArticleExtractor = extractor) =>
    new ReadArticleProcessor(new ArticleStore(context.prisma), queues, client, read, clock);
  const after = (ms: number) => new Date(start.getTime() + ms);
  const addStory = (fields: object = {}) =>
    context.prisma.story.create({
      data: {
        feedId,
        key: crypto.randomUUID(),
        url: `${server.url}/treaty`,
        title: 'Treaty in force',
        text: 'Moscow and Pyongyang bind themselves to fight side by side',
        fetchedAt: start,
        contentHash: 'hash',
        fingerprint: 'print',
        matchedAt: start,
        decidedAt: start,
        articleState: 'wanted',
        ...fields,
      },
    });
  const read = (id: string) => context.prisma.story.findUniqueOrThrow({ where: { id } });

  it('completes a story, keeps what only the feed said, and has it matched again', async () => {
    const { id } = await addStory();
    await createProcess().process(id, never);
    const story = await read(id);
    expect(story).toMatchObject({ articleState: 'read', revision: 2, matchedAt: null, language: 'en' });
    expect(story.text.startsWith('Moscow and Pyongyang bind themselves')).toBe(true);
    expect(story.text).toContain(page?.ends);
    expect(story.html).toMatch(/^<p>Moscow and Pyongyang .*<\/p><p>The two governments/);
    expect(asked).toEqual([{ name: 'match-story', id, version: 2 }]);
  });

  it.each<[string, object, object]>([
    [
      'the feed gave as much',
      {
        text: page?.paragraphs.join('\n'),
      },
      { articleState: 'read' },
    ],
    [
      'the feed gave another text',
      { text: 'The harvest in the south was good. '.repeat(50) },
      { articleState: 'failed', articleFailure: 'the page does not hold the text that the feed gave' },
    ],
    ['its link is no page', { url: 'javascript:alert(1)' }, { articleState: 'failed' }],
    [
      'its page is not there',
      { path: '/missing' },
      { articleState: 'failed', articleFailure: 'the article is not there (404)', articleAttempts: 1 },
    ],
  ])('leaves a story as it is where %s', async (_, { path, ...fields }: { path?: string }, expected) => {
    const { id, text } = await addStory({ ...(path ? { url: server.url + path } : {}), ...fields });
    await createProcess().process(id, never);
    await expect(read(id)).resolves.toMatchObject({ ...expected, text, revision: 1, matchedAt: start });
    expect(asked).toEqual([]);
  });

  it('tries three times, later and later, and then says why not', async () => {
    const [first, second] = ARTICLE_RETRY_MS;
    server.setFeed('/treaty', { status: 502 });
    const { id } = await addStory();
    const process = createProcess();
    await process.process(id, never);
    expect(asked).toEqual([{ name: 'read-article', id, version: `1.1.${after(first).getTime()}`, delayMs: first }]);
    // The sweep asks too early.
    now = after(first - 1);
    await process.process(id, never);
    expect(server.requests).toHaveLength(1);
    now = after(first);
    await process.process(id, never);
    expect(asked.at(-1)).toMatchObject({ delayMs: second });
    now = after(first + second);
    await process.process(id, never);
    expect(server.requests).toHaveLength(3);
    expect(asked).toHaveLength(2);
    await expect(read(id)).resolves.toMatchObject({
      articleState: 'failed',
      articleAttempts: 3,
      articleFailure: expect.stringContaining('502'),
    });
  });

  it('comes back when the article is there, by whichever process', async () => {
    server.setFeed('/treaty', { status: 500 });
    const { id } = await addStory();
    await createProcess().process(id, never);
    server.setFeed('/treaty', { body: page?.body, headers: html });
    await createProcess().process(id, never);
    await expect(read(id)).resolves.toMatchObject({ articleState: 'read', articleAttempts: 1, articleFailure: null });
  });

  it('leaves the whole host in peace for as long as it asks', async () => {
    server.setFeed('/treaty', { status: 429, retryAfter: '600' });
    const [one, two] = [await addStory(), await addStory()];
    const process = createProcess();
    await process.process(one.id, never);
    expect(asked).toMatchObject([{ id: one.id, delayMs: 600_000 }]);
    now = after(30_000);
    await process.process(two.id, never);
    expect(server.requests).toHaveLength(1);
    expect(asked[1]).toMatchObject({ id: two.id, delayMs: 570_000 });
  });

  it('asks a host for one article a second, and holds no worker meanwhile', async () => {
    const stories = [await addStory(), await addStory(), await addStory()];
    const process = createProcess();
    for (const { id } of stories) await process.process(id, never);
    expect(server.requests).toHaveLength(1);
    expect(asked.filter(({ name }) => name === 'read-article')).toMatchObject([
      { id: stories[1]?.id, delayMs: 1_000 },
      { id: stories[2]?.id, delayMs: 2_000 },
    ]);
    now = after(1_000);
    await process.process(stories[1]?.id ?? '', never);
    expect(server.requests).toHaveLength(2);
  });

  it('reads an article once, although two jobs ask for it at the same moment', async () => {
    const { id } = await addStory();
    const process = createProcess();
    await Promise.all([process.process(id, never), process.process(id, never)]);
    await process.process(id, never);
    expect(server.requests).toHaveLength(1);
    expect(asked).toHaveLength(1);
  });

  it('does not complete a wording that came while the article was read', async () => {
    const { id } = await addStory();
    const overtaken = createProcess({
      ...extractor,
      extract: async (read) => {
        await context.database.query(`UPDATE stories SET revision = 2, text = 'Reworded' WHERE id = $1`, [id]);
        return extractor.extract(read);
      },
    });
    await overtaken.process(id, never);
    await expect(read(id)).resolves.toMatchObject({ text: 'Reworded', revision: 2, articleState: 'wanted' });
    expect(asked).toEqual([]);
  });

  it('counts nothing as a failure when it is stopped, and can begin again', async () => {
    const { id } = await addStory();
    const stopping = new AbortController();
    const process = createProcess();
    stopping.abort();
    await process.process(id, stopping.signal);
    await expect(read(id)).resolves.toMatchObject({ articleState: 'wanted', articleAttempts: 0, articleFailure: null });
    now = after(1_000);
    await process.process(id, never);
    await expect(read(id)).resolves.toMatchObject({ articleState: 'read' });
  });

  it('wants no articles of a feed that is no longer set so', async () => {
    const { id } = await addStory();
    await context.prisma.feed.update({ where: { id: feedId }, data: { fullText: false } });
    await createProcess().process(id, never);
    await expect(read(id)).resolves.toMatchObject({ articleState: null });
    expect(server.requests).toEqual([]);
  });
});
