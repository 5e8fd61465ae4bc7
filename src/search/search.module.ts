import { Module } from '@nestjs/common';
import { TopicsModule } from '../topics/topics.module.js';
import { EventController } from './event.controller.js';
import { FacetStore } from './facet.store.js';
import { FoundMatchStore } from './found-match.store.js';
import { MatchController } from './match.controller.js';
import { SearchCompilerService } from './search-compiler.service.js';
import { SearchStatisticsStore } from './search-statistics.store.js';
import { SimilarTitleStore } from './similar-title.store.js';
import { StoryExportController } from './story-export.controller.js';
import { StoryController } from './story.controller.js';
import { StoryItemStore } from './story-item.store.js';
import { StorySearchService } from './story-search.service.js';
import { StoryStepStore } from './story-step.store.js';
import { StoryWordsFillerService } from './story-words-filler.service.js';
import { StoryWordsStore } from './story-words.store.js';
import { ToldEventStore } from './told-event.store.js';
import { TopicFeedController } from './topic-feed.controller.js';
import { TopicFeedStore } from './topic-feed.store.js';

/**
 * Takes stored stories and queries in the language of topics; gives what is found, newest first. The index finds candidates, never too
 * few, and the matcher that topics run in says of each whether it is found, and where.
 */
@Module({
  imports: [TopicsModule],
  controllers: [StoryExportController, StoryController, EventController, MatchController, TopicFeedController],
  providers: [
    StorySearchService,
    SearchCompilerService,
    SearchStatisticsStore,
    SimilarTitleStore,
    StoryItemStore,
    StoryStepStore,
    FacetStore,
    ToldEventStore,
    FoundMatchStore,
    TopicFeedStore,
    StoryWordsStore,
    StoryWordsFillerService,
  ],
})
export class SearchModule {}
