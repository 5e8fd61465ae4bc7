import { openStores, type StoreContext } from '../../../test/support/stores.js';
import { UserStore } from '../user.store.js';
import { SessionStore } from './session.store.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

describe('sessions', () => {
  let context: StoreContext;
  let now: Date;
  let sessions: SessionStore;
  let users: UserStore;
  let userId: string;
  const clock = { now: () => now, random: Math.random };
  const later = (ms: number) => {
    now = new Date(now.getTime() + ms);
  };
  const open = async (userAgent = 'a browser') => {
    const opened = await sessions.open({ userId, userAgent });
    if (!opened) throw new Error('there must be a session');
    return opened.token;
  };
  /** As another process would find it, that remembers nothing. */
  const findAnew = (token: string) => new SessionStore(context.prisma, clock).findActor(token);

  beforeAll(async () => {
    context = await openStores();
  });
  afterAll(() => context.close());
  beforeEach(async () => {
    now = new Date('2026-11-24T12:00:00Z');
    sessions = new SessionStore(context.prisma, clock);
    users = new UserStore(context.prisma, sessions, clock);
    await context.prisma.user.deleteMany();
    const row = await context.prisma.user.create({
      data: { email: 'olena@desk.example', name: 'Olena', role: 'editor', passwordHash: 'a hash' },
    });
    userId = row.id;
  });

  it('end after three days without a request', async () => {
    const token = await open();
    later(3 * DAY_MS - 1);
    expect(await findAnew(token)).toMatchObject({ kind: 'user', id: userId, role: 'editor' });
    later(3 * DAY_MS - 1);
    expect(await findAnew(token)).toBeDefined();
    later(3 * DAY_MS);
    expect(await findAnew(token)).toBeUndefined();
  });

  it('end after two weeks, however often they are used', async () => {
    const token = await open();
    for (let day = 1; day < 14; day += 1) {
      later(DAY_MS);
      expect(await findAnew(token)).toBeDefined();
    }
    later(DAY_MS);
    expect(await findAnew(token)).toBeUndefined();
  });

  it('write when they were last seen once a minute at most', async () => {
    const token = await open();
    const lastSeen = async () => (await context.prisma.session.findFirstOrThrow()).lastSeenAt;
    const opened = now;
    later(MINUTE_MS);
    await findAnew(token);
    expect(await lastSeen()).toEqual(opened);
    later(1);
    await findAnew(token);
    expect(await lastSeen()).toEqual(now);
  });

  it('are kept as a hash, and cleared away once over', async () => {
    const token = await open('x'.repeat(1_000));
    const row = await context.prisma.session.findFirstOrThrow();
    expect(JSON.stringify(row)).not.toContain(token);
    expect(row.userAgent).toHaveLength(300);
    later(4 * DAY_MS);
    await open();
    expect(await context.prisma.session.count()).toBe(1);
  });

  it('are not opened by a password that has just been changed, nor for who has just been disabled', async () => {
    expect(await sessions.open({ userId, passwordHash: 'the hash before', userAgent: undefined })).toBeUndefined();
    expect(await sessions.open({ userId, passwordHash: 'a hash', userAgent: undefined })).toBeDefined();
    await context.prisma.user.updateMany({ data: { disabledAt: now } });
    expect(await sessions.open({ userId, userAgent: undefined })).toBeUndefined();
  });

  it('open nothing while the person is disabled, whoever disabled them', async () => {
    const token = await open();
    await context.prisma.user.updateMany({ data: { disabledAt: now } });
    expect(await findAnew(token)).toBeUndefined();
  });

  it('are never left over by a change of the password, were they opened in the same moment', async () => {
    for (let round = 0; round < 5; round += 1) {
      await context.prisma.user.updateMany({ data: { passwordHash: 'a hash' } });
      const [opened] = await Promise.all([
        sessions.open({ userId, passwordHash: 'a hash', userAgent: undefined }),
        users.setPassword({ id: userId, from: 'a hash', to: 'seven small grey herons' }),
      ]);
      expect(opened && (await findAnew(opened.token))).toBeUndefined();
    }
  });

  it('hold in another process for the five seconds that it remembers, and here no longer', async () => {
    const token = await open();
    const other = new SessionStore(context.prisma, clock);
    const actor = await other.findActor(token);
    await sessions.findActor(token);
    if (actor?.kind !== 'user') throw new Error('there must be a session');
    await sessions.close(actor.sessionId, userId);
    expect(await sessions.findActor(token)).toBeUndefined();
    later(4_999);
    expect(await other.findActor(token)).toBeDefined();
    later(1);
    expect(await other.findActor(token)).toBeUndefined();
  });

  it("are not another person's to end", async () => {
    const token = await open();
    const { id } = await context.prisma.session.findFirstOrThrow();
    expect(await sessions.close(id, '01900000-0000-7000-8000-000000000000')).toBe(false);
    expect(await sessions.findActor(token)).toBeDefined();
  });

  describe('tries at a password', () => {
    const take = (count: number) =>
      Promise.all(Array.from({ length: count }, () => users.takeTry('Olena@desk.example')));

    it('are five, however many are asked for at once; then one after each lock', async () => {
      expect((await take(40)).filter(Boolean)).toHaveLength(5);
      for (const minutes of [1, 2, 4, 8, 16, 32, 60, 60]) {
        later(minutes * MINUTE_MS - 1);
        expect(await take(3)).toEqual([false, false, false]);
        later(1);
        expect((await take(20)).filter(Boolean)).toHaveLength(1);
      }
    });

    it('start anew with a session that a password opened, and with no other', async () => {
      await take(4);
      await sessions.open({ userId, userAgent: undefined });
      expect((await take(3)).filter(Boolean)).toHaveLength(1);
      later(MINUTE_MS);
      await sessions.open({ userId, passwordHash: 'a hash', userAgent: undefined });
      expect((await take(9)).filter(Boolean)).toHaveLength(5);
    });

    it('are none where nobody has the address', async () => {
      expect(await users.takeTry('nobody@desk.example')).toBe(false);
    });
  });
});
