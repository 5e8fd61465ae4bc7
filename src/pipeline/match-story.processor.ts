import { Inject, Injectable, Logger } from '@nestjs/common';
import { CLOCK, type Clock } from '../config/clock.js';
import type { Prisma } from '../database/generated/client.js';
import { PrismaStore } from '../database/prisma.store.js';
import { matchStory } from '../matching/match-story.js';
import { QueueService } from '../queues/queue.service.js';
import { EventStore } from '../stories/event.store.js';
import { StoryStore } from '../stories/story.store.js';
import { type FoundMatch, MatchStore } from '../topics/match.store.js';
import { MatcherService } from '../topics/matcher.service.js';
import { joinEvent } from './join-event.js';

/** Match → event: what the topics find in a story is stored with its evidence, and a story that is found joins its event. */
@Injectable()
export class MatchStoryProcessor {
  private readonly logger = new Logger('Matching');

  constructor(
    private readonly prisma: PrismaStore,
    private readonly stories: StoryStore,
    private readonly events: EventStore,
    private readonly matches: MatchStore,
    private readonly matcher: MatcherService,
    private readonly queues: QueueService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async process(storyId: string): Promise<void> {
    const story = await this.stories.findForMatching(storyId);
    if (!story || story.matchedAt) return;
    const { matcher, topics } = await this.matcher.current();
    const result = matchStory(matcher, {
      title: story.title,
      text: story.text,
      language: story.language ?? undefined,
      source: story.feed.title,
      feed: story.feed.url,
    });
    for (const { topic, message } of result.errors)
      this.logger.error(`Topic ${topic} failed on story ${story.id}: ${message}`);
    const found = result.matches.flatMap(({ topic, score, evidence }): FoundMatch[] => {
      const stored = topics.get(topic);
      return stored
        ? [
            {
              topicId: stored.id,
              topicVersion: stored.version,
              score,
              evidence: evidence as unknown as Prisma.InputJsonValue,
            },
          ]
        : [];
    });
    const now = this.clock.now();
    const isToBeDecided = await this.prisma.$transaction(async (transaction) => {
      // Who was told of a wording hears of the next one, were it only that nothing is left of what was told.
      const nothingToDecide = found.length === 0 && !(await this.stories.wasTold(transaction, story.id));
      if (!(await this.stories.markMatched(transaction, story, now, { nothingToDecide }))) return false;
      await this.matches.replaceMatches(transaction, story, found, now);
      if (nothingToDecide) return false;
      await joinEvent(transaction, this.events, story);
      return true;
    });
    if (isToBeDecided) await this.queues.enqueue('decide-alerts', [{ id: story.id, version: story.revision }]);
  }
}
