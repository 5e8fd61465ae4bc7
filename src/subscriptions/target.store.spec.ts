import { openStores, type StoreContext } from '../../test/support/stores.js';
import { createSecretBox } from '../auth/secret-box.js';
import { TargetStore } from './target.store.js';

const NOW = new Date('2026-11-24T12:00:00Z');

describe('targetStore', () => {
  let context: StoreContext;
  let store: TargetStore;
  let subscriberId: string;

  beforeAll(async () => {
    context = await openStores();
    store = new TargetStore(context.prisma, createSecretBox('a key for tests'), { now: () => NOW, random: () => 0 });
  });
  afterAll(() => context.close());
  beforeEach(async () => {
    await context.database.query('DELETE FROM subscribers');
    ({ id: subscriberId } = await context.prisma.subscriber.create({ data: { name: 'Ana' } }));
  });

  const add = (kind: 'email' | 'mailbox' = 'email') =>
    store.create({ subscriberId, kind, address: { address: 'ana@desk.example' }, label: 'Ana', canEdit: true });

  it.each([
    ['mailbox', 'active', NOW],
    ['email', 'unverified', null],
  ] as const)('begins a target of the kind %s as %s', async (kind, state, verifiedAt) => {
    expect(await add(kind)).toMatchObject({ state, verifiedAt, canEdit: true, failureCount: 0, failingSince: null });
  });

  it('holds an address once for each subscriber', async () => {
    await add();
    await expect(add()).rejects.toMatchObject({ code: 'P2002' });
  });

  it('forgets failures when a disabled target is made active again', async () => {
    const { id } = await add();
    await context.prisma.target.update({ where: { id }, data: { failureCount: 7, failingSince: NOW } });
    expect(await store.disable(id, 'by the desk')).toMatchObject({ state: 'disabled', failureCount: 7 });
    expect(await store.enable(id)).toMatchObject({
      state: 'active',
      disabledReason: null,
      failureCount: 0,
      failingSince: null,
    });
  });

  it('does not wake a disabled target, or one that is gone, by a late confirmation', async () => {
    const { id } = await add();
    await store.disable(id, 'by the desk');
    expect(await store.markVerified(id)).toBe(false);
    expect((await store.find(id))?.state).toBe('disabled');
    await store.delete(id);
    expect(await store.markVerified(id)).toBe(false);
  });
});
