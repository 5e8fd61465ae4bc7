import type { ParsedMail } from 'mailparser';
import { createTestDatabase, type TestDatabase } from './support/database.js';
import { eventually } from './support/eventually.js';
import { type FeedItem, type FeedServer, startFeedServer } from './support/feed-server.js';
import { type HttpSink, startHttpSink } from './support/http-sink.js';
import { type SmtpServer, startSmtpServer } from './support/smtp-server.js';
import { startTestWirewatch, type TestWirewatch } from './support/wirewatch.js';

const wire: FeedItem = {
  guid: 'treaty-1',
  title: 'Lawmakers in Pyongyang ratify defence treaty with Moscow',
  link: 'https://wire.example/treaty',
  description:
    'PYONGYANG (Wire) - The assembly in the North Korean capital voted on Tuesday to ratify the treaty of mutual defence that the two ' +
    'leaders signed in June, state radio said. It takes effect once the instruments of ratification have been exchanged in Moscow.',
};
const copied: FeedItem = {
  ...wire,
  guid: 'p-77',
  link: 'https://post.example/a/77',
  description: wire.description?.replace('PYONGYANG (Wire) - ', 'Pyongyang, Nov 24 - '),
};
const grown: FeedItem = {
  guid: 'g-5',
  title: 'Lawmakers in Pyongyang ratify defence treaty with Moscow, Seoul protests',
  link: 'https://gazette.example/5',
  description:
    `${wire.description} In Seoul the foreign ministry summoned the Russian ambassador and called the vote a grave threat; the ` +
    'opposition asked the government to answer with deliveries of weapons to Kyiv, which it has refused so far.',
};

