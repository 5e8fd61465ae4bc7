import { createTestDatabase, type TestDatabase } from './support/database.js';
import { eventually } from './support/eventually.js';
import { type FeedServer, startFeedServer } from './support/feed-server.js';
import { type HttpSink, startHttpSink } from './support/http-sink.js';
import { type SmtpServer, startSmtpServer } from './support/smtp-server.js';
import { lookAlikeStory, topicStories, unrelatedStory } from './support/stories.js';
import { startTestWirewatch, type TestWirewatch } from './support/wirewatch.js';

const slugs = ['pact', 'china-stance', 'ukraine-missile-policy'] as const;
const now = () => new Date();

/** From an article on a publisher's server to the mail in an inbox and the post in a channel, on real parts throughout. */
function tellsWholeStory(backend: 'postgresql' | 'redis') {
  let database: TestDatabase;
  let feedServer: FeedServer;
  let smtp: SmtpServer;
  let slack: HttpSink;
  let wirewatch: TestWirewatch;
  let topics: Record<string, string>;

  beforeAll(async () => {
    [database, feedServer, smtp, slack] = await Promise.all([
      createTestDatabase(),
      startFeedServer(),
      startSmtpServer(),
      startHttpSink(),
    ]);
    wirewatch = await startTestWirewatch({
      DATABASE_URL: database.url,
      QUEUE_BACKEND: backend,
      SMTP_URL: smtp.url,
      STARTER_DATA: 'on',
      SAMPLE_WIRE: 'off',
      LOG_LEVEL: 'error',
    });
    // The shipped feeds belong to real publishers, whom a test leaves in peace.
    await database.query(`DELETE FROM feeds`);
    const { items } = await wirewatch.expectCall(200, 'GET', '/topics');
    topics = Object.fromEntries(items.map((topic: { slug: string; id: string }) => [topic.slug, topic.id]));
  });

  afterAll(async () => {
    await wirewatch?.stop();
    await Promise.all([feedServer?.close(), smtp?.close(), slack?.close()]);
    await database?.drop();
  });

  it('says which queue is in use', () => {
    expect(wirewatch.said).toContainEqual(
      expect.stringMatching(backend === 'redis' ? /^Queue: own Redis/ : /^Queue: in PostgreSQL/),
    );
  });

  it('sends nothing to an address before its owner has confirmed it', async () => {
    const { call, expectCall } = wirewatch;
    const subscriber = await expectCall(201, 'POST', '/subscribers', { name: 'Olena', timeZone: 'Europe/Kyiv' });
    const email = await expectCall(201, 'POST', '/targets', {
      subscriberId: subscriber.id,
      kind: 'email',
      address: { address: 'olena@desk.example' },
    });
    expect(email).toMatchObject({ state: 'unverified', label: 'olena@desk.example' });
    const [confirmation] = await smtp.waitForMessages(1);
    const link = /https?:\/\/\S+\/targets\/confirm\?token=[\w.~-]+/.exec(confirmation?.text ?? '')?.[0] ?? 'no link';
    const page = new URL(link);
    const local = `${wirewatch.url}${page.pathname}${page.search}`;
    expect(await (await fetch(local)).text()).toContain('olena@desk.example');
    await expect(call('GET', `/targets/${email.id}`)).resolves.toMatchObject({ body: { state: 'unverified' } });
    expect((await fetch(local, { method: 'POST' })).status).toBe(200);
    await expect(call('GET', `/targets/${email.id}`)).resolves.toMatchObject({ body: { state: 'active' } });

    const slackTarget = await expectCall(201, 'POST', '/targets', {
      subscriberId: subscriber.id,
      kind: 'slack',
      address: { webhookUrl: `${slack.url}/services/T000/B000/very-secret` },
    });
    expect(JSON.stringify(slackTarget)).not.toContain('very-secret');
    await slack.waitForRequests(1);
    await eventually('the Slack target to be active', async () => {
      const { body } = await call('GET', `/targets/${slackTarget.id}`);
      return body.state === 'active';
    });
    for (const slug of slugs) {
      await expectCall(201, 'POST', '/subscriptions', {
        subscriberId: subscriber.id,
        name: `Watch ${slug}`,
        topicIds: [topics[slug]],
        targetIds: [email.id, slackTarget.id],
      });
    }
    expect(smtp.messages).toHaveLength(1);
    expect(slack.requests).toHaveLength(1);
  });

  it('brings a story of each topic to the inbox and the channel, and others to neither', async () => {
    const { call, expectCall } = wirewatch;
    feedServer.setFeed('/world.xml', { items: [], etag: '"empty"' });
    const feed = await expectCall(201, 'POST', '/feeds', {
      url: `${feedServer.url}/world.xml`,
      title: 'World wire',
      sourceKind: 'wire',
    });
    await eventually('the first, empty fetch', async () => (await call('GET', `/feeds/${feed.id}`)).body.lastSuccessAt);

    const published = [...Object.values(topicStories), unrelatedStory, lookAlikeStory].map((item) => ({
      ...item,
      pubDate: now(),
    }));
    feedServer.setFeed('/world.xml', { items: published, etag: '"full"' });
    await expectCall(202, 'POST', `/feeds/${feed.id}/fetch`);

    // Each topic's own story, and the pact once more where China speaks of it.
    await eventually('every story to be decided', async () => {
      const rows = await database.query<{ n: string }>(
        `SELECT count(*) AS n FROM stories WHERE decided_at IS NOT NULL`,
      );
      return Number(rows[0]?.n) === published.length;
    });
    await eventually('every delivery to be sent', async () => {
      const rows = await database.query<{ n: string }>(`SELECT count(*) AS n FROM deliveries WHERE state <> 'sent'`);
      return Number(rows[0]?.n) === 0;
    });

    for (const slug of slugs) {
      const { title, link } = topicStories[slug] as { title: string; link: string };
      const mail = smtp.messages.find((message) => message.subject?.includes(title) && message.text?.includes(link));
      expect({ slug, found: mail !== undefined }).toEqual({ slug, found: true });
      expect(mail?.text).toMatch(/why/i);
      expect(String(mail?.html)).toContain(link);
      expect(mail?.headers.get('list')).toMatchObject({
        unsubscribe: { url: expect.stringContaining('/subscriptions/unsubscribe?token=') },
        'unsubscribe-post': { name: expect.stringContaining('One-Click') },
      });
      const post = slack.requests.find((request) => request.body.includes(title));
      expect({ slug, posted: post !== undefined }).toEqual({ slug, posted: true });
      expect(JSON.parse(post?.body ?? '{}')).toMatchObject({
        blocks: expect.any(Array),
        text: expect.stringContaining(title),
      });
    }
    const everything = JSON.stringify([
      smtp.messages.map(({ subject, text }) => ({ subject, text })),
      slack.requests.map(({ body }) => body),
    ]);
    for (const { title } of [unrelatedStory, lookAlikeStory]) expect(everything).not.toContain(title);
  });

  it('tells nobody twice, however often the feed is read', async () => {
    const { call, expectCall } = wirewatch;
    const before = { mails: smtp.messages.length, posts: slack.requests.length };
    const { items: feeds } = await expectCall(200, 'GET', '/feeds');
    const feed = feeds[0];
    feedServer.setFeed('/world.xml', {
      items: Object.values(topicStories).map((item) => ({ ...item, pubDate: now() })),
      etag: '"again"',
    });
    await expectCall(202, 'POST', `/feeds/${feed.id}/fetch`);
    await eventually('another fetch', async () => {
      const { body } = await call('GET', `/feeds/${feed.id}`);
      return body.lastFetchedAt !== feed.lastFetchedAt && body.lastSuccessAt === body.lastFetchedAt;
    });
    const deliveries = await database.query<{ n: string }>(
      `SELECT count(*) AS n FROM deliveries WHERE state <> 'sent'`,
    );
    expect(Number(deliveries[0]?.n)).toBe(0);
    expect({ mails: smtp.messages.length, posts: slack.requests.length }).toEqual(before);
  });

  it('stops at one click, and only what was clicked', async () => {
    const mail = smtp.messages.find((message) => message.subject?.includes(topicStories.pact.title));
    const list = mail?.headers.get('list') as { unsubscribe?: { url?: string } } | undefined;
    const page = new URL(list?.unsubscribe?.url ?? 'http://no.link');
    const response = await fetch(`${wirewatch.url}${page.pathname}${page.search}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'List-Unsubscribe=One-Click',
    });
    expect(response.status).toBe(200);
    const { items: all } = await wirewatch.expectCall(200, 'GET', '/subscriptions');
    const items = all.filter(({ name }: { name: string }) => name.startsWith('Watch'));
    const kinds = Object.fromEntries(
      items.map((item: any) => [item.topics[0].slug, item.targets.map((target: any) => target.kind).sort()]),
    );
    expect(Object.values(kinds).filter((list) => JSON.stringify(list) === '["slack"]')).toHaveLength(1);
    expect(Object.values(kinds).filter((list) => JSON.stringify(list) === '["email","slack"]')).toHaveLength(2);
  });
}

describe('with the queue in PostgreSQL', () => tellsWholeStory('postgresql'));

describe('with the queue in Redis', () => {
  if (process.env['TEST_REDIS_BINARY']) tellsWholeStory('redis');
  else it.skip('needs redis-server or valkey-server', () => undefined);
});
