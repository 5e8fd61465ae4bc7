import { Logger } from '@nestjs/common';
import { SendDesk } from '../../test/support/send-desk.js';
import { openStores, type StoreContext } from '../../test/support/stores.js';

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
});
