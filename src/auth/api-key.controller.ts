import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { idParameter, isoOrNull, pageOf, pageQuery, type PageQuery, toPage } from '../api/page.js';
import { notFound } from '../api/problem.exception.js';
import { ApiKeyStore } from './api-key.store.js';
import { CurrentActor, InArea } from './auth.guard.js';
import type { Actor } from './actor.js';
import { type Scope, scopeSchema } from './scope.js';

const apiKeyView = z
  .object({
    id: z.uuid(),
    name: z.string(),
    scopes: z.array(scopeSchema),
    hint: z.string(),
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime().nullable(),
    lastUsedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'ApiKey' });
const createdApiKeyView = apiKeyView.extend({ token: z.string() }).meta({ id: 'CreatedApiKey' });
const createBody = z
  .strictObject({
    name: z.string().trim().min(1).max(100),
    scopes: z.array(scopeSchema).min(1),
    expiresAt: z.iso.datetime().nullable().default(null),
  })
  .meta({ id: 'CreateApiKey' });

type Row = Awaited<ReturnType<ApiKeyStore['list']>>[number];
const view = ({ id, name, scopes, hint, createdAt, expiresAt, lastUsedAt }: Row): z.infer<typeof apiKeyView> => ({
  id,
  name,
  scopes: scopes as Scope[],
  hint,
  createdAt: createdAt.toISOString(),
  expiresAt: isoOrNull(expiresAt),
  lastUsedAt: isoOrNull(lastUsedAt),
});

@ApiTags('api-keys')
@InArea('admin')
@Controller('api-keys')
export class ApiKeyController {
  constructor(private readonly apiKeys: ApiKeyStore) {}

  @Get()
  @ApiOperation({ summary: 'List API keys' })
  @ApiOkResponse({ standardSchema: pageOf(apiKeyView, 'ApiKeyPage') })
  async list(@Query({ schema: pageQuery }) query: PageQuery) {
    return toPage(await this.apiKeys.list(query), query, view);
  }

  @Post()
  @ApiOperation({ summary: 'Create an API key; the answer is the only place that shows it' })
  @ApiCreatedResponse({ standardSchema: createdApiKeyView })
  async create(@Body({ schema: createBody }) body: z.infer<typeof createBody>, @CurrentActor() actor: Actor) {
    const { row, token } = await this.apiKeys.create({
      name: body.name,
      scopes: body.scopes,
      expiresAt: body.expiresAt ? new Date(body.expiresAt) : null,
      createdBy: actor.kind === 'user' ? actor.id : null,
    });
    return { ...view(row), token };
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete an API key; it stops working at once' })
  @ApiNoContentResponse()
  async delete(@Param('id', { schema: idParameter }) id: string): Promise<void> {
    if (!(await this.apiKeys.delete(id))) throw notFound('API key');
  }
}
