import { SendDesk } from '../../test/support/send-desk.js';
import { openStores, type StoreContext } from '../../test/support/stores.js';
import { addDelivery, addToldAlert } from '../../test/support/told-alert.js';
import type { AttemptRecord } from './attempt-record.js';
import type { HeldDelivery } from './send-claim.js';

const LEASE_MS = 20_000;

describe('attemptRecordStore', () => {
  let context: StoreContext;
  let desk: SendDesk;
  let targetId: string;

  beforeAll(async () => {
    context = await openStores();
  });
  afterAll(() => context.close());
  beforeEach(async () => {
    desk = new SendDesk(context);
    await desk.clear();
    targetId = await desk.addTarget('webhook');
  });

  const sent = (held: HeldDelivery): AttemptRecord => ({
    ...held,
    at: desk.now,
    state: 'sent',
    outcome: 'sent',
    reason: null,
    detail: null,
    reference: 'theirs-1',
    nextAttemptAt: null,
    isTargetFault: false,
    restUntil: null,
    verifiesTarget: false,
    givesUp: null,
  });
  const retry = (held: HeldDelivery): AttemptRecord => ({
    ...sent(held),
    state: 'pending',
    outcome: 'retry',
    reason: 'timeout',
    detail: 'no answer',
    reference: null,
    nextAttemptAt: desk.after(5_000),
    isTargetFault: true,
  });
  const gone = (held: HeldDelivery): AttemptRecord => ({
    ...retry(held),
    state: 'rejected',
    outcome: 'rejected',
    reason: 'gone',
    detail: 'it answered 410',
    nextAttemptAt: null,
    givesUp: 'answer',
  });
  const one = async (to = targetId) => (await desk.addDeliveries(to, 1))[0] ?? '';
  const take = async (id: string): Promise<HeldDelivery> => {
    const claim = await desk.leases.claim(id, true);
    if (claim.fate !== 'claimed') throw new Error(`the delivery should have been free, and is ${claim.fate}`);
    return { id: claim.id, attempt: claim.attempt };
  };
  const record = (attempt: AttemptRecord) => desk.records.record(attempt);
  const read = (id: string) => desk.deliveries.find(id);
  const readTarget = (id = targetId) => context.prisma.target.findUniqueOrThrow({ where: { id } });

  it('keeps what the attempt came to, and every attempt', async () => {
    const id = await one();
    await record(retry(await take(id)));
    await expect(read(id)).resolves.toMatchObject({
      state: 'pending',
      nextAttemptAt: desk.after(5_000),
      scheduledAt: desk.now,
      leasedUntil: null,
      lastReason: 'timeout',
      lastDetail: 'no answer',
    });
    desk.pass(5_000);
    await record(sent(await take(id)));
    await expect(read(id)).resolves.toMatchObject({
      state: 'sent',
      sentAt: desk.now,
      reference: 'theirs-1',
      lastReason: null,
      attempts: [
        { number: 1, outcome: 'retry', reason: 'timeout', detail: 'no answer', endedAt: desk.after(-5_000) },
        { number: 2, outcome: 'sent', reason: null, endedAt: desk.now },
      ],
    });
  });

  it('a holder that lost its lease cannot undo what the next one does, but its success counts', async () => {
    const id = await one();
    const first = await take(id);
    desk.pass(LEASE_MS);
    const second = await take(id);
    await record(retry(first));
    await expect(read(id)).resolves.toMatchObject({ state: 'sending', attemptCount: 2 });
    await expect(readTarget()).resolves.toMatchObject({ failureCount: 0 });
    await record(retry(second));
    await record({ ...retry(first), state: 'cancelled', outcome: 'cancelled' });
    await expect(read(id)).resolves.toMatchObject({ state: 'pending' });
    await record(sent(first));
    await expect(read(id)).resolves.toMatchObject({ state: 'sent' });
  });

  it('what came back stays so, though its sending is recorded later', async () => {
    const id = await one();
    const held = await take(id);
    await context.prisma.delivery.update({ where: { id }, data: { state: 'bounced' } });
    await record(sent(held));
    await expect(read(id)).resolves.toMatchObject({ state: 'bounced', attempts: [{ outcome: 'sent' }] });
  });

  it('counts what speaks against a target, until it takes a message', async () => {
    const [first = '', second = '', third = '', fourth = ''] = await desk.addDeliveries(targetId, 4);
    const start = desk.now;
    await record(retry(await take(first)));
    await expect(readTarget()).resolves.toMatchObject({ failureCount: 1, failingSince: start });
    desk.pass(1_000);
    await record(retry(await take(second)));
    await expect(readTarget()).resolves.toMatchObject({ failureCount: 2, failingSince: start });
    await record({ ...retry(await take(third)), isTargetFault: false });
    await expect(readTarget()).resolves.toMatchObject({ failureCount: 2, failingSince: start });
    await record(sent(await take(fourth)));
    await expect(readTarget()).resolves.toMatchObject({ failureCount: 0, failingSince: null });
  });

  it.each([
    ['unverified', 'active'],
    ['active', 'active'],
    ['disabled', 'disabled'],
  ] as const)('what proves that a target is wanted makes one that is %s %s', async (before, after) => {
    const id = await one();
    await context.prisma.target.update({ where: { id: targetId }, data: { state: before } });
    await record({ ...sent(await take(id)), verifiesTarget: true });
    await expect(readTarget()).resolves.toMatchObject({ state: after });
  });

  it('an answer that asks for patience holds for everybody at the address', async () => {
    const [mine, theirs] = [
      await desk.addTarget('webhook', { address: 'shared' }),
      await desk.addTarget('webhook', { address: 'shared' }),
    ];
    const other = await one(theirs);
    const until = desk.after(60_000);
    await record({ ...retry(await take(await one(mine))), restUntil: until });
    await expect(desk.leases.claim(other, true)).resolves.toMatchObject({ fate: 'put-off', until });
    await expect(read(other)).resolves.toMatchObject({ attemptCount: 0 });
  });

  it('a shorter wish does not undo a longer one', async () => {
    const target = await desk.addTarget('webhook', { address: 'shared' });
    const [first = '', second = '', third = ''] = await desk.addDeliveries(target, 3);
    const held = [await take(first), await take(second)] as const;
    await record({ ...retry(held[0]), restUntil: desk.after(60_000) });
    await record({ ...retry(held[1]), restUntil: desk.after(1_000) });
    await expect(desk.leases.claim(third, true)).resolves.toMatchObject({ until: desk.after(60_000) });
  });

  it('calls the next that was held back, oldest first, as many as there is room for', async () => {
    const ids = await desk.addDeliveries(targetId, 9);
    const claims = await Promise.all(ids.map((id) => desk.leases.claim(id, true)));
    expect(claims.map(({ fate }) => fate)).toEqual([...Array(3).fill('claimed'), ...Array(6).fill('held-back')]);
    const [first = '', second = '', third = ''] = ids;
    const held = (id: string): HeldDelivery => ({ id, attempt: 1 });
    const released = async (attempt: AttemptRecord) => (await record(attempt)).released.map(({ id }) => id);
    await expect(released(sent(held(first)))).resolves.toEqual([ids[3]]);
    await take(ids[3] ?? '');
    const both = await Promise.all([released(sent(held(second))), released(sent(held(third)))]);
    expect(both.flat().sort()).toEqual([ids[4], ids[5]]);
  });

  it('a target that fails is left with one under way', async () => {
    const ids = await desk.addDeliveries(targetId, 6);
    await Promise.all(ids.map((id) => desk.leases.claim(id, true)));
    const released = async (place: number) =>
      (await record(retry({ id: ids[place] ?? '', attempt: 1 }))).released.map(({ id, isFailing }) => ({
        id,
        isFailing,
      }));
    await expect(released(0)).resolves.toEqual([]);
    await expect(released(1)).resolves.toEqual([]);
    await expect(released(2)).resolves.toEqual([{ id: ids[3], isFailing: true }]);
  });

  it('one record that cannot be kept does not spoil the others of the same moment', async () => {
    const [good = '', odd = '', bad = ''] = await desk.addDeliveries(targetId, 3);
    const held = await Promise.all([take(good), take(odd), take(bad)]);
    const results = await Promise.allSettled([
      record(sent(held[0])),
      record({ ...retry(held[1]), detail: 'ends in \0 nothing' }),
      record({ ...sent(held[2]), attempt: 2 ** 40 }),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
    await expect(read(good)).resolves.toMatchObject({ state: 'sent' });
    await expect(read(odd)).resolves.toMatchObject({ lastDetail: 'ends in  nothing' });
    await expect(read(bad)).resolves.toMatchObject({ state: 'sending' });
  });

  it('an edit that failed gives way to a newer one', async () => {
    const told = await addToldAlert(desk, await desk.addTarget('slack', { canEdit: true }));
    await record(sent(await take(told.deliveryId)));
    const edit = { kind: 'edit' as const, alertId: told.alertId, targetId: told.targetId };
    desk.pass(1_000);
    const first = await addDelivery(desk, edit);
    const held = await take(first.id);
    const second = await addDelivery(desk, edit);
    await record(retry(held));
    await expect(read(first.id)).resolves.toMatchObject({ state: 'cancelled', lastReason: 'outdated' });
    await expect(read(second.id)).resolves.toMatchObject({ state: 'pending' });
  });

  describe('a target that is given up', () => {
    it('is disabled, and its owner and the operators are told, each once and elsewhere', async () => {
      const owner = await desk.addSubscriber({ name: 'Owner' });
      const dead = await desk.addTarget('webhook', { subscriberId: owner });
      const spare = await desk.addTarget('email', { subscriberId: owner });
      await desk.addTarget('email', { subscriberId: owner });
      const operator = await desk.addSubscriber({ name: 'Operator', isOperator: true });
      const operators = await desk.addTarget('slack', { subscriberId: operator });
      await desk.addSubscriber({ name: 'Operator without a target', isOperator: true });
      const { trouble } = await record(gone(await take(await one(dead))));
      if (trouble?.kind !== 'disabled') throw new Error('the target should have been disabled');
      await expect(readTarget(dead)).resolves.toMatchObject({ state: 'disabled', disabledReason: 'gone' });
      const notices = await context.prisma.delivery.findMany({ where: { kind: 'notice' }, include: { notice: true } });
      expect(notices.map((notice) => notice.targetId).sort()).toEqual([spare, operators].sort());
      expect(notices[0]?.notice).toMatchObject({ targetId: dead, message: expect.stringContaining('it answered 410') });
      expect(trouble.notices.map(({ id }) => id).sort()).toEqual(notices.map(({ id }) => id).sort());
    });

    it('is told of once, whatever else fails there', async () => {
      await desk.addTarget('email', { subscriberId: await desk.addSubscriber({ isOperator: true }) });
      const [first = '', second = ''] = await desk.addDeliveries(targetId, 2);
      const held = [await take(first), await take(second)] as const;
      await Promise.all([record(gone(held[0])), record(gone(held[1]))]);
      await expect(context.prisma.targetNotice.count()).resolves.toBe(1);
      await expect(context.prisma.delivery.count({ where: { kind: 'notice' } })).resolves.toBe(1);
    });

    it('of an operator is told to the operator once', async () => {
      const operator = await desk.addSubscriber({ isOperator: true });
      const dead = await desk.addTarget('webhook', { subscriberId: operator });
      const spare = await desk.addTarget('email', { subscriberId: operator });
      await record(gone(await take(await one(dead))));
      const notices = await context.prisma.delivery.findMany({ where: { kind: 'notice' } });
      expect(notices).toMatchObject([{ targetId: spare }]);
    });

    it('says so when nobody can be told', async () => {
      const { trouble } = await record(gone(await take(await one())));
      expect(trouble).toMatchObject({ kind: 'disabled', notices: [] });
    });
  });
});
