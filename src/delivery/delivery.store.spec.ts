import { openStores, type StoreContext } from '../../test/support/stores.js';
import { createSecretBox } from '../auth/secret-box.js';
import { type AttemptRecord, DeliveryStore } from './delivery.store.js';

const now = new Date('2026-11-24T12:00:00Z');
const after = (ms: number) => new Date(now.getTime() + ms);
const LEASE_MS = 20_000;

const sent: AttemptRecord = {
  state: 'sent',
  outcome: 'sent',
  reason: null,
  detail: null,
  nextAttemptAt: null,
  disableTarget: false,
};
const retry: AttemptRecord = {
  ...sent,
  state: 'pending',
  outcome: 'retry',
  reason: 'timeout',
  detail: 'no answer',
  nextAttemptAt: after(5_000),
};
const gone: AttemptRecord = { ...sent, state: 'rejected', outcome: 'rejected', reason: 'gone', disableTarget: true };

describe('deliveryStore', () => {
  let context: StoreContext;
  let deliveries: DeliveryStore;
  let targetId: string;

  beforeAll(async () => {
    context = await openStores();
    deliveries = new DeliveryStore(context.prisma, createSecretBox('a key for tests'));
  });
  afterAll(() => context.close());
  beforeEach(async () => {
    await context.database.query('DELETE FROM subscribers');
    const { prisma } = context;
    const { id: subscriberId } = await prisma.subscriber.create({ data: { name: 'Desk' } });
    const data = { subscriberId, kind: 'email' as const, label: 'a@desk.example', address: '', addressHash: '' };
    targetId = (await prisma.target.create({ data: { ...data, state: 'active' } })).id;
  });

  const create = () => deliveries.createConfirmation(targetId, now);
  const read = (id: string) => deliveries.find(id);
  const claim = async (id: string, at: Date) => {
    const claimed = await deliveries.claim(id, at, LEASE_MS);
    if (!claimed) throw new Error('the delivery should have been free');
    return claimed;
  };

  it('gives a delivery to one of many who ask at once', async () => {
    const { id } = await create();
    const claims = await Promise.all(Array.from({ length: 10 }, () => deliveries.claim(id, now, LEASE_MS)));
    expect(claims.filter((claimed) => claimed !== undefined)).toEqual([{ id, attempt: 1 }]);
  });

  it('gives nobody a delivery whose time has not come, or that was sent', async () => {
    const { id } = await create();
    await expect(deliveries.claim(id, after(-1), LEASE_MS)).resolves.toBeUndefined();
    await deliveries.recordAttempt(await claim(id, now), sent, after(1));
    await expect(deliveries.claim(id, after(LEASE_MS * 2), LEASE_MS)).resolves.toBeUndefined();
    await expect(read(id)).resolves.toMatchObject({
      state: 'sent',
      sentAt: after(1),
      attempts: [{ number: 1, outcome: 'sent' }],
    });
  });

  it('gives it again when its holder was silent for the length of the lease', async () => {
    const { id } = await create();
    await claim(id, now);
    await expect(deliveries.claim(id, after(LEASE_MS - 1), LEASE_MS)).resolves.toBeUndefined();
    await expect(deliveries.claim(id, after(LEASE_MS), LEASE_MS)).resolves.toEqual({ id, attempt: 2 });
  });

  it('waits for the next attempt after a retry, and keeps every attempt', async () => {
    const { id } = await create();
    await deliveries.recordAttempt(await claim(id, now), retry, after(1));
    await expect(deliveries.claim(id, after(4_999), LEASE_MS)).resolves.toBeUndefined();
    await deliveries.recordAttempt(await claim(id, after(5_000)), sent, after(5_001));
    const delivery = await read(id);
    expect(delivery?.attempts.map(({ number, outcome, reason }) => ({ number, outcome, reason }))).toEqual([
      { number: 1, outcome: 'retry', reason: 'timeout' },
      { number: 2, outcome: 'sent', reason: null },
    ]);
  });

  it('a holder that lost its lease cannot undo what the next one does, but its success counts', async () => {
    const { id } = await create();
    const first = await claim(id, now);
    await claim(id, after(LEASE_MS));
    await deliveries.recordAttempt(first, retry, after(LEASE_MS + 1));
    await expect(read(id)).resolves.toMatchObject({ state: 'sending', attemptCount: 2 });
    await deliveries.recordAttempt(first, sent, after(LEASE_MS + 2));
    await expect(read(id)).resolves.toMatchObject({ state: 'sent' });
  });

  it('what was sent after all is not sent again, though a later attempt has failed meanwhile', async () => {
    const { id } = await create();
    const first = await claim(id, now);
    const second = await claim(id, after(LEASE_MS));
    await deliveries.recordAttempt(second, retry, after(LEASE_MS + 1));
    await deliveries.cancel(first, 'unsubscribed', after(LEASE_MS + 2));
    await expect(read(id)).resolves.toMatchObject({ state: 'pending' });
    await deliveries.recordAttempt(first, sent, after(LEASE_MS + 3));
    await expect(deliveries.claim(id, after(LEASE_MS * 9), LEASE_MS)).resolves.toBeUndefined();
  });

  it('disables a target that is gone', async () => {
    const { id } = await create();
    await deliveries.recordAttempt(await claim(id, now), gone, after(1));
    await expect(context.prisma.target.findUnique({ where: { id: targetId } })).resolves.toMatchObject({
      state: 'disabled',
      disabledReason: 'gone',
    });
  });

  it('sends again only what has ended without being sent', async () => {
    const { id } = await create();
    await expect(deliveries.sendAgain(id, now)).resolves.toBeUndefined();
    await deliveries.recordAttempt(await claim(id, now), gone, after(1));
    await expect(deliveries.sendAgain(id, after(2))).resolves.toEqual({ attemptCount: 1 });
    await expect(deliveries.claim(id, after(2), LEASE_MS)).resolves.toEqual({ id, attempt: 2 });
  });

  it('findStranded gives what is due and held by nobody', async () => {
    const { id } = await create();
    const find = (ms: number) => deliveries.findStranded(after(ms - 10_000), after(ms), 10);
    await expect(find(10_000)).resolves.toEqual([]);
    await expect(find(10_001)).resolves.toEqual([{ id, attemptCount: 0 }]);
    await claim(id, after(10_001));
    await expect(find(10_002)).resolves.toEqual([]);
    await expect(find(10_001 + LEASE_MS + 1)).resolves.toEqual([{ id, attemptCount: 1 }]);
  });

  it('keeps one message in the mailbox for a delivery, however often it is stored', async () => {
    const { id } = await create();
    const entry = {
      deliveryId: id,
      to: 'a@desk.example',
      from: 'w@desk.example',
      subject: 's',
      text: 't',
      html: 'h',
      headers: {},
    };
    await deliveries.storeInMailbox(entry, now);
    await deliveries.storeInMailbox({ ...entry, subject: 'second' }, after(1));
    await expect(deliveries.listMailbox({ limit: 10 })).resolves.toMatchObject([
      { subject: 's', deliveryId: id, targetId },
    ]);
  });
});
