import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { idParameter, pageOf, pageQuery, readPage, sortQuery, totalQuery } from '../api/page.js';
import { InArea } from '../auth/auth.guard.js';
import { notFound } from '../api/problem.exception.js';
import type { Subscriber } from '../database/generated/client.js';
import { localeSchema, timeZoneSchema } from './locale.js';
import { SubscriberStore } from './subscriber.store.js';

const fields = {
  kind: z.enum(['person', 'team']),
  name: z.string().trim().min(1).max(200),
  locale: localeSchema,
  timeZone: timeZoneSchema,
  /** Told when something of the house's own needs a hand, such as a target that was given up. */
  isOperator: z.boolean(),
};
const createBody = z
  .strictObject(fields)
  .partial({ kind: true, locale: true, timeZone: true, isOperator: true })
  .meta({ id: 'CreateSubscriber' });
const updateBody = z.strictObject(fields).partial().meta({ id: 'UpdateSubscriber' });
const subscriberView = z
  .object({
    id: z.uuid(),
    kind: z.enum(['person', 'team']),
    name: z.string(),
    locale: z.string(),
    timeZone: z.string(),
    isOperator: z.boolean(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'Subscriber' });

const listQuery = pageQuery.extend({
  ...totalQuery,
  ...sortQuery(['name', 'createdAt']),
  kind: z.enum(['person', 'team']).optional(),
  isOperator: z.stringbool().optional(),
  q: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .optional()
    .describe('Words of their name, or of the label of one of their targets'),
});

const view = ({
  id,
  kind,
  name,
  locale,
  timeZone,
  isOperator,
  createdAt,
}: Subscriber): z.infer<typeof subscriberView> => ({
  id,
  kind,
  name,
  locale,
  timeZone,
  isOperator,
  createdAt: createdAt.toISOString(),
});

@ApiTags('subscribers')
@InArea('subscriptions')
@Controller('subscribers')
export class SubscriberController {
  constructor(private readonly subscribers: SubscriberStore) {}

  @Get()
  @ApiOperation({ summary: 'List subscribers' })
  @ApiOkResponse({ standardSchema: pageOf(subscriberView, 'SubscriberPage') })
  list(@Query({ schema: listQuery }) { limit, cursor, sort, total, ...filter }: z.infer<typeof listQuery>) {
    const { subscribers } = this;
    return readPage(
      { limit, cursor, sort, total },
      { rows: (page) => subscribers.list(page, filter), count: () => subscribers.count(filter) },
      view,
    );
  }

  @Get(':id')
  @ApiOperation({ summary: 'Read one subscriber' })
  @ApiOkResponse({ standardSchema: subscriberView })
  async read(@Param('id', { schema: idParameter }) id: string) {
    const subscriber = await this.subscribers.find(id);
    if (!subscriber) throw notFound('subscriber');
    return view(subscriber);
  }

  @Post()
  @ApiOperation({ summary: 'Create a subscriber' })
  @ApiCreatedResponse({ standardSchema: subscriberView })
  async create(@Body({ schema: createBody }) body: z.infer<typeof createBody>) {
    return view(await this.subscribers.create(body));
  }

  @Patch(':id')
  @ApiOperation({ summary: 'Change a subscriber' })
  @ApiOkResponse({ standardSchema: subscriberView })
  async update(
    @Param('id', { schema: idParameter }) id: string,
    @Body({ schema: updateBody }) body: z.infer<typeof updateBody>,
  ) {
    return view(await this.subscribers.update(id, body));
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete a subscriber with its targets and subscriptions' })
  @ApiNoContentResponse()
  async delete(@Param('id', { schema: idParameter }) id: string): Promise<void> {
    if (!(await this.subscribers.delete(id))) throw notFound('subscriber');
  }
}
