import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { idParameter, pageOf, pageQuery, sortQuery, toPage, totalQuery } from '../api/page.js';
import { InArea } from '../auth/auth.guard.js';
import { notFound, ProblemException } from '../api/problem.exception.js';
import { EntityStore } from './entity.store.js';
import { queryProblems } from './query-problems.js';
import { RematchPlannerService } from './rematch-planner.service.js';
import { slugSchema } from './slug.js';
import { topicFields, topicView, toTopicView } from './topic-view.js';
import { TopicStore } from './topic.store.js';

const createBody = z
  .strictObject({ slug: slugSchema, ...topicFields })
  .partial({ description: true, enabled: true })
  .meta({ id: 'CreateTopic' });
const updateBody = z.strictObject(topicFields).partial().meta({ id: 'UpdateTopic' });
const listQuery = pageQuery.extend({
  ...totalQuery,
  ...sortQuery(['slug', 'name', 'createdAt', 'updatedAt']),
  enabled: z.stringbool().optional(),
  q: z.string().trim().min(1).max(200).optional().describe('Part of the slug or of the name'),
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
  async list(@Query({ schema: listQuery }) { enabled, q, total, ...page }: z.infer<typeof listQuery>) {
    const filter = { enabled, q };
    const [rows, count] = await Promise.all([
      this.topics.list(page, filter),
      total ? this.topics.count(filter) : undefined,
    ]);
    return toPage(rows, page, toTopicView, count);
  }

  @Get(':id')
  @ApiOperation({ summary: 'Read one topic' })
  @ApiOkResponse({ standardSchema: topicView })
  async read(@Param('id', { schema: idParameter }) id: string) {
    const topic = await this.topics.find(id);
    if (!topic) throw notFound('topic');
    return toTopicView(topic);
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
    return toTopicView(topic);
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
    return toTopicView(topic);
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
