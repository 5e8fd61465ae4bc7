import { SendDesk } from '../../test/support/send-desk.js';
import { openStores, type StoreContext } from '../../test/support/stores.js';
import { addCorrection, addDelivery, addDigest, addToldAlert, firstWording } from '../../test/support/told-alert.js';
import type { SendLeaseStore } from './send-lease.store.js';

const LEASE_MS = 20_000;

describe('sendLeaseStore', () => {
  let context: StoreContext;
  let desk: SendDesk;
  let leases: SendLeaseStore;

  beforeAll(async () => {
    context = await openStores();
  });
  afterAll(() => context.close());
  beforeEach(async () => {
    desk = new SendDesk(context);
    leases = desk.leases;
    await desk.clear();
  });

  const one = async (targetId: string) => (await desk.addDeliveries(targetId, 1))[0] ?? '';
  const claim = (id: string) => leases.claim(id, true);
  const fate = async (id: string) => (await claim(id)).fate;
  const read = (id: string) => context.prisma.delivery.findUniqueOrThrow({ where: { id } });
  const end = (id: string, state: 'sent' | 'rejected') =>
    context.prisma.delivery.update({ where: { id }, data: { state, leasedUntil: null } });

  it('gives a delivery to one of many who ask at once, of two processes', async () => {
    const id = await one(await desk.addTarget('email'));
    const others = desk.openLeases();
    const claims = await Promise.all(
      Array.from({ length: 20 }, (_, place) => (place % 2 === 0 ? leases : others).claim(id, false)),
    );
    expect(claims.filter((claimed) => claimed.fate !== 'not-due')).toEqual([{ fate: 'claimed', id, attempt: 1 }]);
    await expect(context.prisma.attempt.findMany({ where: { deliveryId: id } })).resolves.toMatchObject([
      { number: 1, startedAt: desk.now, endedAt: null },
    ]);
  });

  it('gives nobody a delivery whose time has not come, or that has ended, or that there is not', async () => {
    const id = await one(await desk.addTarget('email'));
    // A second is how far apart the clocks of two hosts may be without a job coming in vain.
    await context.prisma.delivery.update({ where: { id }, data: { nextAttemptAt: desk.after(1_001) } });
    await expect(fate(id)).resolves.toBe('not-due');
    desk.pass(1);
    await expect(fate(id)).resolves.toBe('claimed');
    await end(id, 'sent');
    desk.pass(LEASE_MS * 2);
    await expect(fate(id)).resolves.toBe('not-due');
    await expect(fate('0195a1b2-0000-7000-8000-000000000001')).resolves.toBe('not-due');
  });

  it('gives it again when its holder was silent for the length of the lease', async () => {
    const id = await one(await desk.addTarget('email'));
    await claim(id);
    desk.pass(LEASE_MS - 1);
    await expect(fate(id)).resolves.toBe('not-due');
    desk.pass(1);
    await expect(claim(id)).resolves.toEqual({ fate: 'claimed', id, attempt: 2 });
  });

  it('tries a target in trouble with one at a time, and in its own queue', async () => {
    const targetId = await desk.addTarget('webhook', { failureCount: 1 });
    const [first = '', second = ''] = await desk.addDeliveries(targetId, 2);
    await expect(leases.claim(first, false)).resolves.toEqual({ fate: 'elsewhere', attemptCount: 0 });
    await expect(leases.claim(first, true)).resolves.toMatchObject({ fate: 'claimed' });
    await expect(leases.claim(second, true)).resolves.toEqual({ fate: 'held-back' });
    await expect(read(second)).resolves.toMatchObject({ state: 'pending', heldBack: true, attemptCount: 0 });
  });

  it('tries what has failed before in the queue for that, whatever its target does', async () => {
    const id = await one(await desk.addTarget('webhook'));
    await context.prisma.delivery.update({ where: { id }, data: { attemptCount: 2 } });
    await expect(leases.claim(id, false)).resolves.toEqual({ fate: 'elsewhere', attemptCount: 2 });
  });

  it('a holder that died takes up room no longer than its lease', async () => {
    const [first = '', second = ''] = await desk.addDeliveries(await desk.addTarget('slack'), 2);
    await claim(first);
    await expect(fate(second)).resolves.toBe('held-back');
    desk.pass(LEASE_MS);
    await expect(fate(second)).resolves.toBe('claimed');
  });

  describe('a pause between two messages to one address', () => {
    it('is kept by the first that waits; the others wait for it', async () => {
      const [first = '', second = '', third = ''] = await desk.addDeliveries(await desk.addTarget('slack'), 3);
      await claim(first);
      await end(first, 'sent');
      const until = desk.after(1_000);
      desk.pass(300);
      await expect(claim(second)).resolves.toMatchObject({ fate: 'put-off', until, attemptCount: 0, kind: 'slack' });
      await expect(claim(third)).resolves.toEqual({ fate: 'held-back' });
      desk.pass(699);
      await expect(claim(second)).resolves.toMatchObject({ fate: 'put-off', until });
      desk.pass(1);
      await expect(fate(second)).resolves.toBe('claimed');
    });

    it('is one pause for all who hold the address, on two processes at once', async () => {
      const targets = await Promise.all(
        Array.from({ length: 6 }, () => desk.addTarget('slack', { address: 'one-channel' })),
      );
      const ids = await Promise.all(targets.map(one));
      const others = desk.openLeases();
      const claims = await Promise.all(ids.map((id, place) => (place % 2 === 0 ? leases : others).claim(id, false)));
      expect(claims.filter((claimed) => claimed.fate === 'claimed')).toHaveLength(1);
      const putOff = claims.filter((claimed) => claimed.fate === 'put-off');
      expect(putOff).toHaveLength(5);
      for (const { until } of putOff) expect(until).toEqual(desk.after(1_000));
    });

    it('does not outlast a clock that was put back', async () => {
      const targetId = await desk.addTarget('slack');
      const [first = '', second = ''] = await desk.addDeliveries(targetId, 2);
      await claim(first);
      await end(first, 'sent');
      desk.pass(-3_600_000);
      await expect(fate(second)).resolves.toBe('claimed');
    });
  });

  describe('a clock that was put back', () => {
    it('makes due what was set before for what is now the future', async () => {
      const id = await one(await desk.addTarget('email'));
      desk.pass(-10_000);
      await expect(fate(id)).resolves.toBe('not-due');
      desk.pass(-2);
      await expect(fate(id)).resolves.toBe('claimed');
    });

    it('ends leases that would last longer than any', async () => {
      const id = await one(await desk.addTarget('email'));
      await claim(id);
      // So far apart may the clocks of two hosts be.
      desk.pass(-10_000);
      await expect(fate(id)).resolves.toBe('not-due');
      desk.pass(-1);
      await expect(claim(id)).resolves.toEqual({ fate: 'claimed', id, attempt: 2 });
    });

    it('lets a delivery that is held back be found', async () => {
      const [first = '', second = ''] = await desk.addDeliveries(await desk.addTarget('slack'), 2);
      await claim(first);
      await claim(second);
      await end(first, 'sent');
      desk.pass(-3_600_000);
      await expect(leases.findStranded(desk.after(-10_000), desk.now, 10)).resolves.toMatchObject([{ id: second }]);
    });
  });

  describe('what follows a message', () => {
    it('waits, without costing an attempt, while that is on its way', async () => {
      const told = await addToldAlert(desk, await desk.addTarget('email'));
      const update = await addCorrection(desk, told, firstWording);
      await expect(claim(update)).resolves.toMatchObject({
        fate: 'put-off',
        until: desk.after(5_000),
        attemptCount: 0,
      });
      await claim(told.deliveryId);
      desk.pass(5_000);
      await expect(claim(update)).resolves.toMatchObject({ fate: 'put-off', until: desk.after(5_000) });
      await expect(read(update)).resolves.toMatchObject({ attemptCount: 0, heldBack: false });
      await end(told.deliveryId, 'sent');
      desk.pass(5_000);
      await expect(claim(update)).resolves.toMatchObject({ fate: 'claimed', attempt: 1 });
    });

    it('waits as long as that does, looking again every minute', async () => {
      const told = await addToldAlert(desk, await desk.addTarget('email'));
      const update = await addCorrection(desk, told, firstWording);
      const putTo = (ms: number) =>
        context.prisma.delivery.update({ where: { id: told.deliveryId }, data: { nextAttemptAt: desk.after(ms) } });
      await putTo(30_000);
      await expect(claim(update)).resolves.toMatchObject({ until: desk.after(30_000) });
      desk.pass(30_000);
      await putTo(3_600_000);
      await expect(claim(update)).resolves.toMatchObject({ until: desk.after(60_000) });
    });

    it('goes alone when that has failed', async () => {
      const told = await addToldAlert(desk, await desk.addTarget('email'));
      const update = await addCorrection(desk, told, firstWording);
      await end(told.deliveryId, 'rejected');
      await expect(fate(update)).resolves.toBe('claimed');
    });

    it('waits for a digest too', async () => {
      const told = await addToldAlert(desk, await desk.addTarget('email'));
      await context.prisma.delivery.delete({ where: { id: told.deliveryId } });
      const digest = await addDigest(desk, told);
      const update = await addCorrection(desk, told, firstWording);
      const edit = await addDelivery(desk, { kind: 'edit', alertId: told.alertId, targetId: told.targetId });
      await expect(fate(update)).resolves.toBe('put-off');
      await expect(fate(edit.id)).resolves.toBe('put-off');
      await end(digest, 'sent');
      desk.pass(5_000);
      await expect(fate(update)).resolves.toBe('claimed');
    });
  });

  it('one id that nobody can read does not spoil the claims of the same moment', async () => {
    const id = await one(await desk.addTarget('email'));
    const [good, bad] = await Promise.allSettled([claim(id), claim('no id at all')]);
    expect(good).toMatchObject({ status: 'fulfilled', value: { fate: 'claimed' } });
    expect(bad.status).toBe('rejected');
  });

  it('findStranded gives what is due and held by nobody, and of those held back the first of each target', async () => {
    const id = await one(await desk.addTarget('email'));
    const held = await desk.addDeliveries(await desk.addTarget('slack'), 3);
    const [waiting = '', ...others] = held;
    const start = desk.now;
    const find = async (ms: number) => {
      desk.now = new Date(start.getTime() + ms);
      return (await leases.findStranded(desk.after(-10_000), desk.now, 10)).map((row) => row.id).sort();
    };
    await expect(find(9_996)).resolves.toEqual([]);
    await expect(find(10_001)).resolves.toEqual([id, ...held].sort());
    await claim(id);
    await claim(waiting);
    for (const other of others) await claim(other);
    await expect(find(10_002)).resolves.toEqual([others[0]]);
    await expect(find(10_001 + LEASE_MS)).resolves.toEqual([id, waiting, others[0]].sort());
  });

  it('findStranded names the queue that a delivery belongs to now', async () => {
    const id = await one(await desk.addTarget('webhook', { failureCount: 2 }));
    await expect(leases.findStranded(desk.now, desk.now, 10)).resolves.toEqual([
      { id, attemptCount: 0, nextAttemptAt: desk.after(-1), kind: 'webhook', isFailing: true },
    ]);
  });

  it('pruneGates forgets pauses that are long over', async () => {
    const id = await one(await desk.addTarget('slack'));
    await claim(id);
    await leases.pruneGates(desk.after(1_000));
    await expect(context.prisma.sendGate.count()).resolves.toBe(1);
    await leases.pruneGates(desk.after(1_001));
    await expect(context.prisma.sendGate.count()).resolves.toBe(0);
  });
});
