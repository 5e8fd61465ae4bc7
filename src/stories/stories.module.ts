import { Module } from '@nestjs/common';
import { ArticleStore } from './article.store.js';
import { EventStore } from './event.store.js';
import { StoryController } from './story.controller.js';
import { StoryStore } from './story.store.js';

/**
 * Takes parsed items; gives stories with an identity that survives re-publishing, their earlier wordings, and the event that
 * they tell of. One item is one story, however often it is fetched.
 */
@Module({
  controllers: [StoryController],
  providers: [StoryStore, EventStore, ArticleStore],
  exports: [StoryStore, EventStore, ArticleStore],
})
export class StoriesModule {}
