import { followLive, type LiveEvent } from '../../client/follow-live.js';
import {
  createWirewatchClient,
  eachOf,
  ifMatch,
  type WirewatchClient,
  WirewatchProblem,
} from '../../client/wirewatch-client.js';
import { SCOPES } from '../../src/auth/scope.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { type FeedServer, startFeedServer } from '../support/feed-server.js';
import { startTestWirewatch, type TestWirewatch } from '../support/wirewatch.js';

/** What a program does that knows nothing of Wirewatch but its client. */
describe('the client', () => {
  let database: TestDatabase;
  let feedServer: FeedServer;
  let wirewatch: TestWirewatch;
  let client: WirewatchClient;
  const ending = new AbortController();
  const made: Record<'feed' | 'topic' | 'subscriber' | 'target' | 'subscription', string> = {
    feed: '',
    topic: '',
    subscriber: '',
    target: '',
    subscription: '',
  };
  const idOf = ({ data }: { data?: { id: string } | undefined }) => data?.id ?? '';

  beforeAll(async () => {
    [database, feedServer] = await Promise.all([createTestDatabase(), startFeedServer()]);
    wirewatch = await startTestWirewatch({ DATABASE_URL: database.url });
    const scopes = SCOPES.filter((scope) => !scope.startsWith('admin:'));
    const { token } = await wirewatch.expectCall(201, 'POST', '/api-keys', { name: 'Program', scopes });
    client = createWirewatchClient({ baseUrl: wirewatch.url, apiKey: token });
  });

  afterAll(async () => {
    ending.abort();
    await wirewatch?.stop();
    await Promise.all([feedServer?.close(), database?.drop()]);
  });

  it('sets up what is looked for, and who is told', async () => {
    feedServer.setFeed('/wire.xml', { title: 'Wire', items: [] });
    made.feed = idOf(
      await client.POST('/api/v1/feeds', { body: { url: `${feedServer.url}/wire.xml`, title: 'Wire' } }),
    );
    made.topic = idOf(
      await client.POST('/api/v1/topics', { body: { slug: 'pact', name: 'Pact', query: 'Pyongyang treaty' } }),
    );
    made.subscriber = idOf(await client.POST('/api/v1/subscribers', { body: { name: 'Ana' } }));
    made.target = idOf(
      await client.POST('/api/v1/targets', { body: { subscriberId: made.subscriber, kind: 'mailbox', address: {} } }),
    );
    made.subscription = idOf(
      await client.POST('/api/v1/subscriptions', {
        body: {
          subscriberId: made.subscriber,
          name: 'At once',
          topicIds: [made.topic],
          targetIds: [made.target],
        },
      }),
    );
    expect(Object.values(made)).toEqual(Array(5).fill(expect.stringMatching(/^[0-9a-f-]{36}$/)));
  });

  it('follows a story to its alert, its delivery and the reason why', async () => {
    await eventually('the first poll', async () => {
      const { data } = await client.GET('/api/v1/feeds/{id}', { params: { path: { id: made.feed } } });
      return data?.lastFetchedAt;
    });
    const events: LiveEvent[] = [];
    const following = (async () => {
      for await (const event of followLive(client, { streams: ['alert', 'delivery'], signal: ending.signal })) {
        events.push(event);
      }
    })();
    feedServer.setFeed('/wire.xml', {
      title: 'Wire',
      items: [
        {
          guid: '1',
          title: 'Lawmakers in Pyongyang ratify the treaty',
          link: 'https://wire.example/1',
          pubDate: new Date(),
        },
      ],
    });
    await client.POST('/api/v1/feeds/{id}/fetch', { params: { path: { id: made.feed } } });

    const delivery = await eventually('the delivery', async () => {
      const { data } = await client.GET('/api/v1/deliveries', { params: { query: { targetId: made.target } } });
      return data?.items.find(({ state }) => state === 'sent');
    });
    expect(delivery.kind).toBe('alert');
    const { data: alerts } = await client.GET('/api/v1/alerts', {
      params: { query: { subscriptionId: made.subscription } },
    });
    expect(alerts?.items).toHaveLength(1);
    const { data: stories } = await client.GET('/api/v1/stories');
    const story = stories?.items[0]?.id ?? '';
    const { data: why } = await client.GET('/api/v1/stories/{id}/why', {
      params: { path: { id: story }, query: { subscription: made.subscription } },
    });
    expect(JSON.stringify(why)).toContain('Pyongyang');
    await eventually('the events', async () =>
      ['alert', 'delivery'].every((kind) => events.some(({ event }) => event === kind)),
    );
    ending.abort();
    await following;
    expect(events.every(({ id }) => id !== '')).toBe(true);
  });

  it('changes what it has read, and hears of it when somebody was faster', async () => {
    const path = { id: made.topic };
    const { response } = await client.GET('/api/v1/topics/{id}', { params: { path } });
    const header = ifMatch(response);
    const change = (name: string) => client.PATCH('/api/v1/topics/{id}', { params: { path, header }, body: { name } });
    const { data } = await change('The pact');
    expect(data?.name).toBe('The pact');
    const refusal = await change('Another').catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(WirewatchProblem);
    expect(refusal).toMatchObject({ kind: 'precondition-failed', status: 412 });
  });

  it('does once what is sent twice with one key', async () => {
    const add = () =>
      client.POST('/api/v1/subscribers', {
        params: { header: { 'Idempotency-Key': 'once-4711' } },
        body: { name: 'Bo' },
      });
    const [first, again] = [await add(), await add()];
    expect(again.data?.id).toBe(first.data?.id);
    expect(again.response.headers.get('idempotency-replayed')).toBe('true');
  });

  it('goes through every page of a list', async () => {
    for (const name of ['C', 'D', 'E']) await client.POST('/api/v1/subscribers', { body: { name } });
    const names: string[] = [];
    const pages = eachOf((cursor) =>
      client.GET('/api/v1/subscribers', {
        params: { query: { limit: 2, ...(cursor === undefined ? {} : { cursor }) } },
      }),
    );
    for await (const { name } of pages) names.push(name);
    expect(names).toEqual(['E', 'D', 'C', 'Bo', 'Ana']);
  });

  it('throws what is refused as a problem with its fields', async () => {
    await expect(
      client.POST('/api/v1/topics', { body: { slug: 'NOT A SLUG', name: 'x', query: 'grain' } }),
    ).rejects.toMatchObject({ kind: 'invalid-request', problem: { errors: [{ path: 'slug' }] } });
    const stranger = createWirewatchClient({ baseUrl: wirewatch.url, apiKey: 'ww_nothing' });
    await expect(stranger.GET('/api/v1/topics')).rejects.toMatchObject({ kind: 'not-signed-in', status: 401 });
    await expect(followLive(stranger).next()).rejects.toMatchObject({ kind: 'not-signed-in' });
  });
});
