import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { idParameter, isoOrNull, pageOf, pageQuery, toPage } from '../api/page.js';
import { notFound, ProblemException } from '../api/problem.exception.js';
import { SubscriberStore } from './subscriber.store.js';
import { SubscriptionStore } from './subscription.store.js';
import { targetKindSchema } from './target.controller.js';

const fields = {
  name: z.string().trim().min(1).max(200),
  topicIds: z.array(z.uuid()).min(1).max(200),
  targetIds: z.array(z.uuid()).max(50),
  state: z.enum(['active', 'paused']),
  minimumScore: z.number().min(0).max(1),
  languages: z.array(z.string().min(2).max(35)).max(50),
  mutedUntil: z.iso.datetime({ offset: true }).nullable(),
};
const createBody = z
  .strictObject({ subscriberId: z.uuid(), ...fields })
  .partial({ targetIds: true, state: true, minimumScore: true, languages: true, mutedUntil: true })
  .meta({ id: 'CreateSubscription' });
const updateBody = z.strictObject(fields).partial().meta({ id: 'UpdateSubscription' });
const subscriptionView = z
  .object({
    id: z.uuid(),
    subscriberId: z.uuid(),
    name: z.string(),
    state: z.enum(['active', 'paused', 'stopped']),
    minimumScore: z.number(),
    languages: z.array(z.string()),
    mutedUntil: z.iso.datetime().nullable(),
    topics: z.array(z.object({ id: z.uuid(), slug: z.string(), name: z.string() })),
    targets: z.array(
      z.object({
        id: z.uuid(),
        kind: targetKindSchema,
        label: z.string(),
        state: z.enum(['unverified', 'active', 'disabled']),
      }),
    ),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'Subscription' });
const listQuery = pageQuery.extend({ subscriberId: z.uuid().optional() });

type Row = Awaited<ReturnType<SubscriptionStore['list']>>[number];
const view = (row: Row): z.infer<typeof subscriptionView> => ({
  id: row.id,
  subscriberId: row.subscriberId,
  name: row.name,
  state: row.state,
  minimumScore: row.minimumScore,
  languages: row.languages,
  mutedUntil: isoOrNull(row.mutedUntil),
  topics: row.topics.map(({ topic }) => topic),
  targets: row.targets.map(({ target }) => target),
  createdAt: row.createdAt.toISOString(),
});

@ApiTags('subscriptions')
@Controller('subscriptions')
export class SubscriptionController {
  constructor(
    private readonly subscriptions: SubscriptionStore,
    private readonly subscribers: SubscriberStore,
  ) {}

  @Get()
  @ApiOperation({ summary: 'List subscriptions' })
  @ApiOkResponse({ standardSchema: pageOf(subscriptionView, 'SubscriptionPage') })
  async list(@Query({ schema: listQuery }) { subscriberId, ...page }: z.infer<typeof listQuery>) {
    return toPage(await this.subscriptions.list(page, { subscriberId }), page.limit, view);
  }

  @Get(':id')
  @ApiOperation({ summary: 'Read one subscription' })
  @ApiOkResponse({ standardSchema: subscriptionView })
  async read(@Param('id', { schema: idParameter }) id: string) {
    const subscription = await this.subscriptions.find(id);
    if (!subscription) throw notFound('subscription');
    return view(subscription);
  }

  @Post()
  @ApiOperation({ summary: 'Create a subscription: which topics go to which targets' })
  @ApiCreatedResponse({ standardSchema: subscriptionView })
  async create(@Body({ schema: createBody }) { subscriberId, mutedUntil, ...rest }: z.infer<typeof createBody>) {
    if (!(await this.subscribers.find(subscriberId))) throw notFound('subscriber');
    await this.checkReferences(subscriberId, rest);
    return view(
      await this.subscriptions.create(subscriberId, {
        targetIds: [],
        state: 'active',
        minimumScore: 0,
        languages: [],
        ...rest,
        mutedUntil: mutedUntil ? new Date(mutedUntil) : null,
      }),
    );
  }

  @Patch(':id')
  @ApiOperation({ summary: 'Change, pause or mute a subscription' })
  @ApiOkResponse({ standardSchema: subscriptionView })
  async update(
    @Param('id', { schema: idParameter }) id: string,
    @Body({ schema: updateBody }) { mutedUntil, ...rest }: z.infer<typeof updateBody>,
  ) {
    const existing = await this.subscriptions.find(id);
    if (!existing) throw notFound('subscription');
    await this.checkReferences(existing.subscriberId, rest);
    const muted = mutedUntil === undefined ? {} : { mutedUntil: mutedUntil === null ? null : new Date(mutedUntil) };
    return view(await this.subscriptions.update(id, { ...rest, ...muted }));
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete a subscription' })
  @ApiNoContentResponse()
  async delete(@Param('id', { schema: idParameter }) id: string): Promise<void> {
    if (!(await this.subscriptions.delete(id))) throw notFound('subscription');
  }

  private async checkReferences(
    subscriberId: string,
    { topicIds, targetIds }: { topicIds?: string[]; targetIds?: string[] },
  ) {
    const [topics, targets] = await Promise.all([
      this.subscriptions.unknownTopics(topicIds ?? []),
      this.subscriptions.foreignTargets(subscriberId, targetIds ?? []),
    ]);
    if (topics.length === 0 && targets.length === 0) return;
    throw new ProblemException('invalid-request', undefined, [
      ...topics.map((id) => ({ path: 'topicIds', message: `There is no topic ${id}` })),
      ...targets.map((id) => ({ path: 'targetIds', message: `The subscriber has no target ${id}` })),
    ]);
  }
}
