import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { idParameter, pageOf, pageQuery, sortQuery, toPage, totalQuery } from '../api/page.js';
import { InArea } from '../auth/auth.guard.js';
import { notFound, ProblemException } from '../api/problem.exception.js';
import type { Entity, Prisma } from '../database/generated/client.js';
import { EntityStore } from './entity.store.js';
import { slugSchema } from './slug.js';
import { TopicStore } from './topic.store.js';

const kindSchema = z
  .enum(['person', 'place', 'organization', 'treaty', 'weapon', 'concept'])
  .meta({ id: 'EntityKind' });
const formSchema = z
  .strictObject({
    text: z.string().trim().min(1).max(200),
    exactCase: z.boolean().optional(),
    inflect: z.boolean().optional(),
    prefix: z.boolean().optional(),
    compound: z.boolean().optional(),
  })
  .meta({ id: 'EntityForm' });
const formsSchema = z.record(z.string().min(2).max(35), z.array(formSchema).max(500));
const fields = { name: z.string().trim().min(1).max(200), kind: kindSchema, forms: formsSchema };
const createBody = z.strictObject({ slug: slugSchema, ...fields }).meta({ id: 'CreateEntity' });
const updateBody = z.strictObject(fields).partial().meta({ id: 'UpdateEntity' });
const entityView = z
  .object({
    id: z.uuid(),
    slug: z.string(),
    ...fields,
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'Entity' });
const listQuery = pageQuery.extend({
  ...totalQuery,
  ...sortQuery(['slug', 'name', 'createdAt', 'updatedAt']),
  kind: kindSchema.optional(),
  q: z.string().trim().min(1).max(200).optional().describe('Part of the slug or of the name'),
});
const usageView = z
  .object({
    topics: z.array(z.object({ id: z.uuid(), slug: z.string(), name: z.string(), enabled: z.boolean() })),
    ownQueries: z.number().int().describe('Subscriptions whose own query names it'),
  })
  .meta({ id: 'EntityUsage' });

const view = ({ id, slug, name, kind, forms, createdAt, updatedAt }: Entity): z.infer<typeof entityView> => ({
  id,
  slug,
  name,
  kind,
  forms: forms as z.infer<typeof formsSchema>,
  createdAt: createdAt.toISOString(),
  updatedAt: updatedAt.toISOString(),
});

@ApiTags('entities')
@InArea('topics')
@Controller('entities')
export class EntityController {
  constructor(
    private readonly entities: EntityStore,
    private readonly topics: TopicStore,
  ) {}

  @Get()
  @ApiOperation({ summary: 'List entities and concepts with their surface forms' })
  @ApiOkResponse({ standardSchema: pageOf(entityView, 'EntityPage') })
  async list(@Query({ schema: listQuery }) { kind, q, total, ...page }: z.infer<typeof listQuery>) {
    const filter = { kind, q };
    const [rows, count] = await Promise.all([
      this.entities.list(page, filter),
      total ? this.entities.count(filter) : undefined,
    ]);
    return toPage(rows, page, view, count);
  }

  @Get(':id')
  @ApiOperation({ summary: 'Read one entity' })
  @ApiOkResponse({ standardSchema: entityView })
  async read(@Param('id', { schema: idParameter }) id: string) {
    const entity = await this.entities.find(id);
    if (!entity) throw notFound('entity');
    return view(entity);
  }

  @Get(':id/usage')
  @ApiOperation({ summary: 'Which topics name an entity, enabled or not' })
  @ApiOkResponse({ standardSchema: usageView })
  async usage(@Param('id', { schema: idParameter }) id: string): Promise<z.infer<typeof usageView>> {
    const entity = await this.entities.find(id);
    if (!entity) throw notFound('entity');
    const users = await this.topics.naming(entity.slug);
    const topics = users.filter(({ ownerId }) => ownerId === null);
    return {
      topics: topics.map(({ id: topicId, slug, name, enabled }) => ({ id: topicId, slug, name, enabled })),
      ownQueries: users.length - topics.length,
    };
  }

  @Post()
  @ApiOperation({ summary: 'Create an entity' })
  @ApiCreatedResponse({ standardSchema: entityView })
  async create(@Body({ schema: createBody }) body: z.infer<typeof createBody>) {
    return view(await this.entities.create({ ...body, forms: body.forms as Prisma.InputJsonValue }));
  }

  @Patch(':id')
  @ApiOperation({ summary: 'Change an entity; topics that name it follow within two seconds' })
  @ApiOkResponse({ standardSchema: entityView })
  async update(
    @Param('id', { schema: idParameter }) id: string,
    @Body({ schema: updateBody }) body: z.infer<typeof updateBody>,
  ) {
    return view(await this.entities.update(id, { ...body, forms: body.forms as Prisma.InputJsonValue | undefined }));
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete an entity that no topic names' })
  @ApiNoContentResponse()
  async delete(@Param('id', { schema: idParameter }) id: string): Promise<void> {
    const entity = await this.entities.find(id);
    if (!entity) throw notFound('entity');
    const users = await this.topics.naming(entity.slug);
    if (users.length > 0) {
      const names = users.map(({ slug, name, ownerId }) => (ownerId === null ? slug : `“${name}”`));
      throw new ProblemException('conflict', `These topics name it: ${names.join(', ')}`);
    }
    await this.entities.delete(id);
  }
}
