import { Inject, Injectable, Logger } from '@nestjs/common';
import { CLOCK, type Clock } from '../config/clock.js';
import { PrismaStore } from '../database/prisma.store.js';
import { matchStory } from '../matching/match-story.js';
import { QueueService } from '../queues/queue.service.js';
import { storyWords } from '../search/story-words.js';
import { EventStore } from '../stories/event.store.js';
import { type UnmatchedStory, UnmatchedStoryStore } from '../stories/unmatched-story.store.js';
import { type FoundMatch, MatchStore } from '../topics/match.store.js';
import { MatcherService } from '../topics/matcher.service.js';
import { joinEvent } from './join-event.js';

/** Match → event: what the topics find in a story is stored with its evidence and makes it searchable, and a story that is found joins its event. */
@Injectable()
export class MatchStoryProcessor {
  private readonly logger = new Logger('Matching');

  constructor(
    private readonly prisma: PrismaStore,
    private readonly unmatched: UnmatchedStoryStore,
    private readonly events: EventStore,
    private readonly matches: MatchStore,
    private readonly matcher: MatcherService,
    private readonly queues: QueueService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async process(storyId: string): Promise<void> {
    const story = await this.unmatched.find(storyId);
    if (!story) return;
    const found = await this.match(story);
    const { id, revision } = story;
    const at = this.clock.now();
    const searched = storyWords(story);
    // Who was told of a wording hears of the next one, were it only that nothing is left of what was told.
    if (found.length === 0 && !story.wasTold) {
      await this.unmatched.markMatchedInVain({ id, revision, at, searched });
      return;
    }
    const isToBeDecided = await this.prisma.$transaction(async (transaction) => {
      if (!(await this.matches.recordMatches(transaction, story, found, at, searched))) return false;
      await joinEvent(transaction, this.events, story);
      return true;
    });
    if (isToBeDecided) await this.queues.enqueue('decide-alerts', [{ id, version: revision }]);
  }

  private async match(story: UnmatchedStory): Promise<FoundMatch[]> {
    const { matcher, topics } = await this.matcher.current();
    const { matches, errors } = matchStory(matcher, {
      title: story.title,
      text: story.text,
      language: story.language ?? undefined,
      source: story.feedTitle,
      feed: story.feedUrl,
    });
    for (const { topic, message } of errors)
      this.logger.error(`Topic ${topic} failed on story ${story.id}: ${message}`);
    return matches.flatMap(({ topic, score, evidence }) => {
      const stored = topics.get(topic);
      return stored ? [{ topicId: stored.id, topicVersion: stored.version, score, evidence }] : [];
    });
  }
}
