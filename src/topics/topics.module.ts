import { Module } from '@nestjs/common';
import { DraftController } from './draft.controller.js';
import { EntityController } from './entity.controller.js';
import { EntityStore } from './entity.store.js';
import { MatchStore } from './match.store.js';
import { MatcherService } from './matcher.service.js';
import { PreviewArchiveStore } from './preview/preview-archive.store.js';
import { PreviewController } from './preview/preview.controller.js';
import { PreviewService } from './preview/preview.service.js';
import { RematchPlannerService } from './rematch-planner.service.js';
import { RematchController } from './rematch.controller.js';
import { RematchStore } from './rematch.store.js';
import { TopicController } from './topic.controller.js';
import { TopicVersionController } from './topic-version.controller.js';
import { TopicVersionStore } from './topic-version.store.js';
import { TopicStore } from './topic.store.js';

/**
 * Takes queries and entities from the desk; gives the matcher compiled from them, and keeps what it found with the evidence.
 * A topic that finds something else than before is planned to meet the archive again; a draft can be run over it before.
 * A query that cannot be read is refused with its place; one that broke later is left out and named, never the others.
 */
@Module({
  controllers: [
    DraftController,
    PreviewController,
    TopicController,
    TopicVersionController,
    EntityController,
    RematchController,
  ],
  providers: [
    TopicStore,
    EntityStore,
    MatchStore,
    MatcherService,
    RematchStore,
    RematchPlannerService,
    TopicVersionStore,
    PreviewArchiveStore,
    PreviewService,
  ],
  exports: [TopicStore, EntityStore, MatchStore, MatcherService, RematchStore, RematchPlannerService],
})
export class TopicsModule {}
