import { openStores, type StoreContext } from '../../test/support/stores.js';
import { SealedColumnStore } from './sealed-column.store.js';
import { createSecretBox, type SecretBox } from './secret-box.js';

const OLD = createSecretBox('the key of last year');
const NEW = createSecretBox('the key of this year', 'the key of last year');
const NEWEST = createSecretBox('the key of next year', 'the key of this year');

describe('sealed columns', () => {
  let context: StoreContext;
  let subscriberId: string;

  beforeAll(async () => {
    context = await openStores();
  });
  afterAll(() => context.close());
  beforeEach(async () => {
    await context.database.query('TRUNCATE subscribers, feeds CASCADE');
    ({ id: subscriberId } = await context.prisma.subscriber.create({ data: { name: 'Ana' } }));
  });

  const addTarget = (address: string, box: SecretBox) =>
    context.prisma.target.create({
      data: {
        subscriberId,
        kind: 'webhook',
        label: 'hooks.example',
        address: box.seal(address),
        addressHash: box.digest(address),
      },
    });
  const addHub = async (secret: string, box: SecretBox) => {
    const { id: feedId } = await context.prisma.feed.create({
      data: { url: `http://f.example/${secret}`, title: 'F' },
    });
    await context.prisma.webSubSubscription.create({
      data: {
        feedId,
        hubUrl: 'http://hub.example',
        topicUrl: 'http://f.example',
        secret: box.seal(secret),
        state: 'requested',
        requestedAt: new Date(),
        nextTryAt: new Date(),
      },
    });
  };
  const reseal = (box: SecretBox) => new SealedColumnStore(context.prisma, box).resealAll();
  const targets = async (box: SecretBox) =>
    (await context.prisma.target.findMany({ orderBy: { id: 'asc' } })).map(({ address, addressHash }) => ({
      plain: box.open(address),
      isDigested: addressHash === box.digest(box.open(address)),
      isStale: box.needsResealing(address),
    }));

  it('tell nothing without the key, whatever table is read', async () => {
    await addTarget('https://hooks.example/in?token=hush', OLD);
    await addHub('a-hub-secret', OLD);
    const tables = await context.database.query<{ name: string }>(
      `SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public'`,
    );
    expect(tables.length).toBeGreaterThan(20);
    const dump = [];
    for (const { name } of tables) dump.push(await context.database.query(`SELECT t::text FROM ${name} t`));
    const stolen = JSON.stringify(dump).replaceAll('http://f.example/a-hub-secret', '');
    expect(stolen).toContain('hooks.example');
    expect(stolen).not.toContain('hush');
    expect(stolen).not.toContain('a-hub-secret');
  });

  it('are sealed and digested anew, so that the key before can be taken away', async () => {
    await addTarget('one', OLD);
    await addTarget('two', OLD);
    await addHub('three', OLD);
    await expect(reseal(NEW)).resolves.toEqual({ resealed: 3, unreadable: 0 });
    const alone = createSecretBox('the key of this year');
    await expect(targets(alone)).resolves.toEqual([
      { plain: 'one', isDigested: true, isStale: false },
      { plain: 'two', isDigested: true, isStale: false },
    ]);
    const [hub] = await context.prisma.webSubSubscription.findMany();
    expect(alone.open(hub?.secret ?? '')).toBe('three');
    await expect(reseal(alone)).resolves.toEqual({ resealed: 0, unreadable: 0 });
  });

  it('are sealed anew in their hundreds, by two processes at once, each row by one of them', async () => {
    await context.prisma.target.createMany({
      data: Array.from({ length: 1_201 }, (_, index) => ({
        subscriberId,
        kind: 'webhook' as const,
        label: 'x',
        address: OLD.seal(`address ${index}`),
        addressHash: OLD.digest(`address ${index}`),
      })),
    });
    const reports = await Promise.all([reseal(NEW), reseal(NEW)]);
    expect(reports.reduce((sum, { resealed }) => sum + resealed, 0)).toBe(1_201);
    expect((await targets(NEW)).filter(({ isDigested, isStale }) => !isDigested || isStale)).toEqual([]);
  });

  it('of a key that we do not have are left as they are, and counted', async () => {
    const { address } = await addTarget('lost', createSecretBox('a key that nobody has'));
    await addTarget('kept', OLD);
    await expect(reseal(NEW)).resolves.toEqual({ resealed: 1, unreadable: 1 });
    expect((await context.prisma.target.findMany({ orderBy: { id: 'asc' } }))[0]?.address).toBe(address);
  });

  it('keep a digest where the same address was registered again under the new key', async () => {
    await addTarget('twice', OLD);
    await addTarget('twice', NEW);
    await expect(reseal(NEW)).resolves.toEqual({ resealed: 1, unreadable: 0 });
    await expect(targets(NEW)).resolves.toEqual([
      { plain: 'twice', isDigested: false, isStale: false },
      { plain: 'twice', isDigested: true, isStale: false },
    ]);
    await expect(reseal(NEWEST)).resolves.toEqual({ resealed: 2, unreadable: 0 });
    await expect(targets(NEWEST)).resolves.toEqual([
      { plain: 'twice', isDigested: true, isStale: false },
      { plain: 'twice', isDigested: false, isStale: false },
    ]);
  });
});
