import { Inject, Injectable, Logger } from '@nestjs/common';
import { CLOCK, type Clock } from '../config/clock.js';
import { type EntityDefinition, type TopicDefinition } from '../matching/definitions.js';
import { type CompiledMatcher, Percolator } from '../matching/percolator/percolator.js';
import { EntityStore } from './entity.store.js';
import { TopicStore } from './topic.store.js';

export interface CompiledTopics {
  matcher: Percolator;
  /** By slug: what a match is stored with. */
  topics: ReadonlyMap<string, { id: string; version: number; name: string }>;
}

/** How old the compiled matcher may be before the database is asked whether a topic or an entity changed. */
const FRESH_MS = 1_000;
/** Changed queries that are compiled again on each change, until all are compiled into one. */
const MOST_UNMERGED = 1_000;

/** Keeps the matcher compiled; a change made by any process is live within two seconds, swapped whole. */
@Injectable()
export class MatcherService {
  private readonly logger = new Logger('Topics');
  private compiled: (CompiledTopics & { signature: string }) | undefined;
  /** What the matcher was compiled from. */
  private entitiesKey = '';
  private queries = new Map<string, string>();
  private checkedAt = -Infinity;
  private refreshing: Promise<CompiledTopics> | undefined;

  constructor(
    private readonly topicStore: TopicStore,
    private readonly entityStore: EntityStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async current(): Promise<CompiledTopics> {
    if (this.compiled && this.clock.now().getTime() - this.checkedAt < FRESH_MS) return this.compiled;
    this.refreshing ??= this.refresh().finally(() => (this.refreshing = undefined));
    return this.refreshing;
  }

  private async refresh(): Promise<CompiledTopics> {
    const checkedAt = this.clock.now().getTime();
    const signature = await this.topicStore.signature();
    if (this.compiled?.signature !== signature) {
      const [topics, entities] = await Promise.all([this.topicStore.enabled(), this.entityStore.definitions()]);
      const { matcher, errors } = await this.compile(topics, entities);
      for (const { topic, errors: problems } of errors) {
        this.logger.error(
          `Topic ${topic} is left out until its query is mended: ${problems[0]?.message ?? 'unknown error'}`,
        );
      }
      this.compiled = { matcher, signature, topics: new Map(topics.map((topic) => [topic.slug, topic])) };
    }
    this.checkedAt = checkedAt;
    return this.compiled;
  }

  /** A changed topic costs its own compilation; a changed entity may be in any of them, and has all compiled anew. */
  private async compile(
    topics: readonly TopicDefinition[],
    entities: readonly EntityDefinition[],
  ): Promise<CompiledMatcher> {
    const entitiesKey = JSON.stringify(entities);
    const matcher = this.compiled?.matcher;
    if (!matcher || this.entitiesKey !== entitiesKey) {
      const compiled = await Percolator.compileInSlices({ topics, entities });
      this.entitiesKey = entitiesKey;
      this.queries = new Map(topics.map(({ slug, query }) => [slug, query]));
      return compiled;
    }
    const kept = new Set(topics.map(({ slug }) => slug));
    const removed = [...this.queries.keys()].filter((slug) => !kept.has(slug));
    const changed = topics.filter(({ slug, query }) => this.queries.get(slug) !== query);
    for (const slug of removed) this.queries.delete(slug);
    for (const { slug, query } of changed) this.queries.set(slug, query);
    if (removed.length > 0) matcher.remove(removed);
    const errors = changed.length > 0 ? matcher.put(changed) : [];
    if (matcher.unmerged > MOST_UNMERGED) await matcher.merge();
    return { matcher, errors };
  }
}
