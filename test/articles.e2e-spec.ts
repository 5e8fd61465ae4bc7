import { articlePages } from './support/article-pages.js';
import { createTestDatabase, type TestDatabase } from './support/database.js';
import { eventually } from './support/eventually.js';
import { type FeedServer, startFeedServer } from './support/feed-server.js';
import { startTestWirewatch, type TestWirewatch } from './support/wirewatch.js';

const page = articlePages['a newspaper with all that sells beside the article'];

describe('a feed whose articles are wanted', () => {
  let database: TestDatabase;
  let server: FeedServer;
  let wirewatch: TestWirewatch;

  beforeAll(async () => {
    [database, server] = await Promise.all([createTestDatabase(), startFeedServer()]);
    wirewatch = await startTestWirewatch({ DATABASE_URL: database.url, SAMPLE_WIRE: 'off' });
  });
  afterAll(async () => {
    await wirewatch?.stop();
    await server?.close();
    await database?.drop();
  });

  it('has its stories matched by what only the article says', async () => {
    await wirewatch.expectCall(201, 'POST', '/topics', {
      slug: 'ratified',
      name: 'Ratified',
      query: '"instruments of ratification" AND "military assistance"',
    });
    server.setFeed('/treaty', { body: page?.body, headers: { 'content-type': 'text/html; charset=utf-8' } });
    server.setFeed('/feed', {
      items: [{ guid: '1', title: 'Treaty in force', link: `${server.url}/treaty`, description: 'In a word.' }],
    });
    await database.query(`INSERT INTO feeds (id, url, title, full_text) VALUES (gen_random_uuid(), $1, 'Wire', true)`, [
      `${server.url}/feed`,
    ]);
    const story: any = await eventually('the story to be found by its article', async () => {
      const { items } = await wirewatch.expectCall(200, 'GET', '/stories?topic=ratified');
      return items[0];
    });
    const whole = await wirewatch.expectCall(200, 'GET', `/stories/${story.id}`);
    expect(whole.text).toContain(page?.ends);
    expect(whole).toMatchObject({ title: 'Treaty in force', revisions: [] });
    expect(server.requests.filter(({ path }) => path === '/treaty')).toHaveLength(1);
  });
});
