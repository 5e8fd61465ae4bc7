import { createLinkSigner } from '../auth/signed-link.js';
import { SendDesk } from '../../test/support/send-desk.js';
import { openStores, type StoreContext } from '../../test/support/stores.js';
import {
  addCorrection,
  addDelivery,
  addDigest,
  addStory,
  addToldAlert,
  firstWording,
  type ToldAlert,
} from '../../test/support/told-alert.js';
import { ComposeService } from './compose.service.js';

describe('composeService', () => {
  let context: StoreContext;
  let desk: SendDesk;
  let told: ToldAlert;
  let service: ComposeService;

  beforeAll(async () => {
    context = await openStores();
  });
  afterAll(() => context.close());
  beforeEach(async () => {
    desk = new SendDesk(context);
    await desk.clear();
    service = new ComposeService(desk.settings, createLinkSigner('a key for tests'), desk.clock);
    told = await addToldAlert(desk, await desk.addTarget('email', { address: 'olena@desk.example' }));
  });

  const compose = async (id: string) => {
    const delivery = await desk.sendables.read(id);
    if (!delivery) throw new Error('no such delivery');
    return service.compose(delivery);
  };
  const markSent = (id: string, reference: string) =>
    context.prisma.delivery.update({ where: { id }, data: { state: 'sent', reference } });

  it('tells of an alert as it stood when it was told, whatever became of the story', async () => {
    await context.prisma.story.update({ where: { id: told.storyId }, data: { title: 'Something else' } });
    const message = await compose(told.deliveryId);
    expect(message).toEqual({
      kind: 'alert',
      deliveryId: told.deliveryId,
      alertId: told.alertId,
      createdAt: desk.now,
      locale: 'en',
      timeZone: 'UTC',
      topics: [{ slug: 'pact', name: 'The pact', score: 0.9 }],
      story: {
        id: told.storyId,
        ...firstWording,
        url: 'https://wire.example/treaty',
        sourceName: 'World Wire',
        sourceKind: 'wire',
        language: 'en',
        publishedAt: new Date('2026-11-24T11:59:00Z'),
        isSample: false,
        titleSpans: [{ start: 0, end: 6 }],
        textSpans: [],
      },
      why: [{ topic: 'The pact', form: 'Treaty', entity: 'Partnership treaty', field: 'title' }],
      otherSources: [],
      storyPageUrl: `${desk.settings.PUBLIC_URL}/stories/${told.storyId}`,
      unsubscribeUrl: expect.stringContaining('/subscriptions/unsubscribe?token='),
      preferencesUrl: expect.stringContaining('/preferences?token='),
    });
    desk.pass(3_600_000);
    await expect(compose(told.deliveryId)).resolves.toEqual(message);
  });

  it('names the other houses that tell of the event, earliest first, each once, and ten at most', async () => {
    const { eventId } = told;
    const add = (source: string, ms: number, url?: string) =>
      addStory(context.prisma, { eventId, source, fetchedAt: desk.after(ms), ...(url ? { url } : {}) });
    await add('Later', 2_000, 'https://later.example/a');
    await add('Earlier', 1_000);
    await add('Later', 3_000, 'https://later.example/b');
    await add('World Wire', 4_000);
    for (let place = 0; place < 10; place += 1) await add(`House ${place}`, 5_000 + place);
    const message = await compose(told.deliveryId);
    const names = Array.from({ length: 8 }, (_, place) => ({ name: `House ${place}`, url: null }));
    expect(message).toMatchObject({
      otherSources: [{ name: 'Earlier', url: null }, { name: 'Later', url: 'https://later.example/a' }, ...names],
    });
  });

  it('tells of a story that was deleted since', async () => {
    await context.prisma.story.delete({ where: { id: told.storyId } });
    await expect(compose(told.deliveryId)).resolves.toMatchObject({
      story: { id: null, title: firstWording.title },
      storyPageUrl: desk.settings.PUBLIC_URL,
    });
  });

  it('tells of a correction with what changed, in the thread of the alert', async () => {
    await markSent(told.deliveryId, 'theirs-1');
    const update = await addCorrection(desk, told, { title: 'Treaty signed in Moscow', text: firstWording.text });
    await expect(compose(update)).resolves.toMatchObject({
      kind: 'update',
      update: 'correction',
      deliveryId: update,
      firstTitle: firstWording.title,
      story: { title: 'Treaty signed in Moscow' },
      earlier: { deliveryId: told.deliveryId, reference: 'theirs-1' },
      changes: {
        title: {
          outcome: 'compared',
          parts: [
            { kind: 'same', text: 'Treaty signed in ' },
            { kind: 'removed', text: 'Pyongyang' },
            { kind: 'added', text: 'Moscow' },
          ],
        },
        text: { outcome: 'compared', parts: [{ kind: 'same', text: firstWording.text }] },
      },
    });
  });

  it('tells of an update in the thread of the digest that told the event', async () => {
    await context.prisma.delivery.delete({ where: { id: told.deliveryId } });
    const digest = await addDigest(desk, told);
    const update = await addCorrection(desk, told, firstWording);
    await expect(compose(update)).resolves.toMatchObject({ earlier: null });
    await markSent(digest, 'theirs-2');
    await expect(compose(update)).resolves.toMatchObject({ earlier: { deliveryId: digest, reference: 'theirs-2' } });
  });

  it('an edit says the alert anew, with the houses that came since; without the alert it says nothing', async () => {
    const { eventId, alertId, targetId } = told;
    const { id: edit } = await addDelivery(desk, { kind: 'edit', alertId, targetId });
    await expect(compose(edit)).resolves.toBeNull();
    await markSent(told.deliveryId, 'C1/17.001');
    await addStory(context.prisma, { eventId, source: 'Later', fetchedAt: desk.after(1) });
    await expect(compose(edit)).resolves.toMatchObject({
      kind: 'edit',
      deliveryId: edit,
      story: { title: firstWording.title },
      otherSources: [{ name: 'Later' }],
      earlier: { deliveryId: told.deliveryId, reference: 'C1/17.001' },
    });
  });

  it('tells of a digest as it was composed', async () => {
    const digest = await addDigest(desk, told);
    await expect(compose(digest)).resolves.toMatchObject({
      kind: 'digest',
      deliveryId: digest,
      subscriptionName: 'Front page',
      dueAt: desk.now,
      leftOut: 0,
      topics: [
        {
          slug: 'pact',
          events: [
            {
              isNew: true,
              story: { id: told.storyId, title: firstWording.title, titleSpans: [{ start: 0, end: 6 }] },
              storyPageUrl: `${desk.settings.PUBLIC_URL}/stories/${told.storyId}`,
            },
          ],
        },
      ],
      unsubscribeUrl: expect.stringContaining('/subscriptions/unsubscribe?token='),
      preferencesUrl: expect.stringContaining('/preferences?token='),
    });
  });

  it('asks for a confirmation', async () => {
    const [id = ''] = await desk.addDeliveries(told.targetId, 1);
    await expect(compose(id)).resolves.toMatchObject({
      kind: 'confirmation',
      subscriberName: 'Desk',
      targetLabel: 'olena@desk.example',
      confirmUrl: expect.stringContaining('/targets/confirm?token='),
    });
  });

  it('reads what deliveries of one moment share once', async () => {
    const statements: string[] = [];
    const client = context.prisma.$extends({
      query: { $allOperations: ({ operation, args, query }) => (statements.push(operation), query(args)) },
    });
    const { SendableStore } = await import('./sendable.store.js');
    const sendables = new SendableStore(client as never, desk.box);
    const { eventId, snapshotId } = told;
    const ids = [told.deliveryId];
    for (let place = 0; place < 20; place += 1) {
      const other = await addToldAlert(desk, await desk.addTarget('email'));
      await context.prisma.alert.update({ where: { id: other.alertId }, data: { eventId, snapshotId } });
      ids.push(other.deliveryId);
    }
    const read = await Promise.all(ids.map((id) => sendables.read(id)));
    expect(read.map((delivery) => delivery?.id)).toEqual(ids);
    expect(statements).toEqual(['$queryRaw', 'findMany', '$queryRaw']);
    statements.length = 0;
    await Promise.all(ids.map((id) => sendables.read(id)));
    expect(statements).toEqual(['$queryRaw', '$queryRaw']);
  });
});