/** One event through its whole life, as its readers see it: two by mail, one of them once a day, and a machine by webhook. */
describe('an event, from its first story to its correction', () => {
  let database: TestDatabase;
  let feedServer: FeedServer;
  let smtp: SmtpServer;
  let sink: HttpSink;
  let wirewatch: TestWirewatch;
  const subscriptions: Record<string, string> = {};

  const publish = async (house: string, items: FeedItem[]) => {
    const url = `${feedServer.url}/${house}.xml`;
    feedServer.setFeed(`/${house}.xml`, {
      title: house,
      items: items.map((item) => ({ pubDate: new Date(), ...item })),
    });
    const { items: feeds } = await wirewatch.expectCall(200, 'GET', '/feeds?limit=200');
    const known = feeds.find((feed: { url: string }) => feed.url === url);
    if (known) await wirewatch.expectCall(202, 'POST', `/feeds/${known.id}/fetch`);
    else await wirewatch.expectCall(201, 'POST', '/feeds', { url, title: house });
  };
  const storyOf = async (house: string) => {
    const { items } = await wirewatch.expectCall(200, 'GET', '/stories?limit=200');
    return items.find(({ feed }: { feed: { title: string } }) => feed.title === house);
  };
  const decided = (house: string, revision = 1) =>
    eventually(`the story of ${house} to be decided`, async () => {
      const story = await storyOf(house);
      if (!story) return false;
      const { items } = await wirewatch.expectCall(200, 'GET', `/stories/${story.id}/decisions`);
      return items.some(({ storyRevision }: { storyRevision: number }) => storyRevision === revision);
    });
  const why = async (house: string, name: string) =>
    wirewatch.expectCall(200, 'GET', `/stories/${(await storyOf(house)).id}/why?subscription=${subscriptions[name]}`);
  const posts = (count: number) => sink.waitForRequests(count).then((all) => all.map(({ body }) => JSON.parse(body)));

  beforeAll(async () => {
    [database, feedServer, smtp, sink] = await Promise.all([
      createTestDatabase(),
      startFeedServer(),
      startSmtpServer(),
      startHttpSink(),
    ]);
    wirewatch = await startTestWirewatch({ DATABASE_URL: database.url, SMTP_URL: smtp.url });
    const { expectCall } = wirewatch;
    const topic = await expectCall(201, 'POST', '/topics', { slug: 'treaty', name: 'Treaty', query: 'treaty' });
    const subscriber = await expectCall(201, 'POST', '/subscribers', { name: 'Olena', timeZone: 'Europe/Kyiv' });
    const subscribe = async (name: string, kind: string, address: object, policy: object = {}) => {
      const target = await expectCall(201, 'POST', '/targets', { subscriberId: subscriber.id, kind, address });
      await database.query(`UPDATE targets SET state = 'active', verified_at = now() WHERE id = '${target.id}'`);
      const body = { subscriberId: subscriber.id, name, topicIds: [topic.id], targetIds: [target.id], ...policy };
      subscriptions[name] = (await expectCall(201, 'POST', '/subscriptions', body)).id;
    };
    await subscribe('at once', 'email', { address: 'olena@desk.example' });
    const secret = `whsec_${Buffer.from('a secret of twenty-four b').toString('base64')}`;
    await subscribe('machine', 'webhook', { url: `${sink.url}/hook`, secret });
    await subscribe('daily', 'email', { address: 'daily@desk.example' }, { cadence: 'daily', digestTime: '08:00' });
    // The confirmations of the two addresses, and the test message of the webhook.
    await smtp.waitForMessages(2);
    await sink.waitForRequests(1);
  });
  afterAll(async () => {
    await wirewatch?.stop();
    await Promise.all([feedServer?.close(), smtp?.close(), sink?.close()]);
    await database?.drop();
  });

  const mails = (to: string): ParsedMail[] =>
    smtp.messages.filter((mail) => !Array.isArray(mail.to) && mail.to?.text === to).slice(1);

  it('the first story is told at once, and held for whoever reads once a day', async () => {
    await publish('wire', [wire]);
    await smtp.waitForMessages(3);
    const [mail] = mails('olena@desk.example');
    expect(mail?.subject).toBe(`[Treaty] ${wire.title}`);
    const [, post] = await posts(2);
    expect(post).toMatchObject({ type: 'alert.created', data: { story: { title: wire.title } } });
    await expect(why('wire', 'at once')).resolves.toMatchObject({
      answer: expect.stringMatching(/^Alert to olena@desk\.example: sent at /),
      match: { topics: [{ slug: 'treaty', score: expect.any(Number) }] },
      event: { role: 'first', stories: 1 },
      decision: { decisions: [{ verdict: 'notify', reason: 'new-event' }] },
      delivery: { deliveries: [{ kind: 'alert', state: 'sent' }] },
    });
    await expect(why('wire', 'daily')).resolves.toMatchObject({
      answer: expect.stringMatching(/^Held for the next digest\. The digest is due at /),
      decision: { decisions: [{ verdict: 'hold', reason: 'awaiting-digest', digestDueAt: expect.any(String) }] },
      delivery: { text: 'Nothing was sent yet.', deliveries: [] },
    });
  });

  it('a copy in another house is no second message', async () => {
    await publish('post', [copied]);
    await decided('post');
    await expect(why('post', 'at once')).resolves.toMatchObject({
      event: { role: 'copy', likeStory: { sourceName: 'wire' }, stories: 2 },
      decision: { decisions: [{ verdict: 'hold', reason: 'copy-of-event' }] },
    });
    expect(mails('olena@desk.example')).toHaveLength(1);
  });

  it('a story that has more to tell is an update in the same thread', async () => {
    await publish('gazette', [grown]);
    await smtp.waitForMessages(4);
    const [alert, update] = mails('olena@desk.example');
    expect(update?.inReplyTo).toBe(alert?.messageId);
    expect(update?.text).toContain('Seoul');
    const [, , post] = await posts(3);
    expect(post).toMatchObject({ type: 'alert.updated', data: { update: 'development' } });
    await expect(why('gazette', 'at once')).resolves.toMatchObject({
      event: { role: 'development', stories: 3 },
      decision: { decisions: [{ verdict: 'update', reason: 'later-story' }] },
    });
  });

  it('a correction of what was told is told as one, with what changed', async () => {
    const corrected = { ...wire, title: 'CORRECTED: Lawmakers in Pyongyang postpone defence treaty with Moscow' };
    await publish('wire', [corrected]);
    await decided('wire', 2);
    await smtp.waitForMessages(5);
    const [, , correction] = mails('olena@desk.example');
    expect(correction?.subject).toMatch(/correct/i);
    expect(correction?.text).toContain('postpone');
    const [, , , post] = await posts(4);
    expect(post).toMatchObject({ type: 'alert.updated', data: { update: 'correction' } });
    expect(JSON.stringify(post.data.changes)).toContain('postpone');
  });

  it('whoever reads once a day gets all of it in one mail, in the last wording', async () => {
    expect(mails('daily@desk.example')).toEqual([]);
    // The morning comes.
    await database.query(
      `UPDATE decisions SET digest_due_at = now() - interval '1 second' WHERE digest_due_at IS NOT NULL`,
    );
    await eventually('the digest', async () => mails('daily@desk.example').length > 0);
    const [digest, ...others] = mails('daily@desk.example');
    expect(others).toEqual([]);
    expect(digest?.text).toContain('postpone');
    expect(digest?.text).toContain('Seoul protests');
    await expect(why('gazette', 'daily')).resolves.toMatchObject({
      answer: expect.stringMatching(/^Digest to daily@desk\.example: /),
      decision: { decisions: [{ digestId: expect.any(String) }] },
    });
    const { items } = await wirewatch.expectCall(200, 'GET', `/alerts?subscriptionId=${subscriptions['daily']}`);
    expect(items).toHaveLength(1);
  });

  it('a query of its own finds for its subscription, and is shown to nobody else', async () => {
    const { expectCall } = wirewatch;
    const { subscriberId, targets } = await expectCall(200, 'GET', `/subscriptions/${subscriptions['at once']}`);
    const body = { subscriberId, name: 'own', query: 'harbour AND strike', targetIds: [targets[0].id] };
    subscriptions['own'] = (await expectCall(201, 'POST', '/subscriptions', body)).id;
    const before = mails('olena@desk.example').length;
    await eventually('the query to be compiled, and a story to be found by it', async () => {
      await publish('harbour', [
        {
          guid: `h${Date.now()}`,
          title: `Harbour pilots end strike ${Date.now()}`,
          description: 'Ships wait outside.',
        },
      ]);
      return mails('olena@desk.example').length > before;
    });
    expect(mails('olena@desk.example').at(-1)?.subject).toMatch(/^\[own: own query\] Harbour pilots end strike/);
    const { items } = await expectCall(200, 'GET', '/stories?limit=200');
    const found = items.filter(({ feed }: { feed: { title: string } }) => feed.title === 'harbour');
    expect(found.flatMap(({ matches }: { matches: unknown[] }) => matches)).toEqual([]);
    expect(JSON.stringify(await expectCall(200, 'GET', '/topics'))).not.toContain('harbour');
  });

  it('a story that no topic finds says which clause fails', async () => {
    await publish('tea', [{ guid: 't', title: 'Tea prices rise', description: 'The harvest was poor.' }]);
    await eventually('the story to be matched', async () => {
      const { story } = await why('tea', 'at once').catch(() => ({ story: null }));
      return story?.matchedAt;
    });
    await expect(why('tea', 'at once')).resolves.toMatchObject({
      answer: expect.stringMatching(/^Not found by Treaty: /),
      match: { topics: [{ score: null, missing: { clause: expect.stringContaining('treaty') } }] },
      decision: { text: 'Nothing to decide: no topic of the subscription found the story.', decisions: [] },
    });
    const story = await storyOf('tea');
    await wirewatch.expectCall(404, 'GET', `/stories/${story.id}/why?subscription=${story.id}`);
    await wirewatch.expectCall(400, 'GET', `/stories/${story.id}/why`);
  });
});
