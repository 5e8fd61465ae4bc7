import { Module } from '@nestjs/common';
import { ArticleStore } from './article.store.js';
import { EventStore } from './event.store.js';
import { StoryStore } from './story.store.js';
import { UnmatchedStoryStore } from './unmatched-story.store.js';

/**
 * Takes parsed items; gives stories with an identity that survives re-publishing, their earlier wordings, and the event that
 * they tell of. One item is one story, however often it is fetched.
 */
@Module({
  providers: [StoryStore, UnmatchedStoryStore, EventStore, ArticleStore],
  exports: [StoryStore, UnmatchedStoryStore, EventStore, ArticleStore],
})
export class StoriesModule {}
