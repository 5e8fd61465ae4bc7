import { Inject, Injectable, Logger } from '@nestjs/common';
import { CLOCK, type Clock } from '../config/clock.js';
import { compileMatcher, type Matcher } from '../matching/compile-matcher.js';
import { EntityStore } from './entity.store.js';
import { TopicStore } from './topic.store.js';

export interface CompiledTopics {
  matcher: Matcher;
  /** By slug: what a match is stored with. */
  topics: ReadonlyMap<string, { id: string; version: number; name: string }>;
}

/** How old the compiled matcher may be before the database is asked whether a topic or an entity changed. */
const FRESH_MS = 1_000;

/** Keeps the matcher compiled; a change made by any process is live within two seconds, swapped whole. */
@Injectable()
export class MatcherService {
  private readonly logger = new Logger('Topics');
  private compiled: (CompiledTopics & { signature: string }) | undefined;
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
      const { matcher, errors } = compileMatcher({ topics, entities });
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
}
