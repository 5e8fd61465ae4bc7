import { Controller, Get, Header, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { idParameter } from '../api/page.js';
import { notFound, ProblemException } from '../api/problem.exception.js';
import { InArea } from '../auth/auth.guard.js';
import { storyWithRevisionsView } from '../stories/story-view.js';
import { readLikenessCursor, readStoryCursor, storyPageView, toStoryPage } from './story-page.js';
import { storyListQuery, type StoryListQuery } from './story-query.js';
import { StoryItemStore } from './story-item.store.js';
import { StorySearchService } from './story-search.service.js';
import { shareRunning } from './share-running.js';
import { toReadStory } from './read-story.js';

const JSON_TYPE = 'application/json; charset=utf-8';

@ApiTags('stories')
@InArea('stories')
@Controller('stories')
export class StoryController {
  private readonly shared = shareRunning<string>();

  constructor(
    private readonly search: StorySearchService,
    private readonly items: StoryItemStore,
  ) {}

  @Get()
  @Header('content-type', JSON_TYPE)
  @ApiOperation({
    summary: 'List stories, newest first, with their matches and the evidence; or search them',
    description:
      'With `q` the stories in which the matcher finds the query, with the places. A search that finds little looks through a part of the ' +
      'archive at a time: a page may be short, even empty, while `nextCursor` is there. With `similar` the order is by likeness.',
  })
  @ApiOkResponse({ standardSchema: storyPageView })
  list(@Query({ schema: storyListQuery }) query: StoryListQuery): Promise<string> {
    // Many screens ask for the same at the same time.
    return this.shared(JSON.stringify(query), () => this.makePage(query));
  }

  @Get(':id')
  @Header('content-type', JSON_TYPE)
  @ApiOperation({ summary: 'Read one story, with its earlier wordings' })
  @ApiOkResponse({ standardSchema: storyWithRevisionsView })
  async read(@Param('id', { schema: idParameter }) id: string): Promise<string> {
    const story = await this.items.find(id);
    if (!story) throw notFound('story');
    return toReadStory(story);
  }

  private async makePage({
    limit,
    cursor,
    q,
    similar,
    facets,
    total,
    textLength,
    ...filter
  }: StoryListQuery): Promise<string> {
    if (similar !== undefined) {
      if (q !== undefined) throw notTogether('similar', 'q');
      if (facets || total) throw notTogether('similar', facets ? 'facets' : 'total');
      const after = readLikenessCursor(cursor);
      return toStoryPage(await this.search.similar(similar, filter, { after, wanted: limit, textLength }));
    }
    const page = this.search.page({ q, filter }, { before: readStoryCursor(cursor), wanted: limit, textLength });
    const survey = facets || total ? this.search.survey({ q, filter }, facets ?? []) : undefined;
    // Both are waited for: what one of them throws must not leave the other's error to nobody.
    const [{ rows, next }, counted] = await Promise.all([page, survey]);
    return toStoryPage({ rows, next }, counted && { ...counted, wantsFacets: facets !== undefined });
  }
}

function notTogether(one: string, other: string): ProblemException {
  return new ProblemException('invalid-request', undefined, [
    { path: one, message: `cannot be asked for together with ${other}` },
  ]);
}
