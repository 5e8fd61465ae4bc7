import { eventually } from '../support/eventually.js';
import { type FeedServer, startFeedServer } from '../support/feed-server.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { startTestWirewatch, type TestWirewatch } from '../support/wirewatch.js';

describe('a feed’s history', () => {
  let database: TestDatabase;
  let server: FeedServer;
  let wirewatch: TestWirewatch;

  beforeAll(async () => {
    database = await createTestDatabase();
    server = await startFeedServer();
    wirewatch = await startTestWirewatch({
      DATABASE_URL: database.url,
      FETCH_HOST_SPACING_MS: '0',
      SAMPLE_WIRE: 'off',
    });
  });
  afterAll(async () => {
    await wirewatch.stop();
    await server.close();
    await database.drop();
  });

  const call = (status: number, method: string, path: string, body?: unknown) =>
    wirewatch.expectCall(status, method, path, body);
  const fetchAgain = async (id: string) => {
    const before = (await call(200, 'GET', `/feeds/${id}`)).lastFetchedAt;
    await call(202, 'POST', `/feeds/${id}/fetch`);
    return eventually('the fetch', async () => {
      const feed = await call(200, 'GET', `/feeds/${id}`);
      return feed.lastFetchedAt === before ? undefined : feed;
    });
  };
  const addFetched = async (path: string) => {
    const { id } = await call(201, 'POST', '/feeds', { url: `${server.url}${path}` });
    return eventually('the first fetch', async () => {
      const feed = await call(200, 'GET', `/feeds/${id}`);
      return feed.lastFetchedAt === null ? undefined : feed;
    });
  };

  it('tells what every fetch came to, and when the next one is and why', async () => {
    server.setFeed('/told', { items: [{ title: 'Treaty', guid: '1' }], etag: '"1"' });
    const first = await addFetched('/told');
    expect(first).toMatchObject({ lastOutcome: 'fresh', nextFetchReason: 'rate-unknown', fullText: false });
    await fetchAgain(first.id);
    await fetchAgain(first.id);
    server.removeFeed('/told');
    await fetchAgain(first.id);
    const { items, nextCursor } = await call(200, 'GET', `/feeds/${first.id}/fetches?limit=2`);
    expect(items).toMatchObject([
      { outcome: 'http-status', status: 404, message: expect.stringContaining('HTTP status 404'), times: 1 },
      { outcome: 'not-modified', status: 304, message: null, times: 2 },
    ]);
    const rest = await call(200, 'GET', `/feeds/${first.id}/fetches?limit=2&cursor=${nextCursor}`);
    expect(rest.items).toMatchObject([{ outcome: 'fresh', itemCount: 1, newCount: 1, changedCount: 0 }]);
    await call(404, 'GET', '/feeds/01a20e30-ca81-70bc-9139-91aa1818375a/fetches');
  });

  it('tells of moves, and takes them back', async () => {
    server.setFeed('/old', { status: 308, redirectTo: `${server.url}/new` });
    server.setFeed('/new', { items: [{ title: 'Treaty', guid: '1' }], etag: '"1"' });
    const { id } = await addFetched('/old');
    await fetchAgain(id);
    await fetchAgain(id);
    const [move] = await eventually('the move', async () => {
      const { items } = await call(200, 'GET', `/feeds/${id}/moves`);
      return items.length > 0 ? items : undefined;
    });
    expect(move).toMatchObject({ fromUrl: `${server.url}/old`, toUrl: `${server.url}/new`, undoneAt: null });
    const { items } = await call(200, 'GET', `/feed-notices?open=true&kind=moved&feedId=${id}`);
    expect(items).toMatchObject([{ kind: 'moved', feed: { id }, clearedAt: null }]);
    expect(await call(200, 'POST', `/feed-notices/${items[0].id}/clear`)).toMatchObject({
      clearedAt: expect.any(String),
    });
    expect((await call(200, 'GET', '/feed-notices?open=true&kind=moved')).items).toEqual([]);
    await call(204, 'POST', `/feeds/${id}/moves/${move.id}/undo`);
    expect(await call(200, 'GET', `/feeds/${id}`)).toMatchObject({ url: `${server.url}/old` });
    await call(409, 'POST', `/feeds/${id}/moves/${move.id}/undo`);
    await call(404, 'POST', `/feeds/${id}/moves/${id}/undo`);
  });

  it('tells of a feed that is gone, until it is taken up again and answers', async () => {
    server.setFeed('/gone', { status: 410 });
    const { id } = await addFetched('/gone');
    expect(await call(200, 'GET', `/feeds/${id}`)).toMatchObject({ state: 'gone' });
    await eventually('the notice', async () => {
      const { items } = await call(200, 'GET', `/feed-notices?open=true&feedId=${id}`);
      return items.some(({ kind }: { kind: string }) => kind === 'gone');
    });
    server.setFeed('/gone', { items: [{ title: 'Back', guid: '1' }] });
    await call(200, 'PATCH', `/feeds/${id}`, { state: 'active' });
    await eventually('the notice’s end', async () => {
      const { items } = await call(200, 'GET', `/feed-notices?open=true&feedId=${id}`);
      return items.length === 0;
    });
  });
});
