import type { Prisma } from '../../src/database/generated/client.js';
import type { PrismaStore } from '../../src/database/prisma.store.js';

export interface AlertDesk {
  feedId: string;
  topicIds: string[];
  subscriberId: string;
  addEvent(): Promise<string>;
  /** A matched story of an event, found by these of the desk's topics (all, unless told), with a score of 0.5 and 0.6. */
  addStory(
    story: { eventId: string; key: string } & Partial<Prisma.StoryUncheckedCreateInput>,
    topics?: number[],
  ): Promise<{ id: string; revision: number; eventId: string }>;
  addTarget(target?: Partial<Prisma.TargetUncheckedCreateInput>): Promise<string>;
  /** To all topics of the desk, unless told otherwise. */
  addSubscription(
    subscription: Partial<Prisma.SubscriptionUncheckedCreateInput>,
    targetIds: string[],
    topics?: number[],
  ): Promise<string>;
}

/** A desk with two topics and no subscription yet, for the stores of alerts and deliveries. */
export async function createAlertDesk(prisma: PrismaStore, now: Date): Promise<AlertDesk> {
  const feed = await prisma.feed.create({
    data: { url: 'https://wire.example/feed', title: 'Wire', sourceKind: 'wire' },
  });
  const topicIds: string[] = [];
  for (const slug of ['one', 'two']) {
    topicIds.push((await prisma.topic.create({ data: { slug, name: `Topic ${slug}`, query: slug } })).id);
  }
  const subscriber = await prisma.subscriber.create({ data: { name: 'Desk', timeZone: 'Europe/Kyiv' } });
  let targets = 0;
  return {
    feedId: feed.id,
    topicIds,
    subscriberId: subscriber.id,
    addEvent: async () => (await prisma.event.create({ data: { fingerprint: 'f', firstSeenAt: now } })).id,
    async addStory({ eventId, key, ...fields }, topics = [0, 1]) {
      const story = await prisma.story.create({
        data: {
          feedId: feed.id,
          key,
          title: key,
          text: `${key} in full`,
          fetchedAt: now,
          publishedAt: now,
          contentHash: key,
          fingerprint: 'f',
          eventId,
          matchedAt: now,
          ...fields,
        },
      });
      await prisma.match.createMany({
        data: topics.map((index) => ({
          storyId: story.id,
          topicId: topicIds[index] ?? '',
          score: 0.5 + index / 10,
          evidence: [],
          storyRevision: story.revision,
          topicVersion: 1,
          matchedAt: now,
        })),
      });
      return { id: story.id, revision: story.revision, eventId };
    },
    async addTarget(target = {}) {
      targets += 1;
      const label = `target ${targets}`;
      const data = { subscriberId: subscriber.id, kind: 'email' as const, label, address: '', addressHash: label };
      return (await prisma.target.create({ data: { ...data, state: 'active', verifiedAt: now, ...target } })).id;
    },
    async addSubscription(subscription, targetIds, topics = [0, 1]) {
      const created = await prisma.subscription.create({
        data: {
          subscriberId: subscriber.id,
          name: 'All',
          ...subscription,
          topics: { create: topics.map((index) => ({ topicId: topicIds[index] ?? '' })) },
          targets: { create: targetIds.map((targetId) => ({ targetId })) },
        },
      });
      return created.id;
    },
  };
}
