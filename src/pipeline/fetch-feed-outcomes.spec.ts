import { Logger } from '@nestjs/common';
import { type FeedItem, type FeedServer, startFeedServer } from '../../test/support/feed-server.js';
import { type FetchDesk, openFetchDesk } from '../../test/support/fetch-desk.js';
import { openStores, type StoreContext } from '../../test/support/stores.js';
import { createAddressGuard } from '../feeds/fetch/address-guard.js';
import { createFeedClient, type FeedClient } from '../feeds/fetch/fetch-feed.js';
import { StoryStore } from '../stories/story.store.js';

const start = new Date('2026-11-24T12:00:00Z');
const minute = 60_000;
const hour = 60 * minute;
const never = new AbortController().signal;

describe('fetchFeedProcessor, of one publisher', () => {
  let context: StoreContext;
  let server: FeedServer;
  let client: FeedClient;
  let desk: FetchDesk;
  let now: Date;
  let feedId: string;

  beforeAll(async () => {
    Logger.overrideLogger(false);
    context = await openStores();
    client = createFeedClient({
      userAgent: 'test',
      timeoutMs: 5_000,
      maxBytes: 1_000_000,
      maxRedirects: 5,
      addressGuard: createAddressGuard({ allowNetworks: ['127.0.0.0/8'], allowOrigins: [] }),
    });
  });
  afterAll(async () => {
    await client.close();
    await context.close();
  });
  beforeEach(async () => {
    now = start;
    server = await startFeedServer();
    desk = openFetchDesk(context, client, { now: () => now, random: () => 0.5 });
    await context.database.query('DELETE FROM feeds');
    await context.database.query('DELETE FROM hosts');
    feedId = await add('/feed');
  });
  afterEach(() => server.close());

  const add = async (path: string) =>
    (await desk.feeds.create({ url: `${server.url}${path}`, title: path, nextFetchAt: start })).id;
  /** Fetches, out of turn, so many minutes after the beginning. */
  const fetchAt = async (minutes: number, id = feedId) => {
    now = new Date(start.getTime() + minutes * minute);
    await desk.leases.requestFetch(id, now);
    await desk.processor.process(id, never);
    return stored(id);
  };
  const stored = async (id = feedId) => {
    const feed = await desk.feeds.find(id);
    if (!feed) throw new Error('no such feed');
    return feed;
  };
  const stories = () => context.prisma.story.findMany({ orderBy: { title: 'asc' } });
  const openNotices = async () =>
    (await desk.notices.list({ limit: 50 }, { open: true })).map(({ kind, message }) => [kind, message]);
  const history = async (id = feedId) =>
    (await desk.records.list(id, { limit: 50 })).map(({ outcome, times }) => [outcome, times]);
  const story = (name: string, hoursAgo = 1): FeedItem => ({
    title: `Story ${name}`,
    guid: name,
    link: `https://wire.example/${name}`,
    pubDate: new Date(start.getTime() - hoursAgo * hour),
  });
  const lastRequest = () => server.requests.at(-1);

  it('keeps what was fetched when the database is back, and blames nothing on the feed', async () => {
    server.setFeed('/feed', { items: [{ title: 'Told once', guid: 'once', pubDate: start }] });
    const broken = jest
      .spyOn(StoryStore.prototype, 'insertNewStories')
      .mockRejectedValueOnce(new Error('Connection terminated unexpectedly'));
    const feed = await fetchAt(0);
    broken.mockRestore();
    expect(feed).toMatchObject({ consecutiveFailures: 0, lastError: null });
    expect((await stories()).map(({ title }) => title)).toEqual(['Told once']);
    expect(server.requests).toHaveLength(1);
  });

  it('stores what is new, asks for its matching, and says what it found', async () => {
    server.setFeed('/feed', { items: [story('a'), story('b')] });
    await fetchAt(0);
    server.setFeed('/feed', { items: [story('c'), { ...story('b'), title: 'Story b, corrected' }, story('a')] });
    await fetchAt(5);
    expect((await stories()).map(({ title, revision }) => [title, revision])).toEqual([
      ['Story a', 1],
      ['Story b, corrected', 2],
      ['Story c', 1],
    ]);
    expect(desk.matchRequests).toHaveLength(4);
    expect((await desk.records.list(feedId, { limit: 1 }))[0]).toMatchObject({
      outcome: 'fresh',
      status: 200,
      itemCount: 3,
      newCount: 1,
      changedCount: 1,
      message: null,
    });
  });

  describe('conditional requests', () => {
    it('send both validators as they were given, and keep each when a 304 changes the other', async () => {
      const validators = { etag: 'W/"caf\u00e9 \'1\'"', lastModified: 'yesterday, more or less' };
      server.setFeed('/feed', { items: [story('a')], ...validators });
      await fetchAt(0);
      const feed = await fetchAt(5);
      expect(lastRequest()).toMatchObject({
        status: 304,
        headers: { 'if-none-match': validators.etag, 'if-modified-since': validators.lastModified },
      });
      expect(feed).toMatchObject({ ...validators, validatorsWork: true, lastOutcome: 'not-modified' });
      server.setFeed('/feed', { items: [story('a')], etag: validators.etag, headers: { 'last-modified': 'today' } });
      expect(await fetchAt(10)).toMatchObject({ etag: validators.etag, lastModified: 'today' });
    });

    it('are left out once a day, lest a server that always says 304 hides its news', async () => {
      server.setFeed('/feed', { items: [story('a')], etag: '"stuck"' });
      await fetchAt(0);
      server.setFeed('/feed', { items: [story('a'), story('b')], etag: '"stuck"' });
      await fetchAt(24 * 60 - 1);
      expect(await stories()).toHaveLength(1);
      await fetchAt(24 * 60);
      expect(lastRequest()?.headers['if-none-match']).toBeUndefined();
      expect(await stories()).toHaveLength(2);
    });

    it('are seen not to work where the same bytes come again, which are not parsed again', async () => {
      server.setFeed('/feed', { items: [story('a')], headers: { etag: '"ignored"' } });
      await fetchAt(0);
      const transaction = jest.spyOn(context.prisma, '$transaction');
      const feed = await fetchAt(5);
      expect(transaction).not.toHaveBeenCalled();
      transaction.mockRestore();
      expect(feed).toMatchObject({
        lastOutcome: 'unchanged',
        validatorsWork: false,
        nextFetchReason: 'no-cache-hints',
      });
    });
  });

  describe('a permanent redirect', () => {
    beforeEach(async () => {
      server.setFeed('/feed', { status: 301, redirectTo: `${server.url}/new` });
      server.setFeed('/new', { items: [story('a')], etag: '"1"' });
    });

    it('is followed for good after the third time, and can be undone for good', async () => {
      await fetchAt(0);
      await fetchAt(5);
      expect((await stored()).url).toBe(`${server.url}/feed`);
      await fetchAt(10);
      expect((await stored()).url).toBe(`${server.url}/new`);
      expect(await openNotices()).toEqual([['moved', expect.stringContaining('moved for good')]]);
      const [move] = await desk.moves.list(feedId, { limit: 50 });
      await expect(desk.moves.undo(feedId, move?.id ?? '', now)).resolves.toEqual({ kind: 'undone' });
      await expect(desk.moves.undo(feedId, move?.id ?? '', now)).resolves.toEqual({ kind: 'already-undone' });
      for (const minutes of [15, 20, 25, 30]) await fetchAt(minutes);
      expect((await stored()).url).toBe(`${server.url}/feed`);
      expect(await stories()).toHaveLength(1);
    });

    it('starts to count anew when it leads elsewhere, or nowhere', async () => {
      await fetchAt(0);
      await fetchAt(5);
      server.setFeed('/feed', { items: [story('a')] });
      await fetchAt(10);
      server.setFeed('/feed', { status: 308, redirectTo: `${server.url}/new` });
      await fetchAt(15);
      await fetchAt(20);
      expect((await stored()).url).toBe(`${server.url}/feed`);
      await fetchAt(25);
      expect((await stored()).url).toBe(`${server.url}/new`);
    });

    it('is not believed where it leads to another feed', async () => {
      server.setFeed('/feed', { items: [story('a')] });
      await fetchAt(0);
      server.setFeed('/feed', { status: 301, redirectTo: `${server.url}/new` });
      for (const number of [1, 2, 3, 4]) {
        server.setFeed('/new', { items: [story(`x${number}`), story(`y${number}`)] });
        await fetchAt(number * 5);
      }
      server.removeFeed('/new');
      await fetchAt(25);
      expect((await stored()).url).toBe(`${server.url}/feed`);
    });

    it('is never taken over where one hop is temporary', async () => {
      server.setFeed('/feed', { status: 302, redirectTo: `${server.url}/new` });
      for (const minutes of [0, 5, 10, 15]) await fetchAt(minutes);
      expect((await stored()).url).toBe(`${server.url}/feed`);
    });
  });

  it('sets aside a feed that leads to the same document as another, and tells of whom', async () => {
    server.setFeed('/feed', { items: [story('a')] });
    await fetchAt(0);
    server.setFeed('/alias', { status: 302, redirectTo: `${server.url}/feed` });
    const alias = await add('/alias');
    await fetchAt(1, alias);
    expect(await stored(alias)).toMatchObject({ state: 'duplicate', duplicateOfId: feedId, lastOutcome: 'duplicate' });
    expect(await stories()).toHaveLength(1);
    expect(await openNotices()).toEqual([['duplicate', 'It leads to the same feed as /feed; it is no longer fetched']]);
    await expect(desk.leases.findDueFeeds(new Date(start.getTime() + 48 * hour), 10)).resolves.toMatchObject([
      { id: feedId },
    ]);
  });

  it('stops a feed that is gone, tells, and leaves one that is not found in hope', async () => {
    const other = await add('/other');
    server.setFeed('/feed', { status: 410 });
    await fetchAt(0);
    await fetchAt(0, other);
    expect(await stored()).toMatchObject({ state: 'gone', lastOutcome: 'gone' });
    expect(await stored(other)).toMatchObject({
      state: 'active',
      lastOutcome: 'http-status',
      nextFetchReason: 'back-off',
    });
    expect(await openNotices()).toEqual([['gone', expect.any(String)]]);
  });

  it('tells of a feed that fails again and again, and takes it back', async () => {
    for (const minutes of [0, 5, 10]) await fetchAt(minutes);
    expect(await openNotices()).toEqual([]);
    await fetchAt(15);
    expect(await openNotices()).toEqual([
      ['failing', expect.stringMatching(/^Failed 4 times in a row: 127\.0\.0\.1:\d+: HTTP status 404$/)],
    ]);
    expect(await history()).toEqual([['http-status', 4]]);
    server.setFeed('/feed', { items: [] });
    await fetchAt(20);
    expect(await openNotices()).toEqual([]);
  });

  it('names what it cannot read, keeps the validators of what it could, and parses the repaired feed', async () => {
    server.setFeed('/feed', { items: [story('a')], etag: '"1"' });
    await fetchAt(0);
    server.setFeed('/feed', { body: '<html><body>Maintenance</body></html>', etag: '"2"' });
    expect(await fetchAt(5)).toMatchObject({
      lastOutcome: 'decode',
      lastError: 'html-page: a web page, not a feed',
      etag: '"1"',
    });
    server.setFeed('/feed', { items: [story('a'), story('b')], etag: '"3"' });
    await fetchAt(10);
    expect(await stories()).toHaveLength(2);
  });

  it('notices that items scrolled by unseen, and asks more often', async () => {
    const names = (from: number) => Array.from({ length: 6 }, (_, index) => story(`${from + index}`, index * 2));
    server.setFeed('/feed', { items: names(0), etag: '"1"' });
    const before = await fetchAt(0);
    server.setFeed('/feed', { items: names(6), etag: '"2"' });
    const feed = await fetchAt(60);
    expect(await openNotices()).toEqual([
      ['missed_items', 'All 6 items were new, 1 hour after the fetch before: others may have come and gone in between'],
    ]);
    expect(feed.nextFetchReason).toBe('missed-items');
    expect(feed.nextFetchAt.getTime() - now.getTime()).toBeLessThan(before.nextFetchAt.getTime() - start.getTime());
  });

  it('blames no feed when nothing can be reached', async () => {
    const unreachable: FeedClient = {
      fetch: async () => ({ kind: 'failed', reason: 'dns', message: 'no such host' }),
      close: async () => undefined,
    };
    desk = openFetchDesk(context, unreachable, { now: () => now, random: () => 0.5 });
    const ids = await Promise.all(
      Array.from(
        { length: 9 },
        async (_, index) =>
          (await desk.feeds.create({ url: `https://${index}.example/`, title: `${index}`, nextFetchAt: start })).id,
      ),
    );
    for (const id of ids) await desk.processor.process(id, never);
    const last = await stored(ids.at(-1));
    expect(last).toMatchObject({ consecutiveFailures: 0, nextFetchReason: 'own-outage' });
    expect(last.lastError).toContain('our own connection');
    expect(last.nextFetchAt.getTime() - now.getTime()).toBe(minute);
  });
});
