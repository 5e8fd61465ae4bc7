import { WebSubService } from '../src/feeds/websub/websub.service.js';
import { createTestDatabase, type TestDatabase } from './support/database.js';
import { eventually } from './support/eventually.js';
import { type FeedServer, startFeedServer } from './support/feed-server.js';
import { startTestWirewatch, type TestWirewatch } from './support/wirewatch.js';
import { startWebSubHub, type WebSubHub } from './support/websub-hub.js';

describe('a feed with a hub', () => {
  let database: TestDatabase;
  let publisher: FeedServer;
  let hub: WebSubHub;
  let wirewatch: TestWirewatch;

  beforeAll(async () => {
    database = await createTestDatabase();
    [publisher, hub] = await Promise.all([startFeedServer(), startWebSubHub()]);
    wirewatch = await startTestWirewatch({ DATABASE_URL: database.url });
  });
  afterAll(async () => {
    await wirewatch?.stop();
    await Promise.all([publisher?.close(), hub?.close()]);
    await database?.drop();
  });

  const titles = async () =>
    (await wirewatch.expectCall(200, 'GET', '/stories')).items.map(({ title }: { title: string }) => title);

  it('has its news here as soon as the hub says so', async () => {
    const url = `${publisher.url}/feed.xml`;
    const headers = { link: `<${hub.url}>; rel="hub", <${url}>; rel="self"` };
    publisher.setFeed('/feed.xml', { items: [{ guid: '1', title: 'First' }], headers });
    // Read in as a list, so that both come together.
    const { id } = await wirewatch.expectCall(201, 'POST', '/feeds/import', {
      opml: `<opml><body><outline text="Wire" xmlUrl="${url}"/></body></opml>`,
    });
    await eventually('the first story', async () => (await titles()).includes('First'));
    expect(await wirewatch.expectCall(200, 'GET', `/feeds/imports/${id}`)).toMatchObject({
      total: 1,
      fetched: 1,
      failing: 0,
    });
    await eventually('the subscription', async () => {
      await wirewatch.app.get(WebSubService).renewDue(new Date());
      return hub.requests.length > 0;
    });
    expect((await hub.waitForCalls(1))[0]).toMatchObject({ confirmed: true });

    publisher.setFeed('/feed.xml', {
      items: [
        { guid: '2', title: 'Second' },
        { guid: '1', title: 'First' },
      ],
      headers,
    });
    expect(await hub.publish(url, 'whatever it holds', { contentType: 'application/json' })).toBe(202);
    await eventually('the second story', async () => (await titles()).includes('Second'), 5_000);
  });

  it('leaves the routes of single feeds, and other bodies, as they were', async () => {
    expect((await wirewatch.call('GET', '/feeds/export-me')).status).toBe(400);
    expect((await wirewatch.expectCall(200, 'GET', '/feeds/imports')).items).toHaveLength(1);
    const text = await fetch(`${wirewatch.url}/api/v1/feeds`, {
      method: 'POST',
      body: 'x',
      headers: { 'content-type': 'text/x-opml' },
    });
    expect(text.status).toBe(415);
    const document = (await (await fetch(`${wirewatch.url}/docs/openapi.json`)).json()) as { paths: object };
    expect(document.paths).toHaveProperty('/api/v1/feeds/import');
    expect(Object.keys(document.paths).filter((path) => path.includes('websub'))).toEqual([]);
  });
});
