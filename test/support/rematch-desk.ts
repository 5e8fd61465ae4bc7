import { Logger } from '@nestjs/common';
import pg from 'pg';
import { v7 as newId } from 'uuid';
import type { Clock } from '../../src/config/clock.js';
import type { Rematch, Story, Topic } from '../../src/database/generated/client.js';
import { Percolator } from '../../src/matching/percolator/percolator.js';
import { MatchStoryProcessor } from '../../src/pipeline/match-story.processor.js';
import { RematchArchiveStore } from '../../src/pipeline/rematch-archive.store.js';
import { RematchProcessor } from '../../src/pipeline/rematch.processor.js';
import type { QueueService } from '../../src/queues/queue.service.js';
import { EventStore } from '../../src/stories/event.store.js';
import { UnmatchedStoryStore } from '../../src/stories/unmatched-story.store.js';
import { EntityStore } from '../../src/topics/entity.store.js';
import { MatchStore } from '../../src/topics/match.store.js';
import type { MatcherService } from '../../src/topics/matcher.service.js';
import { RematchPlannerService } from '../../src/topics/rematch-planner.service.js';
import { RematchStore, SETTLE_AFTER_MS } from '../../src/topics/rematch.store.js';
import { TopicStore } from '../../src/topics/topic.store.js';
import { openStores, type StoreContext } from './stores.js';

const never = new AbortController().signal;

/** What re-matches are made of, on a real database, with a clock that stands still and a queue whose jobs the test runs. */
export class RematchDesk {
  now = new Date(0);
  jobs: string[] = [];
  readonly topics: TopicStore;
  readonly rematches: RematchStore;
  readonly archive: RematchArchiveStore;
  readonly clock: Clock = { now: () => this.now, random: () => 0 };
  private readonly entities: EntityStore;
  private readonly queues: QueueService;
  private feedId = '';

  static async open(): Promise<RematchDesk> {
    Logger.overrideLogger(false);
    return new RematchDesk(await openStores());
  }

  private constructor(readonly context: StoreContext) {
    const { prisma } = context;
    this.topics = new TopicStore(prisma);
    this.entities = new EntityStore(prisma);
    this.rematches = new RematchStore(prisma);
    this.archive = new RematchArchiveStore(prisma, new EventStore(prisma));
    this.queues = {
      enqueue: async (name: string, requests: { id: string }[]) => {
        if (name === 'rematch') this.jobs.push(...requests.map(({ id }) => id));
      },
    } as unknown as QueueService;
  }

  async clear(): Promise<void> {
    for (const table of ['feeds', 'events', 'topics', 'entities', 'subscribers'])
      await this.context.database.query(`DELETE FROM ${table}`);
    this.feedId = (
      await this.context.prisma.feed.create({ data: { url: 'https://news.example/feed', title: 'News' } })
    ).id;
    this.now = new Date('2026-11-24T12:00:00Z');
    this.jobs = [];
  }

  close(): Promise<void> {
    return this.context.close();
  }

  /** Those of a process that has just started. */
  planner(): RematchPlannerService {
    return new RematchPlannerService(this.topics, this.entities, this.rematches, this.queues, this.clock);
  }

  async process(passId: string, signal = never): Promise<void> {
    const { rematches, archive, topics, entities, queues, clock } = this;
    await new RematchProcessor(this.planner(), rematches, archive, topics, entities, queues, clock).process(
      passId,
      signal,
    );
  }

  async runJobs(): Promise<void> {
    for (let id = this.jobs.shift(); id !== undefined; id = this.jobs.shift()) await this.process(id);
  }

  /** Plans for what has changed, and carries it out. */
  async rematch(): Promise<void> {
    await this.planner().plan();
    await this.runJobs();
  }

  letPass(ms: number): void {
    this.now = new Date(this.now.getTime() + ms);
  }

  /** A sweep, so late that runs settle. */
  async settle(): Promise<void> {
    this.letPass(SETTLE_AFTER_MS);
    this.jobs.push(...(await this.rematches.findStranded(this.now, this.now)));
    await this.runJobs();
  }

  /** A story of an hour ago, which the pipeline is through with unless the fields say otherwise. */
  async store(title: string, fields: Partial<Pick<Story, 'matchedAt' | 'decidedAt'>> = {}): Promise<string> {
    const id = newId();
    const before = new Date(this.now.getTime() - 3_600_000);
    const own = { id, key: id, contentHash: id, title, text: '', fingerprint: title };
    await this.context.prisma.story.create({
      data: { ...own, feedId: this.feedId, fetchedAt: before, matchedAt: before, decidedAt: before, ...fields },
    });
    return id;
  }

  create(slug: string, query: string): Promise<Topic> {
    return this.topics.create({ slug, name: slug, query });
  }

  /** As "slug version". */
  async matchesOf(storyId: string): Promise<string[]> {
    const matches = await this.context.prisma.match.findMany({ where: { storyId }, include: { topic: true } });
    return matches.map(({ topic, topicVersion }) => `${topic.slug} ${topicVersion}`).sort();
  }

  async latest(topicId: string): Promise<Rematch> {
    const run = await this.rematches.latest(topicId);
    if (!run) throw new Error('The topic has no run');
    return run;
  }

  /** The pipeline's match of one story, by a process that has not heard of a change yet. */
  async matchOutdated(storyId: string, topic: Topic): Promise<void> {
    const { matcher } = Percolator.compile({ topics: [topic], entities: [] });
    const current = async () => ({ matcher, topics: new Map([[topic.slug, topic]]) });
    await new MatchStoryProcessor(
      this.context.prisma,
      new UnmatchedStoryStore(this.context.prisma),
      new EventStore(this.context.prisma),
      new MatchStore(),
      { current } as unknown as MatcherService,
      this.queues,
      this.clock,
    ).process(storyId);
  }

  /** A transaction of somebody else's. */
  async begin(): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: this.context.database.url });
    await client.connect();
    await client.query('BEGIN');
    return client;
  }
}
