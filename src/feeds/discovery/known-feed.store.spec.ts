import { openStores, type StoreContext } from '../../../test/support/stores.js';
import { KnownFeedStore } from './known-feed.store.js';

describe('knownFeedStore', () => {
  let context: StoreContext;
  let known: KnownFeedStore;

  beforeAll(async () => {
    context = await openStores();
    known = new KnownFeedStore(context.prisma);
  });
  afterAll(() => context.close());
  beforeEach(() => context.database.query('DELETE FROM feeds'));

  const add = async (url: string, fields: { finalUrl?: string; duplicateOfId?: string } = {}) =>
    (await context.prisma.feed.create({ data: { url, title: 'News', ...fields } })).id;

  it.each([
    ['its own address', 'https://news.example/feed?a=1'],
    ['where its address leads', 'https://cdn.example/feed'],
    ['the other scheme', 'http://news.example/feed?a=1'],
    ['a slash at the end', 'https://cdn.example/feed/'],
  ])('knows a feed by %s', async (_, address) => {
    const id = await add('https://news.example/feed?a=1', { finalUrl: 'https://cdn.example/feed' });
    const found = await known.findByAddresses(['https://other.example/', address]);
    expect([...found]).toEqual([[address, id]]);
  });

  it.each(['https://news.example/feed', 'https://news.example/FEED?a=1', 'https://news.example.evil/feed?a=1'])(
    'does not take %s for it',
    async (address) => {
      await add('https://news.example/feed?a=1');
      await expect(known.findByAddresses([address])).resolves.toEqual(new Map());
    },
  );

  it('prefers the feed to its double', async () => {
    const id = await add('https://news.example/feed');
    await add('https://news.example/rss', { finalUrl: 'https://news.example/feed', duplicateOfId: id });
    const found = await known.findByAddresses(['https://news.example/feed']);
    expect(found.get('https://news.example/feed')).toBe(id);
  });
});
