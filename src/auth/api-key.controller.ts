import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { idParameter, isoOrNull, pageOf, pageQuery, sortQuery, toPage, totalQuery } from '../api/page.js';
import { notFound, ProblemException } from '../api/problem.exception.js';
import { CLOCK, type Clock } from '../config/clock.js';
import { ApiKeyStore } from './api-key.store.js';
import { CurrentActor, InArea } from './auth.guard.js';
import type { Actor } from './actor.js';
import { type Scope, scopeSchema } from './scope.js';

const apiKeyView = z
  .object({
    id: z.uuid(),
    name: z.string(),
    scopes: z.array(scopeSchema),
    hint: z.string().describe('Its first letters'),
    createdBy: z.uuid().nullable().describe('The person who made it; null where they are gone, or another key made it'),
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime().nullable(),
    lastUsedAt: z.iso.datetime().nullable().describe('To the minute'),
  })
  .meta({ id: 'ApiKey' });
const createdApiKeyView = apiKeyView
  .extend({ token: z.string().describe('Send it as a bearer token. It is shown only here') })
  .meta({ id: 'CreatedApiKey' });
const name = z.string().trim().min(1).max(100);
const scopes = z
  .array(scopeSchema)
  .min(1)
  .max(50)
  .transform((list) => [...new Set(list)]);
const expiresAt = z.iso.datetime().nullable();
const createBody = z.strictObject({ name, scopes, expiresAt: expiresAt.default(null) }).meta({ id: 'CreateApiKey' });
const updateBody = z.strictObject({ name, scopes, expiresAt }).partial().meta({ id: 'UpdateApiKey' });
const listQuery = pageQuery.extend({
  ...totalQuery,
  ...sortQuery(['name', 'createdAt']),
  scope: scopeSchema.optional(),
  createdBy: z.uuid().optional(),
  expired: z.stringbool().optional(),
});

type Row = NonNullable<Awaited<ReturnType<ApiKeyStore['find']>>>;
const view = (row: Row): z.infer<typeof apiKeyView> => ({
  id: row.id,
  name: row.name,
  scopes: row.scopes as Scope[],
  hint: row.hint,
  createdBy: row.createdBy,
  createdAt: row.createdAt.toISOString(),
  expiresAt: isoOrNull(row.expiresAt),
  lastUsedAt: isoOrNull(row.lastUsedAt),
});

/** Keys belong to the desk: one outlives the account of the person who made it, and is ended here. */
@ApiTags('api-keys')
@InArea('admin')
@Controller('api-keys')
export class ApiKeyController {
  constructor(
    private readonly apiKeys: ApiKeyStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({ summary: 'List API keys' })
  @ApiOkResponse({ standardSchema: pageOf(apiKeyView, 'ApiKeyPage') })
  async list(@Query({ schema: listQuery }) query: z.infer<typeof listQuery>) {
    const filter = { scope: query.scope, createdBy: query.createdBy, isExpired: query.expired };
    const [rows, total] = await Promise.all([
      this.apiKeys.list(filter, query),
      query.total ? this.apiKeys.countBy(filter) : undefined,
    ]);
    return toPage(rows, query, view, total);
  }

  @Get(':id')
  @ApiOperation({ summary: 'Read an API key: all but the key itself' })
  @ApiOkResponse({ standardSchema: apiKeyView })
  async read(@Param('id', { schema: idParameter }) id: string) {
    const row = await this.apiKeys.find(id);
    if (!row) throw notFound('API key');
    return view(row);
  }

  @Post()
  @ApiOperation({ summary: 'Create an API key; the answer is the only place that shows it' })
  @ApiCreatedResponse({ standardSchema: createdApiKeyView })
  async create(@Body({ schema: createBody }) body: z.infer<typeof createBody>, @CurrentActor() actor: Actor) {
    refuseWider(actor, body.scopes);
    const { row, token } = await this.apiKeys.create({
      name: body.name,
      scopes: body.scopes,
      expiresAt: this.readExpiry(body.expiresAt),
      createdBy: actor.kind === 'user' ? actor.id : null,
    });
    return { ...view(row), token };
  }

  @Patch(':id')
  @ApiOperation({ summary: 'Change the name, the scopes or the expiry of an API key; it holds at once' })
  @ApiOkResponse({ standardSchema: apiKeyView })
  async update(
    @Param('id', { schema: idParameter }) id: string,
    @Body({ schema: updateBody }) body: z.infer<typeof updateBody>,
    @CurrentActor() actor: Actor,
  ) {
    const row = await this.apiKeys.find(id);
    if (!row) throw notFound('API key');
    refuseWider(actor, [...(row.scopes as Scope[]), ...(body.scopes ?? [])]);
    const { expiresAt: expiry, ...rest } = body;
    const changed = await this.apiKeys.update(id, {
      ...rest,
      ...(expiry === undefined ? {} : { expiresAt: this.readExpiry(expiry) }),
    });
    if (!changed) throw notFound('API key');
    return view(changed);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete an API key; it stops working at once' })
  @ApiNoContentResponse()
  async delete(@Param('id', { schema: idParameter }) id: string): Promise<void> {
    if (!(await this.apiKeys.delete(id))) throw notFound('API key');
  }

  private readExpiry(text: string | null): Date | null {
    if (text === null) return null;
    const time = new Date(text);
    if (time > this.clock.now()) return time;
    throw new ProblemException('invalid-request', undefined, [
      { path: 'expiresAt', message: 'must be in the future; to end a key now, delete it' },
    ]);
  }
}

/** Nobody hands on more than they have, nor takes hold of a key that may do more than they. */
function refuseWider(actor: Actor, wanted: readonly Scope[]): void {
  const beyond = wanted.filter((scope) => !actor.scopes.has(scope));
  if (beyond.length === 0) return;
  throw new ProblemException('not-allowed', `You do not have ${[...new Set(beyond)].join(', ')} yourself`);
}
