import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { idParameter, pageOf, pageQuery, toPage } from '../api/page.js';
import { InArea } from '../auth/auth.guard.js';
import { notFound } from '../api/problem.exception.js';
import { storyView, storyWithRevisionsView, toStoryView, toStoryWithRevisionsView } from './story-view.js';
import { StoryStore } from './story.store.js';

const listQuery = pageQuery.extend({
  matched: z.stringbool().optional(),
  topic: z.string().optional(),
  feedId: z.uuid().optional(),
  language: z.string().optional(),
});

@ApiTags('stories')
@InArea('stories')
@Controller('stories')
export class StoryController {
  constructor(private readonly stories: StoryStore) {}

  @Get()
  @ApiOperation({ summary: 'List stories, newest first, with their matches and the evidence' })
  @ApiOkResponse({ standardSchema: pageOf(storyView, 'StoryPage') })
  async list(@Query({ schema: listQuery }) { limit, cursor, ...filter }: z.infer<typeof listQuery>) {
    return toPage(await this.stories.list({ limit, cursor }, filter), { limit }, toStoryView);
  }

  @Get(':id')
  @ApiOperation({ summary: 'Read one story, with its earlier wordings' })
  @ApiOkResponse({ standardSchema: storyWithRevisionsView })
  async read(@Param('id', { schema: idParameter }) id: string) {
    const story = await this.stories.find(id);
    if (!story) throw notFound('story');
    return toStoryWithRevisionsView(story);
  }
}
