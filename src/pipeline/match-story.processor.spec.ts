import { Logger } from '@nestjs/common';
import { openStores, type StoreContext } from '../../test/support/stores.js';
import type { Story, Topic } from '../database/generated/client.js';
import { Percolator } from '../matching/percolator/percolator.js';
import type { QueueService } from '../queues/queue.service.js';
import type { JobRequest } from '../queues/queues.js';
import { EventStore } from '../stories/event.store.js';
import { UnmatchedStoryStore } from '../stories/unmatched-story.store.js';
import { MatchStore } from '../topics/match.store.js';
import type { MatcherService } from '../topics/matcher.service.js';
import { MatchStoryProcessor } from './match-story.processor.js';

const now = new Date('2026-11-24T12:00:00Z');
const title = 'Moscow and Pyongyang ratify their pact of mutual defence';

describe('matchStoryProcessor', () => {
  let context: StoreContext;
  let topic: Topic;
  let feedId: string;
  let asked: JobRequest[];
  let processor: MatchStoryProcessor;

  beforeAll(async () => {
    Logger.overrideLogger(false);
    context = await openStores();
  });
  afterAll(() => context.close());
  beforeEach(async () => {
    for (const table of ['feeds', 'events', 'topics', 'subscribers'])
      await context.database.query(`DELETE FROM ${table}`);
    const { prisma } = context;
    topic = await prisma.topic.create({ data: { slug: 'pact', name: 'Pact', query: 'pact' } });
    feedId = (await prisma.feed.create({ data: { url: 'https://news.example/feed', title: 'News' } })).id;
    asked = [];
    const { matcher } = Percolator.compile({ topics: [topic], entities: [] });
    processor = new MatchStoryProcessor(
      prisma,
      new UnmatchedStoryStore(prisma),
      new EventStore(prisma),
      new MatchStore(),
      { current: async () => ({ matcher, topics: new Map([['pact', topic]]) }) } as unknown as MatcherService,
      { enqueue: async (_: string, requests: JobRequest[]) => asked.push(...requests) } as unknown as QueueService,
      { now: () => now, random: () => 0 },
    );
  });

  const store = (fields: Partial<Story> = {}): Promise<Story> =>
    context.prisma.story.create({
      data: {
        feedId,
        key: String(Math.trunc(performance.now() * 1_000)),
        title,
        text: '',
        contentHash: '',
        fingerprint: fields.title ?? title,
        fetchedAt: now,
        ...fields,
        enclosures: [],
      },
    });
  const read = ({ id }: Story) =>
    context.prisma.story.findUniqueOrThrow({ where: { id }, include: { matches: true, bands: true } });
  const reword = (story: Story, fields: Partial<Story>) =>
    context.prisma.story.update({
      where: { id: story.id },
      data: { ...fields, enclosures: [], revision: { increment: 1 }, matchedAt: null, decidedAt: null },
    });
  const decide = async (story: Story, verdict: 'notify' | 'hold') => {
    const { prisma } = context;
    const subscriber = await prisma.subscriber.create({ data: { name: 'Desk' } });
    const subscription = await prisma.subscription.create({ data: { subscriberId: subscriber.id, name: 'All' } });
    const { id: storyId, revision: storyRevision } = story;
    await prisma.decision.create({
      data: { subscriptionId: subscription.id, storyId, storyRevision, verdict, reason: '', decidedAt: now },
    });
    await prisma.story.update({ where: { id: storyId }, data: { decidedAt: now } });
  };

  it('puts what a topic finds into an event, looked up by its words, and up for deciding, once', async () => {
    const story = await store();
    await Promise.all([processor.process(story.id), processor.process(story.id), processor.process(story.id)]);
    expect(asked).toEqual([{ id: story.id, version: 1 }]);
    const { eventId, eventRole, matches, bands, decidedAt } = await read(story);
    expect({ eventRole, matches: matches.length, decidedAt }).toEqual({
      eventRole: 'first',
      matches: 1,
      decidedAt: null,
    });
    expect(bands.length).toBeGreaterThan(0);
    const copy = await store();
    await processor.process(copy.id);
    await expect(read(copy)).resolves.toMatchObject({ eventId, eventRole: 'copy', likeStoryId: story.id, likeness: 1 });
  });

  it('is through with what no topic finds: no event, nothing to look up, nothing to decide', async () => {
    const story = await store({ title: 'Rare teapot sold at auction' });
    await processor.process(story.id);
    expect(asked).toEqual([]);
    await expect(read(story)).resolves.toMatchObject({ eventId: null, matches: [], bands: [], decidedAt: now });
  });

  it.each<['notify' | 'hold', boolean]>([
    ['notify', true],
    ['hold', false],
  ])('of a story that is reworded and found no more, after %s: to be decided is %s', async (verdict, isToBeDecided) => {
    const story = await store();
    await processor.process(story.id);
    const before = await read(story);
    await decide(story, verdict);
    asked = [];
    await reword(story, { title: 'STORY WITHDRAWN: a report from Moscow' });
    await processor.process(story.id);
    expect(asked).toEqual(isToBeDecided ? [{ id: story.id, version: 2 }] : []);
    const after = await read(story);
    expect(after).toMatchObject({ eventId: before.eventId, matches: [], decidedAt: isToBeDecided ? null : now });
    const [old, fresh] = [before, after].map(({ bands }) => bands.map(({ hash }) => hash));
    expect(fresh?.some((hash) => old?.includes(hash))).toBe(!isToBeDecided);
  });
});
