import { openStores, type StoreContext } from '../../test/support/stores.js';
import { type ContentTable, PresetStore } from './preset.store.js';

type Content = { name: string; description: string; query: string };

describe('presetStore', () => {
  let context: StoreContext;
  let presets: PresetStore;
  let table: ContentTable<Content>;

  beforeAll(async () => {
    context = await openStores();
    presets = new PresetStore(context.prisma);
    table = {
      stored: async () =>
        new Map(
          (await context.prisma.topic.findMany()).map(({ slug, name, description, query }) => [
            slug,
            { query, name, description },
          ]),
        ),
      create: (transaction, rows) => transaction.topic.createMany({ data: rows, skipDuplicates: true }),
      update: (transaction, slug, content) => transaction.topic.update({ where: { slug }, data: content }),
    };
  });
  afterAll(() => context.close());
  beforeEach(async () => {
    await context.database.query('DELETE FROM presets');
    await context.database.query('DELETE FROM topics');
  });

  const apply = (...entries: [string, string][]) =>
    presets.applyContents(
      'topic',
      new Map(entries.map(([slug, query]) => [slug, { name: slug, description: '', query }])),
      table,
    );
  const queries = async () =>
    Object.fromEntries((await context.prisma.topic.findMany()).map(({ slug, query }) => [slug, query]));

  it('adds what ships, once', async () => {
    await expect(apply(['a', 'one'], ['b', 'two'])).resolves.toBe(2);
    await expect(apply(['a', 'one'], ['b', 'two'])).resolves.toBe(0);
    await expect(queries()).resolves.toEqual({ a: 'one', b: 'two' });
  });

  it('adds it once for several processes that start together', async () => {
    const added = await Promise.all([1, 2, 3].map(() => apply(['a', 'one'], ['b', 'two'])));
    expect(added.sort()).toEqual([0, 0, 2]);
  });

  it('brings a later version to what nobody touched, and adds what is new in it', async () => {
    await apply(['a', 'one'], ['b', 'two']);
    await expect(apply(['a', 'better'], ['b', 'two'], ['c', 'three'])).resolves.toBe(1);
    await expect(queries()).resolves.toEqual({ a: 'better', b: 'two', c: 'three' });
  });

  it('leaves what the desk changed, in this version and in later ones', async () => {
    await apply(['a', 'one']);
    await context.database.query(`UPDATE topics SET query = 'ours'`);
    for (const query of ['one', 'two', 'three']) await apply(['a', query]);
    await expect(queries()).resolves.toEqual({ a: 'ours' });
  });

  it('does not bring back what the desk removed', async () => {
    await apply(['a', 'one'], ['b', 'two']);
    await context.database.query(`DELETE FROM topics WHERE slug = 'a'`);
    await apply(['a', 'one'], ['b', 'two']);
    await apply(['a', 'later'], ['b', 'two']);
    await expect(queries()).resolves.toEqual({ b: 'two' });
  });
});
