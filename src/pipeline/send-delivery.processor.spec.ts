import { Logger } from '@nestjs/common';
import { SendDesk } from '../../test/support/send-desk.js';
import { openStores, type StoreContext } from '../../test/support/stores.js';
import { addCorrection, addDelivery, addDigest, addToldAlert, firstWording } from '../../test/support/told-alert.js';

describe('sendDeliveryProcessor', () => {
  let context: StoreContext;
  let desk: SendDesk;

  beforeAll(async () => {
    Logger.overrideLogger(false);
    context = await openStores();
  });
  afterAll(() => context.close());
  beforeEach(async () => {
    desk = new SendDesk(context);
    await desk.clear();
  });

  afterEach(() => jest.restoreAllMocks());

  const idsSent = () => desk.sent.map(({ message }) => message.deliveryId);
  const read = async (id: string) => {
    const delivery = await desk.deliveries.find(id);
    if (!delivery) throw new Error('no such delivery');
    return delivery;
  };
  const readTarget = (id: string) => context.prisma.target.findUniqueOrThrow({ where: { id } });

  it('sends what is due, and keeps the outcome', async () => {
    const ids = await desk.addDeliveries(await desk.addTarget('email'), 1);
    desk.receive = async () => ({ kind: 'sent', reference: '<1@desk.example>' });
    desk.ask('send-email', ids);
    await desk.runAll();
    expect(idsSent()).toEqual(ids);
    await expect(read(ids[0] ?? '')).resolves.toMatchObject({
      state: 'sent',
      reference: '<1@desk.example>',
      attemptCount: 1,
      attempts: [{ number: 1, outcome: 'sent' }],
    });
  });

  it('has no more under way to one target than it takes, however many ask, on two processes', async () => {
    const [first, second] = [await desk.addTarget('webhook'), await desk.addTarget('webhook')];
    const ids = [...(await desk.addDeliveries(first, 40)), ...(await desk.addDeliveries(second, 10))];
    const underWay = new Map<string, number>();
    let most = 0;
    desk.receive = async (_message, address) => {
      const key = JSON.stringify(address);
      underWay.set(key, (underWay.get(key) ?? 0) + 1);
      most = Math.max(most, underWay.get(key) ?? 0);
      await new Promise((resolve) => setImmediate(resolve));
      underWay.set(key, (underWay.get(key) ?? 0) - 1);
      return { kind: 'sent' };
    };
    desk.ask('send-webhook', ids);
    await desk.runAll();
    expect(most).toBe(3);
    expect([...idsSent()].sort()).toEqual([...ids].sort());
    await expect(desk.states()).resolves.toEqual({ sent: 50 });
  });

  it('lets those wait that find their target busy, and calls them in the order in which they were made', async () => {
    const ids = await desk.addDeliveries(await desk.addTarget('slack'), 5);
    const [first = '', ...later] = ids;
    desk.receive = async ({ deliveryId }) => {
      if (deliveryId === first) {
        // While it is under way the others come, last first, and none of them stays in its worker.
        desk.ask('send-slack', [...later].reverse());
        await desk.runJobs();
        expect(idsSent()).toEqual([first]);
        await expect(desk.states()).resolves.toEqual({ pending: 4, sending: 1 });
      }
      return { kind: 'sent' };
    };
    desk.ask('send-slack', [first]);
    await desk.runAll();
    expect(idsSent()).toEqual(ids);
    await expect(desk.states()).resolves.toEqual({ sent: 5 });
  });

  describe('an address that takes one message a second', () => {
    it('gets one a second, in order, whatever comes at once', async () => {
      const ids = await desk.addDeliveries(await desk.addTarget('slack'), 5);
      desk.ask('send-slack', ids);
      const start = desk.now;
      await desk.runAll();
      expect(idsSent()).toEqual(ids);
      expect(desk.sent.map(({ at }) => at.getTime() - start.getTime())).toEqual([0, 1_000, 2_000, 3_000, 4_000]);
      for (const id of ids) await expect(read(id)).resolves.toMatchObject({ state: 'sent', attemptCount: 1 });
    });

    it('gets one a second though several targets share it', async () => {
      const targets = await Promise.all([1, 2, 3].map(() => desk.addTarget('slack', { address: 'one-channel' })));
      for (const target of targets) desk.ask('send-slack', await desk.addDeliveries(target, 2));
      await desk.runAll();
      const times = desk.sent.map(({ at }) => at.getTime());
      expect(times).toHaveLength(6);
      times.slice(1).forEach((time, place) => expect(time - (times[place] ?? 0)).toBeGreaterThanOrEqual(1_000));
    });
  });

  it('a storm of refusals costs each message one attempt at most: the others wait for the end of the pause', async () => {
    const ids = await desk.addDeliveries(await desk.addTarget('webhook'), 30);
    const openAt = desk.after(60_000);
    desk.receive = async () =>
      desk.now < openAt
        ? { kind: 'retry', reason: 'rate-limited', detail: '429', afterMs: openAt.getTime() - desk.now.getTime() }
        : { kind: 'sent' };
    desk.ask('send-webhook', ids);
    await desk.runAll();
    await expect(desk.states()).resolves.toEqual({ sent: 30 });
    const [tally] = await context.database.query<{ refused: number; most: number }>(
      `SELECT count(*) FILTER (WHERE outcome = 'retry')::int AS refused, max(number)::int AS most FROM attempts`,
    );
    // Three were under way when the first answer came.
    expect(tally).toEqual({ refused: 3, most: 2 });
  });

  it('a target that hangs holds up no other: what it was not to be asked for moves to the queue for its like', async () => {
    const targetId = await desk.addTarget('webhook');
    const [first = '', second = ''] = await desk.addDeliveries(targetId, 2);
    desk.receive = async () => ({ kind: 'retry', reason: 'timeout', detail: 'no answer in time' });
    desk.ask('send-webhook', [first]);
    await desk.runJobs();
    expect(desk.jobs).toEqual([
      { queue: 'send-to-failing', id: first, version: 1, delayMs: 5_000, dueAt: desk.after(5_000) },
    ]);
    desk.jobs.length = 0;
    await desk.processors[0].process(second, 'send-webhook');
    expect(desk.jobs).toMatchObject([{ queue: 'send-to-failing', id: second }]);
    expect(idsSent()).toEqual([first]);
  });

  it('after a crash sends the same message under the same id', async () => {
    const [id = ''] = await desk.addDeliveries(await desk.addTarget('email'), 1);
    // Another process took it, and was never heard of again.
    await desk.openLeases().claim(id, false);
    desk.ask('send-email', [id]);
    await desk.runJobs();
    expect(idsSent()).toEqual([]);
    desk.pass(20_000);
    desk.ask('send-to-failing', [id]);
    await desk.runAll();
    expect(idsSent()).toEqual([id]);
    await expect(read(id)).resolves.toMatchObject({
      state: 'sent',
      attempts: [{ endedAt: null }, { outcome: 'sent' }],
    });
  });

  it('what is under way here is not taken again, though the clock says that its lease is over', async () => {
    const [id = ''] = await desk.addDeliveries(await desk.addTarget('email'), 1);
    desk.receive = async () => {
      desk.pass(3_600_000);
      if (desk.sent.length < 5) await desk.processors[0].process(id, 'send-to-failing');
      return { kind: 'sent' };
    };
    await desk.processors[0].process(id, 'send-email');
    expect(idsSent()).toEqual([id]);
    await expect(read(id)).resolves.toMatchObject({ state: 'sent', attemptCount: 1 });
  });

  it('keeps the record of what was sent until the database takes it', async () => {
    const [id = ''] = await desk.addDeliveries(await desk.addTarget('email'), 1);
    const setRefusing = (isRefusing: boolean) =>
      context.database.query(
        isRefusing
          ? `ALTER TABLE attempts ADD CONSTRAINT refuses CHECK (ended_at IS NULL) NOT VALID`
          : 'ALTER TABLE attempts DROP CONSTRAINT refuses',
      );
    const refused = new Promise<void>((resolve) => {
      jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => resolve());
    });
    desk.receive = async () => {
      await setRefusing(true);
      return { kind: 'sent' };
    };
    desk.ask('send-email', [id]);
    const running = desk.runJobs();
    await refused;
    await setRefusing(false);
    await running;
    expect(idsSent()).toEqual([id]);
    await expect(read(id)).resolves.toMatchObject({ state: 'sent', attempts: [{ outcome: 'sent' }] });
  });

  describe('a target that cannot be reached', () => {
    it('is given up after five days, and its owner is told elsewhere', async () => {
      const owner = await desk.addSubscriber({ name: 'Olena' });
      const dead = await desk.addTarget('webhook', {
        subscriberId: owner,
        address: 'dead',
        failureCount: 30,
        failingSince: desk.after(-desk.settings.TARGET_GIVE_UP_MS),
      });
      const mail = await desk.addTarget('email', { subscriberId: owner, address: 'olena@desk.example' });
      const [first = '', second = ''] = await desk.addDeliveries(dead, 2);
      desk.receive = async (message) =>
        message.kind === 'notice' ? { kind: 'sent' } : { kind: 'retry', reason: 'connection', detail: 'no such host' };
      desk.ask('send-to-failing', [first]);
      await desk.runJobs();
      await expect(readTarget(dead)).resolves.toMatchObject({ state: 'disabled', disabledReason: 'failing-too-long' });
      desk.ask('send-to-failing', [second]);
      await desk.runAll();
      await expect(read(second)).resolves.toMatchObject({ state: 'cancelled', lastReason: 'target-disabled' });
      expect(desk.sent.at(-1)).toMatchObject({
        message: {
          kind: 'notice',
          subscriberName: 'Olena',
          targetLabel: 'dead',
          text: 'Nothing is sent to it any more, since every message since 2026-11-19 12:00 UTC has failed. The last answer was: no such host.',
          targetPageUrl: `${desk.settings.PUBLIC_URL}/targets/${dead}`,
        },
        address: { address: 'olena@desk.example' },
      });
      await expect(readTarget(mail)).resolves.toMatchObject({ state: 'active' });
    });

    it('is spoken of in the log when there is nobody to tell', async () => {
      const warnings: unknown[] = [];
      jest.spyOn(Logger.prototype, 'warn').mockImplementation((message: unknown) => void warnings.push(message));
      const [id = ''] = await desk.addDeliveries(await desk.addTarget('webhook', { address: 'gone' }), 1);
      desk.receive = async () => ({ kind: 'rejected', reason: 'gone', detail: 'it answered 410', disableTarget: true });
      desk.ask('send-webhook', [id]);
      await desk.runAll();
      expect(warnings).toContainEqual(expect.stringContaining('Nobody could be told'));
    });
  });

  describe('what follows an alert', () => {
    it('comes after it, and in its thread', async () => {
      const told = await addToldAlert(desk, await desk.addTarget('slack', { canEdit: true }));
      const update = await addCorrection(desk, told, { title: 'Treaty signed in Moscow', text: firstWording.text });
      const { id: edit } = await addDelivery(desk, { kind: 'edit', alertId: told.alertId, targetId: told.targetId });
      desk.receive = async () => ({ kind: 'sent', reference: 'C1/17.001' });
      desk.ask('send-slack', [update, edit, told.deliveryId]);
      await desk.runAll();
      const earlier = { deliveryId: told.deliveryId, reference: 'C1/17.001' };
      const [first, ...later] = desk.sent.map(({ message }) => message);
      expect(first).toMatchObject({ kind: 'alert', deliveryId: told.deliveryId });
      expect(later).toHaveLength(2);
      expect(later).toContainEqual(expect.objectContaining({ kind: 'update', deliveryId: update, earlier }));
      expect(later).toContainEqual(expect.objectContaining({ kind: 'edit', deliveryId: edit, earlier }));
      for (const id of [update, edit])
        await expect(read(id)).resolves.toMatchObject({ state: 'sent', attemptCount: 1 });
    });

    it('goes without a thread when the alert did not arrive, and an edit not at all', async () => {
      const told = await addToldAlert(desk, await desk.addTarget('slack', { canEdit: true }));
      const update = await addCorrection(desk, told, { title: 'Treaty signed in Moscow', text: firstWording.text });
      const { id: edit } = await addDelivery(desk, { kind: 'edit', alertId: told.alertId, targetId: told.targetId });
      desk.receive = async ({ kind }) =>
        kind === 'alert' ? { kind: 'rejected', reason: 'refused', detail: 'no' } : { kind: 'sent' };
      desk.ask('send-slack', [told.deliveryId, update, edit]);
      await desk.runAll();
      expect(desk.sent.map(({ message }) => message)).toMatchObject([
        { kind: 'alert' },
        { kind: 'update', earlier: null },
      ]);
      await expect(read(edit)).resolves.toMatchObject({ state: 'cancelled', lastReason: 'nothing-to-edit' });
    });
  });

  it.each([
    ['target-unverified', `UPDATE targets SET state = 'unverified'`],
    ['target-disabled', `UPDATE targets SET state = 'disabled'`],
    ['unsubscribed', 'DELETE FROM subscription_targets'],
    ['unsubscribed', `UPDATE subscriptions SET state = 'stopped'`],
    ['paused', `UPDATE subscriptions SET state = 'paused'`],
    ['muted', `UPDATE subscriptions SET muted_until = '2026-11-24T12:00:01Z'`],
  ])('does not send what was stopped meanwhile, alert or digest: %s', async (reason, change) => {
    const told = await addToldAlert(desk, await desk.addTarget('email'));
    const digest = await addDigest(desk, told);
    await context.database.query(change);
    desk.ask('send-email', [told.deliveryId, digest]);
    await desk.runAll();
    expect(idsSent()).toEqual([]);
    for (const id of [told.deliveryId, digest]) {
      await expect(read(id)).resolves.toMatchObject({
        state: 'cancelled',
        lastReason: reason,
        attempts: [{ outcome: 'cancelled', reason }],
      });
    }
  });

  it('an error of our own is an attempt like any other', async () => {
    const [id = ''] = await desk.addDeliveries(await desk.addTarget('email'), 1);
    desk.receive = () => Promise.reject(new Error('a bug'));
    desk.ask('send-email', [id]);
    await desk.runAll();
    await expect(read(id)).resolves.toMatchObject({ state: 'dead', lastReason: 'internal-error', attemptCount: 8 });
  });
});
