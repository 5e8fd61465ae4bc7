import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { idParameter, pageOf, pageQuery, type PageQuery, toPage } from '../api/page.js';
import { InArea } from '../auth/auth.guard.js';
import { notFound, ProblemException } from '../api/problem.exception.js';
import type { Topic } from '../database/generated/client.js';
import { EntityStore } from './entity.store.js';
import { queryProblems } from './query-problems.js';
import { RematchPlannerService } from './rematch-planner.service.js';
import { slugSchema } from './slug.js';
import { TopicStore } from './topic.store.js';

const fields = {
  name: z.string().trim().min(1).max(200),
  description: z.string().trim().max(2_000),
  query: z.string().min(1).max(50_000),
  enabled: z.boolean(),
};
const createBody = z
  .strictObject({ slug: slugSchema, ...fields })
  .partial({ description: true, enabled: true })
  .meta({ id: 'CreateTopic' });
const updateBody = z.strictObject(fields).partial().meta({ id: 'UpdateTopic' });
const topicView = z
  .object({
    id: z.uuid(),
    slug: z.string(),
    name: z.string(),
    description: z.string(),
    query: z.string(),
    enabled: z.boolean(),
    version: z.number().int(),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'Topic' });

const view = ({
  id,
  slug,
  name,
  description,
  query,
  enabled,
  version,
  createdAt,
  updatedAt,
}: Topic): z.infer<typeof topicView> => ({
  id,
  slug,
  name,
  description,
  query,
  enabled,
  version,
  createdAt: createdAt.toISOString(),
  updatedAt: updatedAt.toISOString(),
});

@ApiTags('topics')
@InArea('topics')
@Controller('topics')
export class TopicController {
  constructor(
    private readonly topics: TopicStore,
    private readonly entities: EntityStore,
    private readonly rematches: RematchPlannerService,
  ) {}

  @Get()
  @ApiOperation({ summary: 'List topics' })
  @ApiOkResponse({ standardSchema: pageOf(topicView, 'TopicPage') })
  async list(@Query({ schema: pageQuery }) page: PageQuery) {
    return toPage(await this.topics.list(page), page, view);
  }

  @Get(':id')
  @ApiOperation({ summary: 'Read one topic' })
  @ApiOkResponse({ standardSchema: topicView })
  async read(@Param('id', { schema: idParameter }) id: string) {
    const topic = await this.topics.find(id);
    if (!topic) throw notFound('topic');
    return view(topic);
  }

  @Post()
  @ApiOperation({
    summary: 'Create a topic; its query is checked, live within two seconds, and matched against the archive',
  })
  @ApiCreatedResponse({ standardSchema: topicView })
  async create(@Body({ schema: createBody }) body: z.infer<typeof createBody>) {
    await this.checkQuery(body.query);
    const topic = await this.topics.create(body);
    await this.rematches.plan();
    return view(topic);
  }

  @Patch(':id')
  @ApiOperation({ summary: 'Change a topic; a new query makes a new version, and is matched against the archive' })
  @ApiOkResponse({ standardSchema: topicView })
  async update(
    @Param('id', { schema: idParameter }) id: string,
    @Body({ schema: updateBody }) body: z.infer<typeof updateBody>,
  ) {
    if (body.query !== undefined) await this.checkQuery(body.query);
    const topic = await this.topics.update(id, body);
    // A worker would see it within a second; whoever asks for the progress right away shall not get that of before.
    await this.rematches.plan();
    return view(topic);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete a topic with its matches' })
  @ApiNoContentResponse()
  async delete(@Param('id', { schema: idParameter }) id: string): Promise<void> {
    if (!(await this.topics.delete(id))) throw notFound('topic');
  }

  private async checkQuery(query: string): Promise<void> {
    const problems = queryProblems(query, await this.entities.slugs());
    if (problems.length > 0) throw new ProblemException('invalid-request', 'The query cannot be read', problems);
  }
}
