import { type FeedServer, startFeedServer } from '../../../test/support/feed-server.js';
import { openStores, type StoreContext } from '../../../test/support/stores.js';
import { createAddressGuard } from '../fetch/address-guard.js';
import { createFeedClient, type FeedClient } from '../fetch/fetch-feed.js';
import { DiscoveryController } from './discovery.controller.js';
import { KnownFeedStore } from './known-feed.store.js';

describe('discoveryController', () => {
  let context: StoreContext;
  let server: FeedServer;
  let client: FeedClient;
  let controller: DiscoveryController;

  beforeAll(async () => {
    [context, server] = await Promise.all([openStores(), startFeedServer()]);
    client = createFeedClient({
      userAgent: 'Wirewatch/test',
      timeoutMs: 5_000,
      maxBytes: 1_000_000,
      maxRedirects: 3,
      addressGuard: createAddressGuard({ allowNetworks: [], allowOrigins: [server.url] }),
    });
    controller = new DiscoveryController(new KnownFeedStore(context.prisma), client, {
      now: () => new Date('2026-11-24T12:00:00Z'),
      random: () => 0,
    });
  });
  afterAll(async () => {
    await client.close();
    await Promise.all([context.close(), server.close()]);
  });

  it('tells of each feed whether the desk has it already, by where its address leads too', async () => {
    const link = (href: string) => `<link rel="alternate" type="application/rss+xml" href="${href}">`;
    server.setFeed('/', { body: link('/old') + link('/new'), headers: { 'content-type': 'text/html' } });
    server.setFeed('/old', { redirectTo: '/kept' });
    server.setFeed('/kept', { title: 'Kept', items: [{ title: 'One', pubDate: new Date('2026-11-24T08:00:00Z') }] });
    server.setFeed('/new', { title: 'New', items: [{ title: 'Two' }] });
    const { id } = await context.prisma.feed.create({ data: { url: `${server.url}/kept`, title: 'Kept' } });
    await expect(controller.discover({ url: `${server.url}/` })).resolves.toEqual({
      feeds: [
        {
          url: `${server.url}/old`,
          finalUrl: `${server.url}/kept`,
          title: 'Kept',
          format: 'rss',
          itemCount: 1,
          newestItemAt: '2026-11-24T08:00:00.000Z',
          alreadyThere: id,
        },
        expect.objectContaining({ title: 'New', newestItemAt: null, alreadyThere: null }),
      ],
      tried: [
        { url: `${server.url}/`, outcome: 'a web page, not a feed' },
        { url: `${server.url}/old`, outcome: 'a feed (rss, 1 item)' },
        { url: `${server.url}/new`, outcome: 'a feed (rss, 1 item)' },
      ],
    });
  });
});
