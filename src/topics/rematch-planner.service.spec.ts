import { createAlertDesk, type AlertDesk } from '../../test/support/alert-desk.js';
import { openStores, type StoreContext } from '../../test/support/stores.js';
import type { QueueService } from '../queues/queue.service.js';
import { EntityStore } from './entity.store.js';
import { RematchPlannerService } from './rematch-planner.service.js';
import { RematchStore } from './rematch.store.js';
import { TopicStore } from './topic.store.js';

const NOW = new Date('2026-11-24T12:00:00Z');

describe('rematchPlannerService', () => {
  let context: StoreContext;
  let desk: AlertDesk;
  let planner: RematchPlannerService;
  const queues = { enqueue: async () => undefined } as unknown as QueueService;

  beforeAll(async () => {
    context = await openStores();
    desk = await createAlertDesk(context.prisma, NOW);
    await desk.addStory({ eventId: await desk.addEvent(), key: 'grain' });
    const { prisma } = context;
    const clock = { now: () => NOW, random: () => 0 };
    const stores = [new TopicStore(prisma), new EntityStore(prisma), new RematchStore(prisma)] as const;
    planner = new RematchPlannerService(...stores, queues, clock);
  });
  afterAll(() => context.close());

  it('leaves the archive to the desk’s topics: a subscription’s own query is about what comes', async () => {
    const ownerId = await desk.addSubscription({}, []);
    const own = await context.prisma.topic.create({
      data: { slug: `own-${ownerId}`, name: 'Own', query: 'grain', ownerId },
    });
    await planner.plan();
    const planned = await context.prisma.rematch.findMany({ include: { topic: true } });
    expect(planned.map(({ topic }) => topic.slug).sort()).toEqual(['one', 'two']);
    await context.prisma.topic.update({ where: { id: own.id }, data: { query: 'corn', version: 2 } });
    await planner.plan();
    expect(await context.prisma.rematch.count()).toBe(2);
  });
});
