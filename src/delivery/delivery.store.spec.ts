import { SendDesk } from '../../test/support/send-desk.js';
import { openStores, type StoreContext } from '../../test/support/stores.js';
import { MailboxStore } from './mailbox.store.js';

describe('deliveryStore', () => {
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

  const endAs = async (state: string, ids: string[]) => {
    await context.database.query(
      'UPDATE deliveries SET state = $1::"DeliveryState", attempt_count = 8, held_back = true WHERE id = ANY($2::uuid[])',
      [state, ids],
    );
  };

  it.each([
    ['pending', false],
    ['sending', false],
    ['sent', false],
    ['rejected', true],
    ['dead', true],
    ['cancelled', true],
    ['bounced', true],
  ])('sends again only what has ended without being with its reader: %s', async (state, isSentAgain) => {
    const [id = ''] = await desk.addDeliveries(targetId, 1);
    await endAs(state, [id]);
    const at = desk.after(5);
    const again = await desk.deliveries.sendAgain(id, at);
    expect(again).toEqual(
      isSentAgain ? { id, attemptCount: 8, nextAttemptAt: at, kind: 'webhook', isFailing: true } : undefined,
    );
    await expect(desk.deliveries.find(id)).resolves.toMatchObject(
      isSentAgain ? { state: 'pending', nextAttemptAt: at, scheduledAt: at, heldBack: false } : { state },
    );
  });

  it('sends again what failed since a time, to one target or to all that still take messages', async () => {
    const other = await desk.addTarget('email');
    const disabled = await desk.addTarget('email');
    await context.prisma.target.update({ where: { id: disabled }, data: { state: 'disabled' } });
    const [old = '', dead = '', rejected = '', sent = ''] = await desk.addDeliveries(targetId, 4);
    const elsewhere = await desk.addDeliveries(other, 1);
    const lost = await desk.addDeliveries(disabled, 1);
    await endAs('dead', [old, dead, ...elsewhere, ...lost]);
    await endAs('rejected', [rejected]);
    await endAs('sent', [sent]);
    const since = desk.after(-3);
    const idsOf = (rows: { id: string }[]) => rows.map(({ id }) => id).sort();
    const some = await desk.deliveries.sendSomeAgain({ since, targetId, states: ['dead'] }, desk.now);
    expect(idsOf(some)).toEqual([dead]);
    const all = await desk.deliveries.sendSomeAgain({ since, states: ['dead', 'rejected'] }, desk.now);
    expect(idsOf(all)).toEqual([rejected, ...elsewhere].sort());
    await expect(desk.deliveries.sendSomeAgain({ since, states: ['dead', 'rejected'] }, desk.now)).resolves.toEqual([]);
  });

  it('lists by state, kind, target and time', async () => {
    const [first = '', second = ''] = await desk.addDeliveries(targetId, 2);
    await desk.addDeliveries(await desk.addTarget('email'), 1);
    await endAs('dead', [second]);
    const list = async (filter: Parameters<typeof desk.deliveries.list>[1]) =>
      (await desk.deliveries.list({ limit: 10 }, filter)).map(({ id }) => id);
    await expect(list({ targetId })).resolves.toEqual([second, first]);
    await expect(list({ targetId, state: 'dead' })).resolves.toEqual([second]);
    await expect(list({ targetId, from: desk.after(-1).toISOString() })).resolves.toEqual([second]);
    await expect(list({ kind: 'digest' })).resolves.toEqual([]);
    await expect(list({ subscriptionId: targetId })).resolves.toEqual([]);
  });

  it('keeps one message in the mailbox for a delivery, however often it is stored', async () => {
    const mailbox = new MailboxStore(context.prisma);
    const [deliveryId = ''] = await desk.addDeliveries(targetId, 1);
    const mail = { to: 'a@desk.example', from: 'w@desk.example', subject: 's', text: 't', html: 'h', headers: {} };
    await mailbox.keep({ ...mail, deliveryId }, desk.now);
    await mailbox.keep({ ...mail, deliveryId, subject: 'second' }, desk.after(1));
    await expect(mailbox.list({ limit: 10 })).resolves.toMatchObject([{ subject: 's', deliveryId, targetId }]);
  });
});
